"""Messages to a source: sealed for the mailbox, never long, never lost."""

from typing import Any

import pytest


def test_the_page_warns_before_anything_is_written(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/message")

    assert "Write no facts of the case" in reader.text()


def test_a_message_reaches_the_mailbox(workplace: Any, reader: Any) -> None:
    record_id, box = workplace.house.give_with_code("They beat me.")
    reader.open(f"/records/{record_id}/message")

    reader.post(f"/records/{record_id}/message", {"text": "Thank you.\r\nMay we ask more?"})
    workplace.house.handover()

    assert reader.path == f"/records/{record_id}/message?said=message"
    assert [message.text for message in workplace.house.mailboxes.look(box).messages] == [
        "Thank you.\nMay we ask more?"
    ]


@pytest.mark.parametrize(
    ("text", "sentence"), [("  ", "Fill this in."), ("x" * 4001, "This is too long")], ids=["empty", "long"]
)
def test_what_can_not_be_sent_comes_back(reader: Any, record_id: str, text: str, sentence: str) -> None:
    reader.open(f"/records/{record_id}/message")

    reader.post(f"/records/{record_id}/message", {"text": text})

    assert sentence in reader.text()
    assert text in reader.page


def test_a_source_without_a_code_can_not_be_written_to(workplace: Any, reader: Any) -> None:
    record_id = workplace.house.give("They beat me.", contact="+7 701 555 01 02")
    reader.open(f"/records/{record_id}/message")
    offered = reader.text()

    reader.post(f"/records/{record_id}/message", {"text": "Hello"})

    assert "there is no mailbox to write to" in offered
    assert "Ask the custodians for the contact" in offered
    assert "Nothing was sent." in reader.text()
