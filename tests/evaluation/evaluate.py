"""Measures how well the engine pseudonymises, prints the tables and writes them to docs/: `make evaluate`.

The blind half is shown as totals only. `--misses` lists what stayed visible in the dev half, by kind and casing, and
writes nothing; `--data` says where the public collections lie.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.evaluation import corpora, curve, engine, quotes, report
from tests.evaluation.markup import LANGUAGES
from tests.evaluation.report import Cell
from tests.evaluation.scoring import missed, score, total
from tests.evaluation.texts import Casing, Text

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "docs" / "figures.json"
PAGE = ROOT / "docs" / "pseudonyms-figures.md"
HALVES = ("dev", "blind")
# The name of each row of a table: which texts (None: all) and how they are given.
CASINGS = {
    "capitals kept": ("proper", Casing.WRITTEN),
    "typed on a phone": ("phone", Casing.WRITTEN),
    "lower case": (None, Casing.LOWER),
    "all capitals": (None, Casing.UPPER),
}
PUBLIC = {
    "factrueval": {"Russian factRuEval dev, persons": corpora.factrueval},
    "kaznerd": {"Kazakh KazNERD validation, persons": corpora.kaznerd},
    "tab": {
        "English TAB dev, direct identifiers": lambda folder: corpora.tab(folder, "DIRECT"),
        "English TAB dev, quasi-identifiers, strict setting": lambda folder: corpora.tab(folder, "QUASI"),
    },
}


def measure(texts: Iterable[Text], name: str, casing: Casing, *, strict: bool = False) -> Cell:
    """Strip and score texts of one language."""
    texts = list(texts)
    answers = [engine.ask(text, casing, strict=strict) for text in texts]
    return Cell(
        language=texts[0].language,
        half=texts[0].half,
        casing=name,
        scores=total(score(text, answer) for text, (answer, _) in zip(texts, answers, strict=True)),
        texts=len(texts),
        characters=sum(len(text.text) for text in texts),
        seconds=sum(seconds for _, seconds in answers),
    )


def own_cells() -> list[Cell]:
    """Measure the own sets: each language, half and casing."""
    cells = []
    for language in LANGUAGES:
        texts = corpora.own(language)
        for half in HALVES:
            for name, (style, casing) in CASINGS.items():
                chosen = [text for text in texts if text.half == half and style in (None, text.style)]
                cells.append(measure(chosen, name, casing))
    return cells


def public_cells(folder: Path) -> list[tuple[str, Cell]]:
    """Measure the public collections that are there."""
    present = corpora.directories(folder)
    return [
        (name, measure(read(folder), "as written", Casing.WRITTEN, strict="strict" in name))
        for directory in present
        for name, read in PUBLIC[directory].items()
    ]


def absent(folder: Path) -> str:
    """Say in words which public collections were skipped."""
    names = sorted(set(PUBLIC) - set(corpora.directories(folder)))
    return f"\nNot measured, for want of the collection: {', '.join(names)}." if names else ""


def misses(language: str, name: str) -> dict[str, list[str]]:
    """Give what stayed visible in the dev half by kind; there is no such list for the blind half."""
    style, casing = CASINGS[name]
    found: dict[str, list[str]] = defaultdict(list)
    for text in corpora.own(language):
        if text.half == "dev" and style in (None, text.style):
            for gold in missed(text, engine.ask(text, casing)[0]):
                found[gold.kind].append(f"{text.text[gold.start : gold.end]} ({text.id})")
    return dict(found)


def main(arguments: list[str]) -> int:
    """Run as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    # Word lists load with the first texts; that cost is measured apart, in a process of its own.
    for language in LANGUAGES:
        engine.ask(corpora.own(language)[0], Casing.WRITTEN)
    if options.misses:
        print_misses()
        return 0
    cells, collections = own_cells(), public_cells(options.data)
    quoted = [quotes.measure(language, half) for language in ("ru", "kk", "en") for half in quotes.HALVES]
    rows = [
        *report.own_rows(cells),
        *report.quote_rows(quoted),
        *report.public_rows(collections),
        *report.cost_rows(cells, engine.load()),
    ]
    page = report.page(cells, collections, rows, absent(options.data), quoted) + curve.section()
    if PAGE.exists():
        page = report.with_section(page, report.section_of(PAGE.read_text("utf-8")))
    report.write_rows(rows, FIGURES)
    PAGE.write_text(page, "utf-8")
    sys.stdout.write(page)
    return 0


def print_misses() -> None:
    """Print the dev half's misses by language, casing and kind."""
    for language in LANGUAGES:
        for name in CASINGS:
            for kind, surfaces in misses(language, name).items():
                sys.stdout.write(f"{language}, {name}, {kind}: {len(surfaces)}: {'; '.join(surfaces)}\n")
        for said, expected in quotes.misses(language):
            sys.stdout.write(f"{language}, quoted: {said} instead of: {expected}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
