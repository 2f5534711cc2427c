"""The queue: what waits, by state and page, with what to look at first."""

from typing import Any

from testimony.coding.act import parse_act
from testimony.coding.coding import Coding
from testimony.record.models import Record

ACT = {"id": "a1", "victim": "giver", "code": "phys.beat_baton", "allegation": "alleged_first_hand"}


def test_an_empty_queue_says_so(reader: Any) -> None:
    reader.open("/queue")

    assert "No testimony has come in yet." in reader.text()


def test_an_unread_record_shows_nothing_of_its_content(reader: Any, record_id: str) -> None:
    reader.open("/queue")

    assert record_id[:8] in reader.text()
    assert "not opened yet" in reader.text()


def test_an_opened_record_shows_its_card(workplace: Any, reader: Any, record_id: str) -> None:
    workplace.house.open(record_id)

    reader.open("/queue?state=reading")

    for words in ("English", "A relative", "may be counted", "mailbox", "contact"):
        assert words in reader.text()


def test_a_state_without_records_says_so(reader: Any, record_id: str) -> None:
    reader.open("/queue?state=coded")

    assert record_id[:8] not in reader.text()
    assert "Nothing is in this state." in reader.text()


def test_a_coded_record_counts_its_acts(workplace: Any, reader: Any, record_id: str) -> None:
    codebook = workplace.services.codebook
    coding = Coding(coder="aru", codebook_version=codebook.version, acts=(parse_act(ACT, codebook),))
    workplace.house.open(record_id)
    workplace.house.desk.save_coding(workplace.house.unlocked(), record_id, coding)

    reader.open("/queue?state=coded")

    assert record_id[:8] in reader.text()


def test_a_minor_a_hold_and_a_doubtful_text_are_marked(workplace: Any, reader: Any) -> None:
    key = workplace.house.give("my son erlan was taken by aibek and beaten in the gym for days", under_18="subject")
    workplace.house.open(key)
    with workplace.house.review.writing() as session:
        session.get_one(Record, key).held = True

    reader.open("/queue")

    for words in ("under 18", "held", "to be checked"):
        assert words in reader.text()


def test_pages_hold_twenty_five_and_lead_to_one_another(workplace: Any, reader: Any) -> None:
    for number in range(26):
        workplace.house.give(f"They kept me {number} hours.")

    first = reader.open("/queue")
    second = reader.open("/queue?page=2")

    assert first.count('scope="row"') == 25
    assert "Page 1 of 2" in first
    assert second.count('scope="row"') == 1
    assert "Previous" in second


def test_a_nonsense_page_or_state_is_the_first_of_all(reader: Any, record_id: str) -> None:
    reader.open("/queue?page=%D9%A1x&state=everything")

    assert record_id[:8] in reader.text()


def test_home_leads_a_reviewer_to_the_queue(reader: Any) -> None:
    reader.open("/")

    assert reader.path == "/queue"
