"""The reading room: stripped text, doubts, what was missed, and what the source said is no name."""

import re
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


BROTHERS = "My neighbour Yerlan Dossov was beaten. Later Marat Dossov came. They took Yerlan Dossov and Dossov."


@pytest.fixture
def brothers(workplace: Any, reader: Any) -> str:
    """Give a testimony in which a bare family name may be either of two people, and open it."""
    given = str(workplace.house.give(BROTHERS))
    reader.open(f"/records/{given}")
    return given


def first_question(reader: Any) -> dict[str, str]:
    """Return the fields of the first question about who is who."""
    names = re.findall(r'name="(first|second)" value="([^"]*)"', reader.page)
    return dict(names[:2])


def test_a_doubtful_merge_is_asked_and_joined_in_the_whole_text(reader: Any, brothers: str) -> None:
    asked = first_question(reader)
    labels = reader.page.count("<mark")
    assert "may be one: they have the same family name." in reader.text()

    reader.post(f"/records/{brothers}/texts/1/pairs", {**asked, "verdict": "same"})

    assert reader.path == f"/records/{brothers}?said=pair"
    assert "are one." in reader.text()
    assert reader.page.count("<mark") == labels
    assert len(set(re.findall(r"<mark[^>]*>(Person \d+)", reader.page))) == 2


def test_a_join_is_taken_back(reader: Any, brothers: str) -> None:
    asked, before = first_question(reader), re.findall(r"<mark[^>]*>[^<]*", reader.page)
    reader.post(f"/records/{brothers}/texts/1/pairs", {**asked, "verdict": "same"})

    reader.post(f"/records/{brothers}/texts/1/pairs", {**asked, "verdict": "open"})

    assert re.findall(r"<mark[^>]*>[^<]*", reader.page) == before
    assert first_question(reader) == asked


def test_two_people_are_said_to_be_two_and_not_asked_about_again(reader: Any, brothers: str) -> None:
    asked, questions = first_question(reader), reader.page.count(">One person<")

    reader.post(f"/records/{brothers}/texts/1/pairs", {**asked, "verdict": "apart"})

    assert "are two." in reader.text()
    assert reader.page.count(">One person<") == questions - 1


@pytest.mark.parametrize(
    "typed",
    [
        {"first": "p1", "second": "p1", "verdict": "same"},
        {"first": "p1", "verdict": "same"},
        {"first": "p1", "second": "p2"},
    ],
    ids=["one label twice", "one label", "no verdict"],
)
def test_a_pair_that_is_none_is_handed_back(reader: Any, brothers: str, typed: dict[str, str]) -> None:
    reader.post(f"/records/{brothers}/texts/1/pairs", typed)

    assert reader.path == f"/records/{brothers}?mend=1"
    assert "Choose two different labels." in reader.text()


def test_people_of_another_text_are_no_pair(reader: Any, brothers: str) -> None:
    reader.post(f"/records/{brothers}/texts/7/pairs", {"first": "p1", "second": "p2", "verdict": "same"})

    assert reader.status == 404


def test_one_place_is_given_to_somebody_else_and_back(reader: Any, brothers: str) -> None:
    before = re.findall(r"<mark[^>]*>[^<]*", reader.page)

    reader.post(f"/records/{brothers}/texts/1/places", {"mention": "3", "entity": "new"})
    moved = re.findall(r"<mark[^>]*>[^<]*", reader.page)
    told = reader.text()
    reader.post(f"/records/{brothers}/texts/1/places", {"mention": "3", "entity": ""})

    assert reader.path == f"/records/{brothers}?said=place"
    assert [old == new for old, new in zip(before, moved, strict=True)] == [True, True, False, True]
    assert "One place of Person 1 means Person 4." in told
    assert re.findall(r"<mark[^>]*>[^<]*", reader.page) == before


@pytest.mark.parametrize("mention", ["", "x", "12345678"])
def test_no_place_is_handed_back(reader: Any, brothers: str, mention: str) -> None:
    reader.post(f"/records/{brothers}/texts/1/places", {"mention": mention, "entity": "new"})

    assert reader.path == f"/records/{brothers}?mend=1"
    assert "Which place?: Fill this in." in reader.text()


def test_terms_name_a_person_who_turned_out_to_be_another_by_both_labels(reader: Any, brothers: str) -> None:
    asked = first_question(reader)
    reader.post(f"/records/{brothers}/terms", {"person": asked["second"], "role": "third_party"})

    reader.post(f"/records/{brothers}/texts/1/pairs", {**asked, "verdict": "same"})

    assert ", before: Person" in reader.open(f"/records/{brothers}/terms")


def test_a_guess_is_marked_and_explained_in_words(workplace: Any, reader: Any) -> None:
    record_id = workplace.house.give("they asked about the gribbon and beat me in the gym, my mother saw it")

    reader.open(f"/records/{record_id}")

    assert "How sure the program is" in reader.text()
    assert "no list of ordinary words has it" in reader.text()
    assert "gribbon" not in reader.page


def test_people_of_an_addition_stand_under_it_until_they_are_said_to_be_in_the_account(
    workplace: Any, reader: Any
) -> None:
    record_id, box = workplace.house.give_with_code("My neighbour Yerlan Dossov was beaten. Marat Omarov saw it.")
    workplace.house.mailboxes.write_more(box, "They came again and beat Marat Omarov.", "en")
    workplace.house.handover()
    reader.open(f"/records/{record_id}")
    assert "came again and beat Person 1.1 ." in reader.text()

    reader.post(f"/records/{record_id}/texts/2/account", {"entity": "p1", "account": "p2"})

    assert reader.path == f"/records/{record_id}?said=pair"
    assert "came again and beat Person 2 ." in reader.text()
    assert "Person 1.1 and Person 2 are one." in reader.text()


def test_nobody_of_the_account_is_no_page(reader: Any, brothers: str) -> None:
    reader.post(f"/records/{brothers}/texts/2/account", {"entity": "p1", "account": "p2"})

    assert reader.status == 404
