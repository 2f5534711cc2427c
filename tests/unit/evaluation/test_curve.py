"""The curve moves the tagger's thresholds and puts them back."""

from __future__ import annotations

import pytest

from testimony.pseudonyms.layers import tagger, unknown
from tests.evaluation import curve
from tests.evaluation.curve import POINTS, Point, standing_at
from tests.evaluation.texts import Gold, Text

TEXT = Text(
    id="en-00",
    half="dev",
    style="proper",
    voice="mother",
    language="en",
    text="they beat arman and nobody knows where they took him",
    spans=(Gold(start=10, end=15, type="PERSON", kind="person", person="p1"),),
)


def fail_at(point: Point) -> None:
    with standing_at(point):
        assert (point.person, point.ordinary) == (tagger.LEAST_PERSON, unknown.SURELY_ORDINARY)
        raise RuntimeError


def test_thresholds_are_put_back_even_after_a_failure() -> None:
    shipped = tagger.LEAST_PERSON, unknown.SURELY_ORDINARY

    with pytest.raises(RuntimeError):
        fail_at(Point(person=0.01, ordinary=0.02))

    assert shipped == (tagger.LEAST_PERSON, unknown.SURELY_ORDINARY)


def test_a_lower_threshold_never_covers_less_nor_hides_less() -> None:
    scored = [scores for _, scores in curve.curve([TEXT])]

    assert len(scored) == len(POINTS)
    covered = [scores.persons.part for scores in scored]
    hidden = [scores.over_masked.part for scores in scored]
    assert covered == sorted(covered, reverse=True)
    assert hidden == sorted(hidden, reverse=True)


def test_the_points_run_from_careful_to_bold_and_hold_the_shipped_one() -> None:
    assert [point.person for point in POINTS] == sorted(point.person for point in POINTS)
    assert Point(person=tagger.LEAST_PERSON, ordinary=unknown.SURELY_ORDINARY) in POINTS


def test_the_table_has_a_line_for_each_point(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curve.corpora, "own", lambda _: [TEXT])

    lines = curve.table().splitlines()

    assert len(lines) == len(POINTS) + 2
    assert lines[0].startswith("| name from, readable from | en: persons, over")
