"""The reading room: stripped text, doubts, what was missed, and what the source said is no name."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from testimony.giving.answers import Answers
from testimony.record.models import RecordItem, RecordKey


def test_names_are_labels_and_the_rest_is_readable(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}")

    assert "was beaten at the station" in reader.text()
    assert "Person 1 · brother" in reader.text()
    for name in ("Yerlan", "Dossov", "Zorb"):
        assert name not in reader.page


def test_facts_stand_beside_the_text(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}")

    for words in ("Also count it, without names", "A relative", "Nobody", "by mailbox, and a sealed contact"):
        assert words in reader.text()


@pytest.mark.parametrize(
    ("answers", "words"),
    [({"contact": "+7 701 555 01 02"}, "by a sealed contact"), ({}, "no"), ({"under_18": "self"}, "The writer")],
    ids=["contact", "nothing", "minor"],
)
def test_what_was_skipped_is_said_to_be_so(workplace: Any, reader: Any, answers: dict[str, str], words: str) -> None:
    reader.open(f"/records/{workplace.house.give('They beat me.', **answers)}")

    assert words in reader.text()
    assert "not said" in reader.text()


def test_a_doubtful_text_warns_with_its_reason(workplace: Any, reader: Any) -> None:
    record_id = workplace.house.give("i was taken from home by aibek and two others they beat me in the gym")

    reader.open(f"/records/{record_id}")

    assert "Read with care: names may have been missed." in reader.text()
    assert "it is typed without capital letters" in reader.text()


def test_what_was_missed_is_hidden_everywhere(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}")

    reader.post(f"/records/{record_id}/missed", {"surface": " station ", "type": "FACILITY"})

    assert reader.path == f"/records/{record_id}?said=hidden"
    assert "station" not in reader.page
    assert "Facility 1" in reader.text()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"surface": "", "type": "PERSON"}, "Fill this in."),
        ({"surface": "x" * 201, "type": "PERSON"}, "This is too long: at most 200 characters."),
        ({"surface": "station", "type": "NOTHING"}, "What they are: Fill this in."),
        ({"surface": "elsewhere", "type": "PERSON"}, "do not stand in this record"),
    ],
    ids=["empty", "long", "no type", "not there"],
)
def test_a_mark_that_can_not_be_made_comes_back_as_typed(
    reader: Any, record_id: str, typed: dict[str, str], sentence: str
) -> None:
    reader.open(f"/records/{record_id}")

    reader.post(f"/records/{record_id}/missed", typed)

    assert reader.path == f"/records/{record_id}?mend=1"
    assert sentence in reader.text()
    assert reader.value("surface") == typed["surface"]


def test_a_form_handed_back_is_gone_once_the_time_is_over(workplace: Any, reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}")
    reader.post(f"/records/{record_id}/missed", {"surface": "elsewhere", "type": "PERSON"})
    for _ in range(3):
        workplace.house.clock.advance(timedelta(minutes=10))
        reader.open("/queue")

    reader.open(f"/records/{record_id}?mend=1")

    assert "elsewhere" not in reader.page


def ticked(workplace: Any) -> str:
    """Give a testimony whose source says that the first box hides no name."""
    house = workplace.house
    key = house.cookie()
    written = Answers(narrative="Ask Yerlan Dossov about it.", shown=(1,))
    house.giving.check(key, written)
    sent = house.giving.send(key, None)
    house.giving.skip_code(key)
    house.handover()
    return str(sent.record_id)


@pytest.mark.parametrize("decision", ["keep", "restore"])
def test_a_request_is_decided_and_then_gone(workplace: Any, reader: Any, decision: str) -> None:
    record_id = ticked(workplace)
    reader.open(f"/records/{record_id}")
    asked = reader.text()

    reader.post(f"/records/{record_id}/texts/1/mentions/1", {"decision": decision})

    assert "“This isn't a name”" in asked
    assert reader.path == f"/records/{record_id}?said=decided"
    assert "“This isn't a name”" not in reader.text()
    assert workplace.house.open(record_id).decisions.boxes[0].restore is (decision == "restore")


def test_no_decision_decides_nothing(workplace: Any, reader: Any) -> None:
    record_id = ticked(workplace)
    reader.open(f"/records/{record_id}")

    reader.post(f"/records/{record_id}/texts/1/mentions/1", {"decision": "whatever"})

    assert workplace.house.open(record_id).decisions.boxes == ()
    assert "“This isn't a name”" in reader.text()


def test_a_text_that_was_not_stripped_is_said_to_be_locked_away(
    workplace: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_asked: object) -> None:
        raise RuntimeError("a crash of the strip")

    monkeypatch.setattr(workplace.house.giving.stripper, "_strip", crash)
    record_id = workplace.house.give("They came with Yerlan.")

    page, terms = reader.open(f"/records/{record_id}"), reader.open(f"/records/{record_id}/terms")

    assert "No name has been hidden in this text yet" in page
    assert "Somebody else in the text" not in terms
    assert "Yerlan" not in page


def test_additions_stand_below_the_account(workplace: Any, reader: Any) -> None:
    record_id, box = workplace.house.give_with_code("They beat me.")
    workplace.house.mailboxes.write_more(box, "One of them was called Serik Omarov.", "en")
    workplace.house.handover()

    reader.open(f"/records/{record_id}")

    assert "Addition 1" in reader.text()
    assert "One of them was called" in reader.text()
    assert "Omarov" not in reader.page


def test_what_the_source_did_later_stands_above_everything(workplace: Any, reader: Any) -> None:
    frozen, frozen_box = workplace.house.give_with_code("They beat me.")
    workplace.house.mailboxes.freeze(frozen_box)
    withdrawn, box = workplace.house.give_with_code("They beat me again.")
    workplace.house.mailboxes.withdraw(box)
    workplace.house.handover()

    first, second = reader.open(f"/records/{frozen}"), reader.open(f"/records/{withdrawn}")

    assert "The source froze this testimony" in first
    assert "The source withdrew this testimony" in second


def test_a_withdrawn_record_takes_nothing_more(workplace: Any, reader: Any) -> None:
    record_id, box = workplace.house.give_with_code("They beat me at the station.")
    workplace.house.mailboxes.withdraw(box)
    workplace.house.handover()
    reader.open(f"/records/{record_id}")

    reader.post(f"/records/{record_id}/missed", {"surface": "station", "type": "FACILITY"})

    assert reader.path == f"/records/{record_id}?said=closed"
    assert "Nothing can be added or used." in reader.text()


def test_an_unknown_record_is_no_page(reader: Any) -> None:
    reader.open("/records/" + "0" * 32)

    assert reader.status == 404


def test_a_record_without_its_key_is_no_page(workplace: Any, reader: Any, record_id: str) -> None:
    with workplace.house.review.writing() as session:
        session.execute(delete(RecordKey).where(RecordKey.record_id == record_id))

    reader.open(f"/records/{record_id}")

    assert reader.status == 404


def test_a_damaged_record_is_not_shown(workplace: Any, reader: Any, record_id: str) -> None:
    with workplace.house.review.writing() as session:
        damaged = update(RecordItem).where(RecordItem.record_id == record_id, RecordItem.kind == "working")
        session.execute(damaged.values(payload=b"damaged"))

    reader.open(f"/records/{record_id}")

    assert reader.status == 500
    assert "not as it was sealed" in reader.text()
    assert "beaten" not in reader.page


def test_an_unknown_word_about_what_was_done_says_nothing(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}?said=call-this-number")

    assert "call-this-number" not in reader.text()


def test_a_freeze_is_lifted_only_by_who_says_that_the_source_asked(workplace: Any, reader: Any) -> None:
    record_id, box = workplace.house.give_with_code("They beat me.")
    workplace.house.mailboxes.freeze(box)
    workplace.house.handover()
    reader.open(f"/records/{record_id}")
    reader.post(f"/records/{record_id}/thaw")
    assert "Tick it only if the source has asked for this." in reader.text()

    reader.post(f"/records/{record_id}/thaw", {"asked": "yes"})

    assert "The freeze is lifted." in reader.text()
    assert "The source froze this testimony" not in reader.text()
