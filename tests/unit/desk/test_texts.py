"""Doubtful texts at the desk: unknown words wait, a person lets them be read or leaves them, and what goes is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from testimony.ledger.models import LedgerEntry
from testimony.pseudonyms.doubt import ALLOW_LIST
from testimony.pseudonyms.result import Entity, Key, Mention, Run, Stripped, Surface
from testimony.pseudonyms.spans import SpanType
from testimony.record.errors import NoRecord, RecordClosed
from testimony.record.models import RecordItem

TEXT = "aibek laughd and zorbed, then laughd"


def _mention(number: int, start: int, end: int, entity: str, *layers: str) -> Mention:
    return Mention(
        number=number, start=start, end=end, type=SpanType.OTHER, entity=entity, layers=layers, confidence=0.1
    )


def _doubtful(text: str, *_asked: object) -> Stripped:
    """Strip the one text above as a doubtful one; no word list decides what these tests see."""
    mentions = (
        _mention(1, 0, 5, "x1", ALLOW_LIST, "tagger"),
        _mention(2, 6, 12, "x2", ALLOW_LIST),
        _mention(3, 17, 23, "x3", ALLOW_LIST),
        _mention(4, 30, 36, "x2", ALLOW_LIST),
    )
    return Stripped(
        parts=(
            mentions[0],
            Run(text=" "),
            mentions[1],
            Run(text=" and "),
            mentions[2],
            Run(text=", then "),
            mentions[3],
        ),
        entities=tuple(Entity(id=f"x{n}", type=SpanType.OTHER, number=n) for n in (1, 2, 3)),
        suggestions=(),
        doubtful=True,
        reasons=("lower case", ALLOW_LIST),
        language="en",
        key=Key(
            surfaces=tuple(
                Surface(entity=m.entity, start=m.start, end=m.end, text=text[m.start : m.end]) for m in mentions
            )
        ),
    )


@pytest.fixture
def record_id(house: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a doubtful testimony and open it."""
    monkeypatch.setattr(house.giving.stripper, "_strip", _doubtful)
    given = str(house.give(TEXT))
    house.open(given)
    return given


def _kinds(house: Any) -> list[str]:
    with house.review.reading() as session:
        query = select(LedgerEntry.kind).where(LedgerEntry.kind != "handover").order_by(LedgerEntry.sequence)
        return list(session.scalars(query))


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_a_doubtful_text_shows_no_word_that_no_list_knows(house: Any, record_id: str) -> None:
    opened = house.open(record_id)

    assert house.text(record_id) == "  and , then "
    assert opened.texts[0].awaits_check
    assert opened.card.doubtful


def test_the_words_that_wait_are_given_to_who_checks_and_no_name_is_among_them(house: Any, record_id: str) -> None:
    words = house.desk.words_to_check(house.unlocked(), record_id)

    assert words == {1: {2: "laughd", 3: "zorbed", 4: "laughd"}}


def test_ticked_words_can_be_read_and_the_others_wait_on(house: Any, record_id: str) -> None:
    house.desk.show_words(house.unlocked(), record_id, 1, {"x2"})

    assert house.text(record_id) == " laughd and , then laughd"
    assert house.open(record_id).texts[0].awaits_check
    assert house.desk.words_to_check(house.unlocked(), record_id) == {1: {3: "zorbed"}}


def test_a_finished_check_leaves_the_other_words_hidden_and_says_who_checked(house: Any, record_id: str) -> None:
    house.desk.finish_check(house.unlocked("madina"), record_id, 1, {"x2"})

    text = house.open(record_id).texts[0]
    assert house.text(record_id) == " laughd and , then laughd"
    assert (text.checked.by, text.checked.week, text.awaits_check) == ("madina", "2022-W01", False)
    assert house.desk.words_to_check(house.unlocked(), record_id) == {}
    assert not house.open(record_id).card.doubtful


