"""Released text is read back as a reader does: by value, level and star, against lists and earlier files."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from testimony.release.errors import BadSheet
from testimony.release.rows.anonymise import Anonymised, anonymise
from testimony.release.rows.hierarchy import Hierarchy
from testimony.release.rows.reading import Told, find_listed, read_cells, read_told, told_beside
from testimony.release.rows.rule import Rule
from testimony.release.rows.sheet import Layout, Sheet, code_sheet

WHY = "a test"
LAYOUT = Layout(victim="victim", sensitive="main")


@pytest.fixture
def release(make_sheet: Callable[..., Sheet]) -> Anonymised:
    return anonymise(make_sheet(150, missing=0.1), Rule(k=5), reason=WHY)


def _written(release: Anonymised) -> Told:
    columns, mains, _ = release.text()
    names = [hierarchy.name for hierarchy in release.sheet.hierarchies]
    return read_told(
        {**dict(zip(names, columns, strict=True)), "main": mains}, release.sheet.hierarchies, main_act="main"
    )


def _units(release: Anonymised) -> np.ndarray:  # type: ignore[type-arg]  # whole numbers
    return release.sheet.units[release.recoding.released]


LISTS = {
    "exact values": ({"place": ["north0"], "age": ["20"], "sex": ["F"]}, ("north0", "20", "F")),
    "one column": ({"place": ["south1"]}, ("south1", None, None)),
    "a coarse value": ({"place": ["north"], "sex": ["M"]}, ("north", None, "M")),
    "an unknown value": ({"place": ["west0"], "age": [""], "sex": ["*"]}, ("west0", None, None)),
}


@pytest.mark.parametrize(("columns", "said"), LISTS.values(), ids=LISTS)
def test_listed_person_fits_whoever_they_could_be(
    release: Anonymised, columns: dict[str, Sequence[str]], said: tuple[str | None, ...]
) -> None:
    found = find_listed(release, _written(release), _units(release), read_cells(columns, release.sheet.hierarchies))
    lines = zip(*release.text()[0], strict=True)
    by_hand = sum(
        all(
            one is None or _can_be(hierarchy, one, cell)
            for hierarchy, one, cell in zip(release.sheet.hierarchies, said, line, strict=True)
        )
        for line in lines
    )
    assert found.fewest == by_hand > 0


def _can_be(hierarchy: Hierarchy, one: str, other: str) -> bool:
    def leaves(text: str) -> set[int]:
        return {
            leaf
            for labels, codes in zip(hierarchy.labels, hierarchy.codes, strict=True)
            for leaf, code in enumerate(codes[:-1].tolist())
            if labels[code] == text
        }

    return bool(leaves(one) & leaves(other))


def test_listed_person_who_fits_nobody_is_not_in_the_release(release: Anonymised) -> None:
    nobody = release.sheet.of([])
    told = read_told({"place": ["south0"], "main": ["beating"]}, nobody.hierarchies, main_act="main")
    listed = read_cells({"place": ["north0"]}, nobody.hierarchies)
    assert find_listed(release, told, np.zeros(1, dtype=np.int32), listed).fewest == 0


def test_household_on_a_list_counts_once(make_sheet: Callable[..., Sheet]) -> None:
    release = anonymise(make_sheet(150, homes=True), Rule(k=5), reason=WHY)
    listed = read_cells({"sex": ["*"]}, release.sheet.hierarchies)
    found = find_listed(release, _written(release), _units(release), listed)
    assert release.rule.k <= found.fewest <= len(set(_units(release).tolist())) < release.released


def test_value_that_the_codebook_lacks_is_refused(hierarchies: tuple[Hierarchy, ...]) -> None:
    with pytest.raises(BadSheet, match=r"^place: 1 cells hold a value that its hierarchy lacks$"):
        read_cells({"place": ["nowhere", "north"]}, hierarchies)


def test_lenient_reading_lets_it_be_anything(hierarchies: tuple[Hierarchy, ...]) -> None:
    found = read_cells({"place": ["nowhere"]}, hierarchies, lenient=True)
    assert found.levels[0].tolist() == [hierarchy.top for hierarchy in hierarchies]


# Two files: who fits which rows, and what main acts stand there.

BESIDE = {
    "one act in common": (["beating", "threats"], ["beating", "detention"], 1.0),
    "two acts in common": (["beating", "threats"], ["beating", "threats"], 0.0),
    "the earlier one doesn't tell": (["beating", "threats"], ["*", "*"], 0.0),
    "the newer one tells alone": (["beating", "beating"], ["beating", "threats"], 0.0),
    "any act could be the untold one": (["beating", "*"], ["threats", "*"], 0.0),
    "untold in one of them": (["beating", "*"], ["threats"], 0.0),
}


@pytest.mark.parametrize(("new", "old", "share"), BESIDE.values(), ids=BESIDE)
def test_main_act_that_only_both_releases_tell_is_counted(
    hierarchies: tuple[Hierarchy, ...], new: list[str], old: list[str], share: float
) -> None:
    columns = {"victim": ["v"], "place": ["north0"], "age": ["20"], "sex": ["F"], "main": ["beating"]}
    sheet = code_sheet(columns, LAYOUT, hierarchies)
    now, earlier = (
        read_told({"place": ["north"] * len(mains), "main": mains}, hierarchies, main_act="main")
        for mains in (new, old)
    )
    assert told_beside(sheet, now, earlier) == share


def test_earlier_file_of_other_people_tells_nothing(hierarchies: tuple[Hierarchy, ...]) -> None:
    columns = {"victim": ["v"], "place": ["north0"], "age": ["20"], "sex": ["F"], "main": ["beating"]}
    now = read_told({"place": ["north"] * 2, "main": ["beating", "threats"]}, hierarchies, main_act="main")
    earlier = read_told({"place": ["south"], "main": ["beating"]}, hierarchies, main_act="main")
    assert told_beside(code_sheet(columns, LAYOUT, hierarchies), now, earlier) == 0
