"""The method paragraph: one dimension, and consent for parts of one."""

import pytest

from testimony.release.errors import BadSheet, TableUnsafe
from testimony.release.tables.method import Interviewed, method_line

DETAINED = Interviewed(kind="formerly detained", people=6, agreed=0)
LAWYERS = Interviewed(kind="lawyers", people=5, agreed=0)


def test_single_person_is_told_with_consent() -> None:
    line = method_line([LAWYERS, DETAINED, Interviewed(kind="relative", people=1, agreed=1)])
    assert line.sentence() == "12 interviews: 6 formerly detained, 5 lawyers, 1 relative"


def test_single_person_who_refused_hides_behind_the_next_smallest() -> None:
    line = method_line([LAWYERS, DETAINED, Interviewed(kind="relative", people=1, agreed=0)])
    assert line.sentence() == "12 interviews: 6 formerly detained, 6 others"


def test_two_who_refused_hide_behind_each_other() -> None:
    refused = [Interviewed(kind=kind, people=1, agreed=0) for kind in ("relative", "doctor")]
    assert method_line([DETAINED, *refused]).parts == (("formerly detained", 6), ("others", 2))


def test_only_part_that_was_refused_is_not_told() -> None:
    with pytest.raises(TableUnsafe):
        method_line([Interviewed(kind="relative", people=1, agreed=0)])


WRONG_PARTS = {
    "nobody": [],
    "a kind twice": [LAWYERS, LAWYERS],
    "a reserved kind": [Interviewed(kind="others", people=3, agreed=0)],
    "more agreed than there are": [Interviewed(kind="relative", people=1, agreed=2)],
}


@pytest.mark.parametrize("parts", WRONG_PARTS.values(), ids=WRONG_PARTS)
def test_method_that_makes_no_sense_is_refused(parts: list[Interviewed]) -> None:
    with pytest.raises(BadSheet):
        method_line(parts)