def test_no_name_is_given_back_whatever_is_ticked(house: Any, record_id: str) -> None:
    house.desk.finish_check(house.unlocked(), record_id, 1, {"x1", "x2", "x9"})

    assert "aibek" not in house.text(record_id)


def test_the_text_as_it_was_before_the_check_is_in_no_database_file(house: Any, record_id: str, tmp_path: Path) -> None:
    with house.review.reading() as session:
        query = select(RecordItem.payload).where(RecordItem.record_id == record_id, RecordItem.kind == "working")
        old = session.scalars(query).one()
    needle = old[len(old) // 2 :][:64]
    assert any(needle in content for content in _files(tmp_path))

    house.desk.finish_check(house.unlocked(), record_id, 1, set())

    assert not any(needle in content for content in _files(tmp_path))


def test_both_steps_are_on_the_ledger_and_in_the_record(house: Any, record_id: str) -> None:
    house.desk.show_words(house.unlocked(), record_id, 1, {"x2"})
    house.desk.finish_check(house.unlocked("madina"), record_id, 1, set())

    assert _kinds(house) == ["open", "show-words", "check-text"]
    assert [(line.what, line.by) for line in house.open(record_id).history] == [("check-text", "madina")]


@pytest.mark.parametrize("text", [0, 2])
def test_a_check_of_no_text_is_refused(house: Any, record_id: str, text: int) -> None:
    with pytest.raises(NoRecord):
        house.desk.finish_check(house.unlocked(), record_id, text, set())


def test_a_text_is_checked_once(house: Any, record_id: str) -> None:
    house.desk.finish_check(house.unlocked(), record_id, 1, set())

    with pytest.raises(NoRecord):
        house.desk.show_words(house.unlocked(), record_id, 1, {"x2"})


def test_a_sure_text_awaits_no_check(house: Any) -> None:
    record_id = house.give("They came at dawn.")

    assert not house.open(record_id).texts[0].awaits_check
    assert house.desk.words_to_check(house.unlocked(), record_id) == {}


def test_a_text_that_was_not_stripped_awaits_no_check(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_asked: object) -> None:
        raise RuntimeError("a crash of the strip")

    monkeypatch.setattr(house.giving.stripper, "_strip", crash)
    record_id = house.give(TEXT)
    house.open(record_id)

    with pytest.raises(NoRecord):
        house.desk.finish_check(house.unlocked(), record_id, 1, set())


def test_a_withdrawn_text_is_not_checked(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.giving.stripper, "_strip", _doubtful)
    record_id, box = house.give_with_code(TEXT)
    house.mailboxes.withdraw(box)
    house.handover()
    house.open(record_id)

    with pytest.raises(RecordClosed):
        house.desk.finish_check(house.unlocked(), record_id, 1, set())


def test_an_added_text_waits_for_a_check_of_its_own(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    record_id, box = house.give_with_code("They came at dawn.")
    monkeypatch.setattr(house.mailboxes.stripper, "_strip", _doubtful)
    house.mailboxes.write_more(box, TEXT, "en")
    house.handover()

    house.desk.finish_check(house.unlocked(), record_id, 2, {"x2"})

    opened = house.open(record_id)
    assert house.text(record_id) == "They came at dawn. laughd and , then laughd"
    assert opened.texts[1].checked.by == "aru"
    assert not opened.standing.missing_acts


def test_a_missed_word_that_waited_is_hidden_for_good_with_a_label_of_its_kind(house: Any, record_id: str) -> None:
    hidden = house.desk.mark_missed(house.unlocked(), record_id, "laughd", SpanType.PERSON)

    shown = house.open(record_id).texts[0].stripped
    assert hidden == 2
    assert [mention.type for mention in shown.mentions] == [
        SpanType.OTHER,
        SpanType.PERSON,
        SpanType.OTHER,
        SpanType.PERSON,
    ]
    assert house.desk.words_to_check(house.unlocked(), record_id) == {1: {3: "zorbed"}}
