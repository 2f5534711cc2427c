"""The log takes opaque values and refuses whatever a person could have written."""

import io
import logging
from collections.abc import Iterator

import pytest

from web import logs


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Return a stream that the log writes to while the test runs."""
    root, events = logging.getLogger(), logs.EVENTS
    before = (root.handlers[:], events.handlers[:], events.propagate, events.level)
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    root.handlers[:], events.handlers[:], events.propagate, events.level = before


def test_an_event_is_one_short_line(stream: io.StringIO) -> None:
    logs.note("kept_for_later", kind="Busy", reference="00ff")

    assert stream.getvalue() == "INFO kept_for_later kind=Busy reference=00ff\n"


def test_what_libraries_log_is_dropped(stream: io.StringIO) -> None:
    logging.getLogger("werkzeug").warning("POST /en/testimony from 192.0.2.7")

    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    "value",
    ["my son was taken", "Ербол", "a@b.example", "/en/mailbox", "7K3QXA-9MDW2R-B5TVH8", "", "a" * 49, "line\nbreak"],
)
def test_a_value_that_could_hold_words_is_refused(value: str) -> None:
    with pytest.raises(logs.UnfitForLog, match="reference") as refused:
        logs.note("event", reference=value)

    assert not value or value not in str(refused.value)


@pytest.mark.parametrize("name", ["My son was taken", "", "a" * 49])
def test_an_event_that_could_hold_words_is_refused(name: str) -> None:
    with pytest.raises(logs.UnfitForLog, match="event name"):
        logs.note(name)
