"""Templates hold neither style nor script of their own, and load nothing from elsewhere."""

from __future__ import annotations

import re

import pytest

FORBIDDEN = {
    "style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "script": re.compile(r"<script|\son[a-z]+\s*=|javascript:", re.IGNORECASE),
    "elsewhere": re.compile(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE),
    "unescaped": re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE),
}


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_template_holds(files, kind: str) -> None:
    templates = [file for file in files if "/templates/" in file.name]
    assert templates

    assert [file.name for file in templates if FORBIDDEN[kind].search(file.text)] == []


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        ("style", '<p style="color: red">'),
        ("script", '<body onload="x()">'),
        ("elsewhere", '<img src="//example.org/x">'),
        ("unescaped", "{{ text | safe }}"),
    ],
)
def test_forbidden_markup_is_found(kind: str, markup: str) -> None:
    assert FORBIDDEN[kind].search(markup)
