"""Draws the report's pictures as inline SVG: no script, no font, colours from the page's style."""

from collections.abc import Sequence
from html import escape

_WIDTH, _BAR, _GAP, _LABEL, _END = 680, 14, 12, 150, 70
_TEXT = 5


def paired_bars(title: str, labels: Sequence[str], before: Sequence[float], after: Sequence[float]) -> str:
    """Draw two bars per label, source above release; values are shares."""
    most = max([*before, *after, 0.01])
    parts = []
    for number, (label, old, new) in enumerate(zip(labels, before, after, strict=True)):
        y = number * (2 * _BAR + _GAP)
        parts.append(_words(_LABEL - 10, y + _BAR + _TEXT, label, anchor="end"))
        parts += _bar(y, old / most, "before", _share(old)) + _bar(y + _BAR, new / most, "after", _share(new))
    return _figure(title, parts, height=len(labels) * (2 * _BAR + _GAP))


def stacked_bars(title: str, labels: Sequence[str], shares: Sequence[Sequence[tuple[str, float]]]) -> str:
    """Draw one bar per label, made of shares that add up to 1, each with the class of its colour."""
    height, parts = _BAR + 4, []
    for number, (label, pieces) in enumerate(zip(labels, shares, strict=True)):
        y, x = number * (height + _GAP), float(_LABEL)
        parts.append(_words(_LABEL - 10, y + height / 2 + _TEXT, label, anchor="end"))
        for kind, share in pieces:
            wide = (_WIDTH - _LABEL - _END) * share
            parts.append(f'<rect class="{kind}" x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{height}"/>')
            x += wide
    return _figure(title, parts, height=len(labels) * (height + _GAP))


def key(entries: Sequence[tuple[str, str]]) -> str:
    """Say what the colours mean: class and words."""
    items = "".join(f'<span><i class="{kind}"></i>{escape(words)}</span>' for kind, words in entries)
    return f'<p class="key">{items}</p>'


def _bar(y: float, part: float, kind: str, words: str) -> list[str]:
    wide = (_WIDTH - _LABEL - _END) * part
    if part == 0:
        return []
    bar = f'<rect class="{kind}" x="{_LABEL}" y="{y}" width="{wide:.1f}" height="{_BAR - 2}"/>'
    return [bar, _words(_LABEL + wide + 6, y + _BAR - 3, words, anchor="start")]


def _words(x: float, y: float, words: str, *, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _figure(title: str, parts: Sequence[str], *, height: int) -> str:
    return (
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {_WIDTH} {height}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"
