"""The report tells the figures, finds what must not be, and stands alone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from testimony.release.config import rows_config
from testimony.release.formats.plain import plain_table
from testimony.release.report.facts import Facts, Known, collect, faults
from testimony.release.report.page import report_page
from testimony.release.rows.anonymise import Anonymised, anonymise
from testimony.release.rows.intersection import intersect_with_map
from testimony.release.rows.reading import read_cells, read_told
from testimony.release.rows.rule import preset
from testimony.release.rows.sheet import code_sheet, read_columns
from testimony.release.rows.successive import begin, renew
from testimony.release.synthesis import synthesise

COLUMNS = ("age", "sex", "location", "occupation", "date", "relationship", "main_act", "acts")


@pytest.fixture(scope="module")
def release() -> Anonymised:
    files = synthesise(700, 5)
    columns = read_columns(files["source.csv"])
    config = rows_config(files["config.toml"].decode(), columns, files.__getitem__)
    return anonymise(code_sheet(columns, config.layout, config.hierarchies), preset("analyst"))


@pytest.fixture(scope="module")
def facts(release: Anonymised) -> Facts:
    kept = begin(release)
    later = renew(kept, release.sheet, release.rule).release
    table = plain_table(later, main_act="main_act", acts="acts")
    first = plain_table(release, main_act="main_act", acts="acts")
    told = read_told(dict(zip(first.names, first.cells, strict=True)), release.sheet.hierarchies, main_act="main_act")
    listed = read_cells({"age": ["30", "44"], "sex": ["F", "*"]}, release.sheet.hierarchies)
    known = Known(listed=listed, earlier=[told], intersections=[intersect_with_map(kept, later)])
    return collect(later, table, allowed=COLUMNS, main_act="main_act", known=known)


def test_release_that_keeps_its_rule_has_no_fault(facts: Facts) -> None:
    assert faults(facts) == ()


def test_people_by_class_size_are_all_people(facts: Facts) -> None:
    assert (sum(facts.sizes_before), sum(facts.sizes_after)) == (700, facts.released)


def test_column_shares_make_one(facts: Facts) -> None:
    assert [one.exact + one.coarser + one.hidden for one in facts.columns] == pytest.approx([1] * 6)


def test_column_nobody_asked_for_is_a_fault(release: Anonymised) -> None:
    table = plain_table(release, main_act="main_act", acts="acts")
    found = faults(collect(release, table, allowed=COLUMNS[:-1], main_act="main_act"))
    assert found == ("column acts wasn't asked for",)


def _weaker(facts: Facts, **changes: float) -> dict[str, object]:
    return {"after": replace(facts.after, **changes)}  # type: ignore[arg-type]  # a figure each


FAULTS = {
    "a small class": (lambda facts: _weaker(facts, k=3), "smaller"),
    "too few main acts": (lambda facts: _weaker(facts, l=1), "fewer different main acts"),
    "main acts that are hardly mixed": (
        lambda facts: {"rule": replace(facts.rule, entropy_l=2.0), **_weaker(facts, entropy_l=1.5)},
        "less mixed",
    ),
    "too much risk on average": (lambda facts: _weaker(facts, average=0.5), "average risk"),
    "an attack that finds somebody": (lambda facts: {"attacks": (replace(facts.attacks[1], below_k=0.1),)}, "one act"),
    "a formula": (lambda _: {"formulas": 1}, "formula"),
    "the order": (lambda _: {"order": 0.9}, "order"),
    "main acts beside an earlier release": (
        lambda facts: {"intersections": (replace(facts.intersections[0], main_act=0.5),)},
        "earlier release",
    ),
    "sets of acts beside an earlier release": (
        lambda facts: {"intersections": (replace(facts.intersections[0], act_set=0.5),)},
        "earlier release",
    ),
    "acts beside an earlier file": (lambda _: {"beside": (0.0, 0.1)}, "earlier release"),
}


@pytest.mark.parametrize(("spoil", "word"), FAULTS.values(), ids=FAULTS)
def test_what_must_not_be_is_found(facts: Facts, spoil: Callable[[Facts], dict[str, Any]], word: str) -> None:
    found = faults(replace(facts, **spoil(facts)))
    assert len(found) == 1
    assert word in found[0]


def test_attack_that_the_rule_does_not_promise_against_is_no_fault(facts: Facts) -> None:
    two = next(one for one in facts.attacks if "two acts" in one.name)
    assert two.below_k > 0
    assert faults(facts) == ()


def test_page_stands_alone_and_escapes(facts: Facts) -> None:
    page = report_page(facts, title="<b>Title</b>", faults=()).decode()
    assert "&lt;b&gt;Title" in page
    assert not [word for word in ("<script", "http", "src=", "<b>", "url(", "@import") if word in page]


def test_page_says_do_not_release(facts: Facts) -> None:
    page = report_page(facts, title="t", faults=("a < b",)).decode()
    assert "Do not release" in page
    assert "a &lt; b" in page
    assert "Passed" not in page


def test_page_names_every_attack(facts: Facts) -> None:
    page = report_page(facts, title="t", faults=()).decode()
    assert all(attack.name in page for attack in facts.attacks)
    assert page.count("<svg") == 2


def test_page_says_what_no_earlier_release_was_named(facts: Facts) -> None:
    assert "none was named" in report_page(replace(facts, intersections=(), beside=()), title="t", faults=()).decode()


@pytest.mark.parametrize("left_out", [0, 1, 10])
def test_page_does_not_tell_how_few_were_left_out(facts: Facts, left_out: int) -> None:
    few = replace(facts, left_out=left_out, before=replace(facts.before, people=facts.after.people + left_out))
    page = report_page(few, title="t", faults=()).decode()
    assert page == report_page(replace(few, left_out=5), title="t", faults=()).decode()
    assert f">{few.before.people}<" not in page or left_out == 0


@pytest.mark.parametrize(("m", "words"), [(0, "can find people by it"), (2, "two acts finds 11")])
def test_page_says_what_known_acts_find(facts: Facts, m: int, words: str) -> None:
    assert words in report_page(replace(facts, rule=replace(facts.rule, m=m)), title="t", faults=()).decode()
