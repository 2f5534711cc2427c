"""Scores surrogates end to end: each sentence is stripped, cast with named stand-ins, quoted, and compared whole.

The tables in quotes/ were written by hand before the code was tuned to them; a hash of the sentence decides which half
a row belongs to, and the blind half's misses are never listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from testimony.pseudonyms.pools import WOMEN, PoolName, pool
from testimony.pseudonyms.result import Mention, Stripped
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.strip import strip
from testimony.pseudonyms.surrogates import Cast, draw, quote
from testimony.pseudonyms.writing import write
from tests.evaluation.scoring import Share

TABLES = Path(__file__).with_name("quotes")
HALVES = ("blind", "dev")
_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A sentence as given and as it must be quoted; `names` are the (start, end, surrogate) of each name in it."""

    language: str
    text: str
    expected: str
    allowed: frozenset[str]
    names: tuple[tuple[int, int, str], ...]

    @property
    def half(self) -> str:
        """Say to which half the sentence belongs; its own letters decide."""
        return "blind" if sha256(self.text.encode()).digest()[0] & 1 else "dev"


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """How many sentences came out right to the letter, how many names in them, and how many of the names found."""

    language: str
    half: str
    sentences: Share
    names: Share
    found: Share


def read(language: str) -> list[Quote]:
    """Read one language's table."""
    lines = (TABLES / f"{language}.txt").read_text("utf-8").splitlines()
    return [parse(line, language) for line in lines if line and not line.startswith("#")]


def parse(line: str, language: str) -> Quote:
    """Read a row: the names that may be drawn, then the sentence with {name|surrogate}."""
    allowed, _, marked = line.partition(" :: ")
    text, names, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        names.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return Quote(
        language=language,
        text=text + marked[position:],
        expected=_MARK.sub(r"\2", marked),
        allowed=frozenset(allowed.split(", ")),
        names=tuple(names),
    )


def measure(language: str, half: str) -> Quoted:
    """Score one half of one language's table."""
    sentences, names, found = Share(), Share(), Share()
    for row in read(language):
        if row.half == half:
            said, verdicts = ask(row)
            sentences += Share(part=said == row.expected, whole=1)
            names += Share(part=sum(verdict is True for verdict in verdicts), whole=len(verdicts))
            found += Share(
                part=sum(verdict is True for verdict in verdicts), whole=len(verdicts) - verdicts.count(None)
            )
    return Quoted(language=language, half=half, sentences=sentences, names=names, found=found)


def misses(language: str) -> list[tuple[str, str]]:
    """Give what the dev half was quoted as where that was wrong, with what was expected."""
    answers = [(ask(row)[0], row.expected) for row in read(language) if row.half == "dev"]
    return [(said, expected) for said, expected in answers if said != expected]


def ask(row: Quote) -> tuple[str, list[bool | None]]:
    """Quote one sentence; of each name say whether its surrogate is right, None where the strip found no person."""
    stripped = strip(row.text, language=row.language, below=_first)
    cast = draw(stripped, taken=_others(row), below=_first)
    return quote(stripped, cast), [_verdict(stripped, cast, name) for name in row.names]


def _first(count: int) -> int:
    """Offer the whole pool (the strip draws below a number of hundreds of bits), then draw the first name that fits."""
    return count - 1 if count > 1 << 64 else 0


def _others(row: Quote) -> list[str]:
    """Give the pool names that would compete with those the row allows; where it allows none, all compete."""
    spelling = [(name, name.spelled(row.language)) for name in pool()]
    contested = {_group(name) for name, spelled in spelling if spelled in row.allowed}
    return [spelled for name, spelled in spelling if _group(name) in contested and spelled not in row.allowed]


def _group(name: PoolName) -> tuple[str, str, bool]:
    return name.origin, name.part, name.kind in WOMEN


def _verdict(stripped: Stripped, cast: Cast, name: tuple[int, int, str]) -> bool | None:
    """Compare what stands where the name stood; a last initial's stop may be inside or outside."""
    start, end, expected = name
    pieces: list[str] = []
    is_found = False
    position = 0
    for part in stripped.parts:
        length = part.end - part.start if isinstance(part, Mention) else len(part.text)
        if position < end and start < position + length:
            if isinstance(part, Mention):
                person = cast.people.get(part.entity)
                is_found |= part.type is SpanType.PERSON
                pieces.append(write(part, person) if person is not None else "")
            else:
                pieces.append(part.text[max(0, start - position) : end - position])
        position += length
    is_right = "".join(pieces).removesuffix(".") == expected.removesuffix(".")
    return is_right if is_right or is_found else None
