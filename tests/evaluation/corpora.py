"""Reads the own sets, and the public collections where a checkout has them beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.evaluation.engine import RELATIONS, UNASKED
from tests.evaluation.markup import SETS
from tests.evaluation.texts import Gold, Text

_PERSON_SPANS = frozenset({"name", "surname", "patronymic", "nickname"})


def own(language: str) -> list[Text]:
    """Read one language's own set, its relations in the engine's words."""
    rows = (SETS / f"{language}.jsonl").read_text("utf-8").splitlines()
    texts = [Text.from_json(json.loads(row)) for row in rows]
    return [replace(text, relations=_asked(text.relations)) for text in texts]


def factrueval(folder: Path) -> list[Text]:
    """Read factRuEval-2016's development set: persons are gold, whatever else is annotated is neutral."""
    return [_factrueval(path) for path in sorted((folder / "factrueval" / "devset").glob("*.objects"))]


def kaznerd(folder: Path) -> list[Text]:
    """Read KazNERD's validation split: persons are gold, the other 24 types neutral."""
    source = (folder / "kaznerd" / "IOB2_valid.txt").read_text("utf-8")
    return [_kaznerd(number, part) for number, part in enumerate(source.strip().split("\n\n"))]


def tab(folder: Path, identifier: str) -> list[Text]:
    """Read TAB's development set with one class of identifiers as gold ("DIRECT" or "QUASI"), the other neutral."""
    rows = [json.loads(line) for line in (folder / "tab" / "dev.jsonl").read_text("utf-8").splitlines()]
    return [_tab(row, identifier) for row in rows]


def _asked(relations: dict[str, str]) -> dict[str, str]:
    return {person: RELATIONS.get(word, word) for person, word in relations.items() if word not in UNASKED}


def _public(name: str, language: str, text: str, gold: set[tuple[int, int]], neutral: set[tuple[int, int]]) -> Text:
    spans = tuple(Gold(start=start, end=end, type="PERSON", kind="person") for start, end in sorted(gold))
    return Text(
        id=name,
        half="dev",
        style="proper",
        voice="public",
        language=language,
        text=text,
        spans=spans,
        neutral=tuple(sorted(neutral - gold)),
    )


def _factrueval(path: Path) -> Text:
    stretches: dict[str, tuple[int, int]] = {}
    kinds: dict[str, str] = {}
    for line in path.with_suffix(".spans").read_text("utf-8").splitlines():
        number, kind, start, length, *_ = line.split()
        stretches[number], kinds[number] = (int(start), int(start) + int(length)), kind
    gold = set()
    for line in path.read_text("utf-8").splitlines():
        _, kind, *numbers = line.partition("#")[0].split()
        if kind == "Person":
            gold |= {stretches[number] for number in numbers if kinds[number] in _PERSON_SPANS}
    text = path.with_suffix(".txt").read_text("utf-8")
    return _public(path.stem, "ru", text, gold, set(stretches.values()))


def _kaznerd(number: int, part: str) -> Text:
    text = ""
    found: list[tuple[str, int, int]] = []
    for line in part.splitlines():
        token, _, tag = line.rpartition(" ")
        start = len(text) + bool(text)
        text = f"{text} {token}" if text else token
        if tag.startswith("I-") and found:
            found[-1] = (found[-1][0], found[-1][1], len(text))
        elif tag != "O":
            found.append((tag[2:], start, len(text)))
    gold = {(start, end) for kind, start, end in found if kind == "PERSON"}
    return _public(f"kaznerd-{number}", "kk", text, gold, {(start, end) for _, start, end in found})


def _tab(row: dict[str, object], identifier: str) -> Text:
    entities: list[dict[str, object]] = row["entities"]  # type: ignore[assignment]  # the file's own shape
    marked: dict[str, set[tuple[int, int]]] = {"DIRECT": set(), "QUASI": set(), "NO_MASK": set()}
    for entity in entities:
        marked[str(entity["identifier_type"])].add((int(str(entity["start_offset"])), int(str(entity["end_offset"]))))
    other = marked["DIRECT"] | marked["QUASI"]
    return _public("tab", "en", str(row["text"]), marked[identifier], other)


def directories(folder: Path) -> Iterator[str]:
    """Name the public collections that are there."""
    for name in ("factrueval", "kaznerd", "tab"):
        if (folder / name).is_dir():
            yield name
