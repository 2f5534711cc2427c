"""Makes the own sets from the marked prose: `{Yerbol|2 son}` becomes a gold span with offsets, checked as it is read.

After the bar stands the number of a person, at some mention with the relation the text gives; `x` for a name that
points to no one person (a family's, an adjective); a code of CODES; or `?` for what may be hidden or not.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.evaluation.texts import Gold, Text

SETS = Path(__file__).parent / "sets"
LANGUAGES = ("en", "ru", "kk")
CODES = {
    "pl": ("PLACE", "place"),
    "ad": ("ADDRESS", "address"),
    "d": ("DATE", "date"),
    "t": ("TIME", "time"),
    "age": ("AGE", "age"),
    "ph": ("PHONE", "phone"),
    "iin": ("ID", "iin"),
    "doc": ("ID", "document"),
    "id": ("ID", "case"),
    "em": ("EMAIL", "email"),
    "h": ("HANDLE", "handle"),
    "url": ("HANDLE", "link"),
    "ve": ("VEHICLE", "plate"),
    "org": ("ORG", "organisation"),
    "fac": ("FACILITY", "facility"),
    "wo": ("WORK", "work"),
}
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_TITLE = re.compile(r"(?P<id>\w\w-\d\d) (?P<half>dev|blind) (?P<style>proper|phone) (?P<voice>.+)")
_IIN_WEIGHTS = (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))


class MarkupError(Exception):
    """A marked text that can't be read; the message gives its id and the mark."""


def read_marked(source: str, language: str) -> list[Text]:
    """Read the marked texts of one file; raises MarkupError."""
    return [_text(part, language) for part in source.split("=== ")[1:]]


def write_sets(folder: Path = SETS) -> None:
    """Write each language's set anew from its marked prose; raises MarkupError."""
    for language in LANGUAGES:
        texts = read_marked((folder / "marked" / f"{language}.txt").read_text("utf-8"), language)
        rows = "".join(json.dumps(text.to_json(), ensure_ascii=False) + "\n" for text in texts)
        (folder / f"{language}.jsonl").write_text(rows, "utf-8")


def iin_is_sound(number: str) -> bool:
    """Tell whether the twelfth digit is the checksum of the eleven before it (the IIN's two rounds of weights)."""
    for weights in _IIN_WEIGHTS:
        remainder = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False)) % 11
        if remainder < 10:
            return len(number) == 12 and remainder == int(number[11])
    return False


def _text(part: str, language: str) -> Text:
    title, _, body = part.partition("\n")
    head = _TITLE.fullmatch(title)
    if head is None:
        raise MarkupError(f"{title}: not a title")
    plain = ""
    spans: list[Gold] = []
    neutral: list[tuple[int, int]] = []
    relations: dict[str, str] = {}
    position = 0
    body = body.strip()
    for mark in _MARK.finditer(body):
        plain += body[position : mark.start()]
        position = mark.end()
        surface, code = mark.groups()
        start, end = len(plain), len(plain) + len(surface)
        plain += surface
        number, _, relation = code.partition(" ")
        if code == "?":
            neutral.append((start, end))
            continue
        spans.append(_gold(head["id"], surface, number, start, end))
        if relation and relations.setdefault(f"p{number}", relation) != relation:
            raise MarkupError(f"{head['id']}: person {number} has two relations")
    plain += body[position:]
    if set(plain) & set("{}|"):
        raise MarkupError(f"{head['id']}: a mark is left open")
    return Text(
        **head.groupdict(),
        language=language,
        text=plain,
        spans=tuple(spans),
        neutral=tuple(neutral),
        relations=relations,
    )


def _gold(text_id: str, surface: str, code: str, start: int, end: int) -> Gold:
    if code == "x" or code.isdecimal():
        person = None if code == "x" else f"p{code}"
        return Gold(start=start, end=end, type="PERSON", kind="person", person=person)
    if code not in CODES:
        raise MarkupError(f"{text_id}: unknown mark {code}")
    kind = CODES[code][1]
    if kind == "iin" and not iin_is_sound(surface):
        raise MarkupError(f"{text_id}: an IIN with a wrong checksum")
    return Gold(start=start, end=end, type=CODES[code][0], kind=kind)


if __name__ == "__main__":
    write_sets()
