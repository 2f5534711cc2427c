"""Sets the engine beside another one: each text goes to both in turn, and misses and speed are told as ratios."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.evaluation import report
from tests.evaluation.report import Row
from tests.evaluation.scoring import Answer, Scores, score, total
from tests.evaluation.texts import Casing, Text

HOW = "make evaluate-presidio"
US, THEM = "Aigaq", "Presidio"
CASINGS = (Casing.WRITTEN, Casing.LOWER)
Ask = Callable[[Text, Casing], tuple[Answer, float]]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one engine missed and hid of the set in one casing, and how many characters it read in a second."""

    name: str
    casing: Casing
    scores: Scores
    pace: float

    @property
    def missed(self) -> float:
        """Give the number of identifiers of which a word stayed visible."""
        return self.scores.identifiers.whole - self.scores.identifiers.part


def compare(texts: Sequence[Text], engines: Mapping[str, Ask]) -> list[Result]:
    """Ask each engine the same texts in turn, in each casing."""
    results: list[Result] = []
    for casing in CASINGS:
        for ask in engines.values():
            ask(texts[0], casing)  # what loads lazily is loaded before it is timed
        answers = [{name: ask(text, casing) for name, ask in engines.items()} for text in texts]
        for name in engines:
            own = [answer[name] for answer in answers]
            scores = total(score(text, answer) for text, (answer, _) in zip(texts, own, strict=True))
            pace = sum(len(text.text) for text in texts) / max(sum(seconds for _, seconds in own), 1e-9)
            results.append(Result(name=name, casing=casing, scores=scores, pace=pace))
    return results


def rows(results: Sequence[Result]) -> list[Row]:
    """Give our misses as a share of theirs, and our speed as a multiple of theirs."""
    found: list[Row] = []
    for casing in CASINGS:
        ours, theirs = (
            next(result for result in results if (result.name, result.casing) == (name, casing)) for name in (US, THEM)
        )
        share = ours.missed / theirs.missed if theirs.missed else float(ours.missed > 0)
        where = f"beside Presidio, English set, {casing}"
        found += [
            Row(name=f"misses {where}", value=_short(share), unit="of its misses", goal="<= 0.2", how=HOW),
            Row(
                name=f"speed {where}",
                value=_short(ours.pace / theirs.pace),
                unit="times its speed",
                goal=">= 8",
                how=HOW,
            ),
        ]
    return found


def table(results: Sequence[Result]) -> str:
    """Give one line for each engine and casing."""
    head = "| engine, English set | identifiers missed | persons covered | over-masking | characters a second |"
    lines = [
        f"| {r.name}, {r.casing} | {r.missed:g} of {r.scores.identifiers.whole:g} | {report.share(r.scores.persons)} "
        f"| {report.share(r.scores.over_masked)} | {r.pace:,.0f} |"
        for r in results
    ]
    return "\n".join([head, "|" + "---|" * 5, *lines])


def section(results: Sequence[Result]) -> str:
    """Give the part of the page that this command writes."""
    return (
        f"## Beside Presidio\n\n`{HOW}`: the blind half of the English set, each text to the one and then to the\n"
        "other, in one process. Presidio with spaCy's small model and all its labels, organisations too.\n\n"
        f"{report.goals_table(rows(results))}\n\n{table(results)}"
    )


def _short(value: float) -> float:
    return float(f"{value:.3g}")
