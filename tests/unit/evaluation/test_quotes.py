"""The tables of quotes are read as they are written, and a wrong surrogate is told from a right one."""

from __future__ import annotations

import pytest

from testimony.pseudonyms.pools import pool
from tests.evaluation import quotes
from tests.evaluation.quotes import ask, measure, misses, parse, read

FEWEST_ROWS = 150


def test_a_row_gives_the_text_what_is_expected_and_where_the_names_stand() -> None:
    row = parse("Арсен, Динара :: {Болат|Арсен} звонил {Айше|Динаре}.", "ru")

    assert (row.text, row.expected) == ("Болат звонил Айше.", "Арсен звонил Динаре.")
    assert [(row.text[start:end], name) for start, end, name in row.names] == [("Болат", "Арсен"), ("Айше", "Динаре")]
    assert row.allowed == {"Арсен", "Динара"}


def test_the_half_depends_on_the_sentence_alone() -> None:
    first = parse("Арсен :: {Болат|Арсен} пришёл.", "ru")
    second = parse("Ернар :: {Болат|Ернар} пришёл.", "ru")

    assert first.half == second.half


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_each_table_has_rows_enough_in_both_halves_and_allows_names_of_the_pool(language: str) -> None:
    rows = read(language)
    names = {name.spelled(language) for name in pool()}

    assert len(rows) >= FEWEST_ROWS
    assert min(sum(row.half == half for row in rows) for half in quotes.HALVES) > FEWEST_ROWS / 3
    assert set().union(*(row.allowed for row in rows)) <= names
    assert all(row.names for row in rows)
    assert len({row.text + row.expected for row in rows}) == len(rows)


def test_a_right_surrogate_is_counted_right() -> None:
    said, verdicts = ask(parse("Арсен :: {Болата|Арсена} избили.", "ru"))

    assert (said, verdicts) == ("Арсена избили.", [True])


def test_another_form_is_counted_wrong() -> None:
    assert ask(parse("Арсен :: {Болата|Арсену} избили.", "ru"))[1] == [False]


def test_a_name_that_is_not_found_is_told_apart() -> None:
    assert ask(parse("Арсен :: Пришёл {домой|Арсен}.", "ru"))[1] == [None]


def test_a_half_is_counted_and_only_the_dev_half_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [parse(f"Арсен :: {start} {{Болата|Арсену}}.", "ru") for start in ("Избили", "Видели", "Искали", "Нашли")]
    dev = [row for row in rows if row.half == "dev"]
    assert 0 < len(dev) < len(rows)
    monkeypatch.setattr(quotes, "read", lambda _: rows)

    counted = measure("ru", "blind")

    assert (counted.names.part, counted.names.whole) == (0, len(rows) - len(dev))
    assert [expected for _, expected in misses("ru")] == [row.expected for row in dev]
