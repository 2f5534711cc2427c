"""Two engines are asked the same texts in turn, and told apart by ratios."""

from __future__ import annotations

import pytest

from tests.evaluation.comparison import CASINGS, THEM, US, compare, rows, section
from tests.evaluation.report import section_of, with_section
from tests.evaluation.scoring import Answer, Hidden
from tests.evaluation.texts import Casing, Gold, Text

TEXT = Text(
    id="en-01",
    half="dev",
    style="proper",
    voice="anyone",
    language="en",
    text="They beat Bolat and Ruslan",
    spans=(
        Gold(start=10, end=15, type="PERSON", kind="person", person="p1"),
        Gold(start=20, end=26, type="PERSON", kind="person", person="p2"),
    ),
)


class Fake:
    """An engine that hides so many names and takes so long."""

    def __init__(self, hidden: int, seconds: float, asked: list[tuple[float, Casing]]) -> None:
        self._hidden = tuple(Hidden(start=g.start, end=g.end) for g in TEXT.spans[:hidden])
        self._seconds = seconds
        self._asked = asked

    def __call__(self, text: Text, casing: Casing) -> tuple[Answer, float]:
        assert text is TEXT
        self._asked.append((self._seconds, casing))
        return Answer(hidden=self._hidden, relations={}), self._seconds


def test_each_text_goes_to_one_engine_and_then_to_the_other_in_each_casing() -> None:
    asked: list[tuple[float, Casing]] = []
    compare([TEXT, TEXT], {US: Fake(1, 1, asked), THEM: Fake(0, 2, asked)})

    assert [seconds for seconds, _ in asked] == [1, 2] * 6
    assert list(dict.fromkeys(casing for _, casing in asked)) == list(CASINGS)


@pytest.mark.parametrize(
    ("ours", "theirs", "share", "is_met"),
    [(2, 0, 0, True), (1, 0, 0.5, False), (2, 2, 0, True), (1, 2, 1, False)],
)
def test_misses_are_told_as_a_share_of_the_others(ours: int, theirs: int, share: float, is_met: bool) -> None:
    found = rows(compare([TEXT], {US: Fake(ours, 1, []), THEM: Fake(theirs, 1, [])}))

    assert [(row.value, row.met) for row in found if row.name.startswith("misses")] == [(share, is_met)] * 2


@pytest.mark.parametrize(("seconds", "times", "is_met"), [(8, 8, True), (7, 7, False)])
def test_speed_is_told_as_a_multiple(seconds: float, times: float, is_met: bool) -> None:
    found = rows(compare([TEXT], {US: Fake(2, 1, []), THEM: Fake(2, seconds, [])}))

    assert [(row.value, row.met) for row in found if row.name.startswith("speed")] == [(times, is_met)] * 2


def test_the_section_stands_at_the_end_of_the_page_once() -> None:
    told = section(compare([TEXT], {US: Fake(2, 1, []), THEM: Fake(0, 1, [])}))

    page = with_section(with_section("# Figures\n", "old"), told)

    assert page.startswith("# Figures\n")
    assert "old" not in page
    assert section_of(page) == told.strip()
    assert "| Presidio, as written | 2 of 2 |" in page


def test_a_page_without_a_section_stays_as_it_is() -> None:
    assert section_of("# Figures\n") == ""
    assert with_section("# Figures\n", "") == "# Figures\n"
