"""The report tells the figures, finds what must not be, and stands alone."""

from dataclasses import replace

import numpy as np
import pytest

from testimony.release.config import rows_config
from testimony.release.formats.plain import plain_table
from testimony.release.report.facts import Facts, collect, faults
from testimony.release.report.page import report_page
from testimony.release.rows.anonymise import Anonymised, anonymise
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
    later = renew(begin(release), release.sheet, release.rule).release
    table = plain_table(later, main_act="main_act", acts="acts")
    return collect(later, table, allowed=COLUMNS, earlier=[release], named=np.arange(9, dtype=np.int32))


def test_release_that_keeps_its_rule_has_no_fault(facts: Facts) -> None:
    assert faults(facts, k=11) == ()


def test_people_by_class_size_are_all_people(facts: Facts) -> None:
    assert (sum(facts.sizes_before), sum(facts.sizes_after)) == (700, facts.released)


def test_column_shares_make_one(facts: Facts) -> None:
    assert [one.exact + one.coarser + one.hidden for one in facts.columns] == pytest.approx([1] * 6)


def test_column_nobody_asked_for_is_a_fault(release: Anonymised) -> None:
    table = plain_table(release, main_act="main_act", acts="acts")
    assert faults(collect(release, table, allowed=COLUMNS[:-1]), k=11) == ("column acts wasn't asked for",)


FAULTS = {
    "a small class": ({"k": 99}, {}, "smaller"),
    "a formula": ({"k": 2}, {"formulas": 1}, "formula"),
    "the order": ({"k": 2}, {"order": 0.9}, "order"),
}


@pytest.mark.parametrize(("rule", "change", "word"), FAULTS.values(), ids=FAULTS)
def test_what_must_not_be_is_found(facts: Facts, rule: dict[str, int], change: dict[str, float], word: str) -> None:
    assert word in faults(replace(facts, **change), **rule)[0]


def test_acts_that_an_earlier_release_brings_out_are_a_fault(facts: Facts) -> None:
    told = replace(facts.intersections[0], main_act=0.5)
    assert "earlier release" in faults(replace(facts, intersections=(told,)), k=2)[0]


def test_page_stands_alone_and_escapes(facts: Facts) -> None:
    page = report_page(facts, title="<b>Title</b>", faults=()).decode()
    assert "&lt;b&gt;Title" in page
    assert not [word for word in ("<script", "http", "src=", "<b>", "url(") if word in page]


def test_page_says_do_not_release(facts: Facts) -> None:
    assert "Do not release" in report_page(facts, title="t", faults=("a < b",)).decode()
    assert "a &lt; b" in report_page(facts, title="t", faults=("a < b",)).decode()


def test_page_names_every_attack(facts: Facts) -> None:
    page = report_page(facts, title="t", faults=()).decode()
    assert all(attack.name in page for attack in facts.attacks)
    assert page.count("<svg") == 2
