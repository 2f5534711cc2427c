"""The check of a doubtful text: unknown words are read by who checks first, and by the others once they are ticked."""

import re
from typing import Any

import pytest

# Written with care, and in another language than its writer said: doubtful, whatever the trained part makes of it.
NARRATIVE = "They took me from home. They handcuffd me and laughd. Aslan Dossov saw the handcuffd man in the car."


@pytest.fixture
def doubtful(workplace: Any) -> str:
    """Give a doubtful testimony."""
    return str(workplace.house.give(NARRATIVE, language="ru"))


def boxes(reader: Any) -> dict[str, str]:
    """Return the words with a box on the check page, each with the value of its box."""
    found = re.findall(r'name="word" value="([^"]*)">([^<]*)<', reader.page)
    return {word: value for value, word in found}


def test_the_reading_room_shows_labels_for_unknown_words_and_the_way_to_the_check(reader: Any, doubtful: str) -> None:
    reader.open(f"/records/{doubtful}")

    assert "it mixes languages" in reader.text()
    assert reader.page.count(">word 1</mark>") == 2
    assert f'href="/records/{doubtful}/check"' in reader.page
    assert "handcuffd" not in reader.page


@pytest.mark.parametrize("room", ["terms", "coding", "message", "identity"])
def test_no_other_page_shows_them(reader: Any, doubtful: str, room: str) -> None:
    reader.open(f"/records/{doubtful}/{room}")

    assert reader.status == 200
    assert "handcuffd" not in reader.page


def test_the_check_shows_each_unknown_word_with_one_box_and_no_name(reader: Any, doubtful: str) -> None:
    reader.open(f"/records/{doubtful}/check")

    assert sorted(boxes(reader)) == ["handcuffd", "laughd"]
    assert reader.page.count("handcuffd") == 2
    assert "Aslan" not in reader.page


def test_ticked_words_are_read_by_all_and_the_others_wait(reader: Any, doubtful: str) -> None:
    reader.open(f"/records/{doubtful}/check")

    reader.post(f"/records/{doubtful}/texts/1/check", {"word": boxes(reader)["handcuffd"], "later": "1"})

    assert reader.path == f"/records/{doubtful}/check?said=words_shown"
    assert sorted(boxes(reader)) == ["laughd"]
    reader.open(f"/records/{doubtful}")
    assert "They handcuffd me and word 2 ." in reader.text()
    assert "saw the handcuffd man" in reader.text()
    assert "laughd" not in reader.page


def test_a_finished_check_is_told_and_the_rest_stays_hidden(reader: Any, doubtful: str) -> None:
    reader.open(f"/records/{doubtful}/check")

    reader.post(f"/records/{doubtful}/texts/1/check", {"word": boxes(reader)["handcuffd"], "finish": "1"})

    assert reader.path == f"/records/{doubtful}?said=checked"
    assert "Checked by aru in 2022-W01." in reader.text()
    assert "A doubtful text was checked" in reader.text()
    assert "laughd" not in reader.page
    assert "to be checked" not in reader.open("/queue")
    assert "A doubtful text was checked" in reader.open("/ledger")


def test_nothing_waits_where_everything_was_checked(reader: Any, doubtful: str) -> None:
    reader.open(f"/records/{doubtful}/check")
    reader.post(f"/records/{doubtful}/texts/1/check", {"finish": "1"})

    reader.open(f"/records/{doubtful}/check")

    assert "No text of this testimony waits for a check." in reader.text()


def test_a_second_finish_is_no_page(reader: Any, doubtful: str) -> None:
    reader.open(f"/records/{doubtful}/check")
    reader.post(f"/records/{doubtful}/texts/1/check", {"finish": "1"})
    reader.open(f"/records/{doubtful}")

    reader.post(f"/records/{doubtful}/texts/1/check", {"finish": "1"})

    assert reader.status == 404


def test_a_doubtful_text_of_known_words_only_is_read_through_all_the_same(workplace: Any, reader: Any) -> None:
    record_id = workplace.house.give("they took me from home. they beat me")

    reader.open(f"/records/{record_id}/check")

    assert boxes(reader) == {}
    assert "Read the text through all the same." in reader.text()
    assert "check on later" not in reader.text()


def test_the_check_goes_on_with_the_next_text_that_waits(workplace: Any, reader: Any) -> None:
    record_id, box = workplace.house.give_with_code(NARRATIVE, language="ru")
    workplace.house.mailboxes.write_more(
        box, "They came again and laughd. They took the neighbour from his home.", "ru"
    )
    workplace.house.handover()
    reader.open(f"/records/{record_id}/check")
    assert "Addition 1" in reader.text()

    reader.post(f"/records/{record_id}/texts/1/check", {"finish": "1"})

    assert reader.path == f"/records/{record_id}/check?said=checked"
    assert list(boxes(reader)) == ["laughd"]
