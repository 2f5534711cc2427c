"""`aigaq strip` prints one JSON object whose offsets fit the input, and refuses what is not text."""

import argparse
import io
import json
from typing import Any

import pytest

from cli.strip import EXIT_BAD_INPUT, configure, run


def _parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    configure(parser.add_subparsers())
    return parser.parse_args(["strip", *words])


def _strip(text: str, *words: str, language: str = "ru") -> dict[str, Any]:
    output = io.StringIO()
    status = run(_parse("--language", language, *words), io.BytesIO(text.encode()), output, io.StringIO())
    assert status == 0
    result: dict[str, Any] = json.loads(output.getvalue())
    return result


def test_spans_fit_the_input() -> None:
    text = "Мой сын Ербол звонил с 87011234567."
    printed = _strip(text)
    assert [(text[s["start"] : s["end"]], s["type"], s["person"], s["replacement"]) for s in printed["spans"]] == [
        ("Ербол", "PERSON", "p1", "[Person 1 · son]"),
        ("87011234567", "PHONE", None, "[Phone 1]"),
    ]
    assert printed["text"] == "Мой сын [Person 1 · son] звонил с [Phone 1]."


def test_each_replacement_is_what_the_text_shows() -> None:
    printed = _strip("Ербол пропал 5 января 2022 года.")
    assert [s["replacement"] for s in printed["spans"]] == ["[Person 1]", "[Date 1 · 2022-01]"]
    assert all(s["replacement"] in printed["text"] for s in printed["spans"])


def test_empty_input_gives_an_empty_object() -> None:
    assert _strip("") == {"text": "", "spans": []}


def test_input_that_is_not_utf8_is_refused_without_quoting_it() -> None:
    output, errors = io.StringIO(), io.StringIO()
    status = run(_parse("--language", "en"), io.BytesIO(b"Yerbol \xff"), output, errors)
    assert (status, output.getvalue()) == (EXIT_BAD_INPUT, "")
    assert "UTF-8 (byte 7)" in errors.getvalue()
    assert "Yerbol" not in errors.getvalue()


@pytest.mark.parametrize("words", [(), ("--language", "de")])
def test_the_language_is_one_of_three(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        _parse(*words)


def test_standard_streams_are_the_default(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Ербол".encode()), encoding="utf-8"))
    assert _parse("--language", "ru").run(_parse("--language", "ru")) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "[Person 1]"


def test_explained_each_part_has_its_layers_and_the_text_its_doubts_and_questions() -> None:
    printed = _strip("Избили Ербола Сейткалиева и Марата Сейткалиева. Сейткалиев пропал.", "--explain")

    assert printed["doubtful"] is False
    assert printed["reasons"] == []
    assert {"first", "second", "reason"} == set(printed["same"][0])
    assert all(span["layers"] and 0 < span["confidence"] <= 1 for span in printed["spans"])


@pytest.mark.parametrize(
    ("chosen", "language", "hidden"),
    [("never", "ru", False), ("doubtful", "ru", True), ("doubtful", "en", False), ("always", "en", True)],
)
def test_unknown_words_are_hidden_where_it_is_asked_for(chosen: str, language: str, hidden: bool) -> None:
    text = "They took me from home. They laughd at me, and the guards closed the door behind us all."

    printed = _strip(text, "--allow-list", chosen, language=language)

    assert ("laughd" not in printed["text"]) is hidden


def test_the_strict_setting_hides_a_trade_and_tells_no_month() -> None:
    printed = _strip("Ербол, таксист, пропал 5 января 2022 года.", "--strict")
    assert "таксист" not in printed["text"]
    assert "2022" not in printed["text"]
