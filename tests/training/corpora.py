"""Reads the public corpora beside the project into one form: (language, text, spans)."""

from __future__ import annotations

import json
from pathlib import Path

Labelled = tuple[str, str, list[tuple[int, int, str]]]

_TIGHT_BEFORE = ".,!?:;»)"
_KAZAKH = {
    "PERSON": "PERSON", "GPE": "LOCATION", "LOCATION": "LOCATION", "ORGANISATION": "ORGANISATION",
    "FACILITY": "ORGANISATION", "DATE": "DATE", "TIME": "DATE",
}  # fmt: skip
_RUSSIAN = {
    "name": "PERSON", "surname": "PERSON", "patronymic": "PERSON", "nickname": "PERSON", "loc_name": "LOCATION",
    "org_name": "ORGANISATION",
}  # fmt: skip
_ENGLISH = {
    "PERSON": "PERSON", "LOC": "LOCATION", "ORG": "ORGANISATION", "DATETIME": "DATE", "DEM": "OTHER",
    "QUANTITY": "OTHER", "MISC": "OTHER", "CODE": "OTHER",
}  # fmt: skip


def kazakh(folder: Path) -> list[Labelled]:
    """Read KazNERD's validation part, one text per ten sentences."""
    rows = [_sentence(block) for block in (folder / "kaznerd/IOB2_valid.txt").read_text("utf-8").split("\n\n")]
    texts: list[Labelled] = []
    for first in range(0, len(rows), 10):
        text, spans = "", []
        for sentence, found in rows[first : first + 10]:
            spans += [(start + len(text), end + len(text), kind) for start, end, kind in found]
            text += sentence + "\n"
        texts.append(("kk", text, spans))
    return texts


def _sentence(block: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans = "", []
    for line in block.strip().split("\n"):
        if " " not in line:
            continue
        word, label = line.rsplit(" ", 1)
        if text and word not in _TIGHT_BEFORE and text[-1] not in "«(":
            text += " "
        start = len(text)
        text += word
        if label.startswith("B-"):
            spans.append((start, len(text), _KAZAKH.get(label[2:], "")))
        elif label.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])
    return text, [span for span in spans if span[2]]


def russian(folder: Path) -> list[Labelled]:
    """Read factRuEval-2016's development set."""
    texts: list[Labelled] = []
    for path in sorted((folder / "factrueval/devset").glob("*.txt")):
        rows = [line.split() for line in path.with_suffix(".spans").read_text("utf-8").split("\n") if line]
        spans = [
            (int(row[2]), int(row[2]) + int(row[3]), _RUSSIAN[row[1]])
            for row in {row[0]: row for row in rows}.values()
            if row[1] in _RUSSIAN
        ]
        texts.append(("ru", path.read_text("utf-8"), sorted(spans)))
    return texts


def english(folder: Path, part: str = "train") -> list[Labelled]:
    """Read a part of the Text Anonymization Benchmark; of what needs no mask there, only people count here."""
    texts: list[Labelled] = []
    for line in (folder / f"tab/{part}.jsonl").read_text("utf-8").strip().split("\n"):
        row = json.loads(line)
        spans = [
            (entity["start_offset"], entity["end_offset"], _ENGLISH[entity["entity_type"]])
            for entity in row["entities"]
            if entity["identifier_type"] != "NO_MASK" or entity["entity_type"] == "PERSON"
        ]
        texts.append(("en", row["text"], spans))
    return texts
