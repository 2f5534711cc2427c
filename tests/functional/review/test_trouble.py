"""What no view can mend: storage gone, no key given, and what the log may hold."""

import logging
from typing import Any

import pytest
from sqlalchemy import delete

from testimony.database.errors import StorageUnavailable
from testimony.people.errors import Busy
from testimony.people.models import TeamGrant
from testimony.people.unlocked import Unlocked


class Failing:
    """People who can't be reached."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def resume(self, _key: bytes) -> Unlocked:
        """Fail."""
        raise self._error


@pytest.mark.parametrize("error", [StorageUnavailable("gone"), Busy("full")], ids=["storage", "busy"])
def test_storage_that_is_gone_is_a_short_wait(rebuilt: Any, error: Exception) -> None:
    changed = rebuilt(people=Failing(error))

    answer = changed.browser().client.get("/queue")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_somebody_without_a_team_key_is_told_whom_to_ask(workplace: Any, reader: Any, record_id: str) -> None:
    with workplace.house.review.writing() as session:
        session.execute(delete(TeamGrant))

    reader.open(f"/records/{record_id}")

    assert reader.status == 500
    assert "You hold no team key" in reader.text()


def test_the_log_holds_nothing_that_was_typed(
    workplace: Any, reader: Any, record_id: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    workplace.sign_in(workplace.browser(None), passphrase="orbit lamp candle")
    reader.open(f"/records/{record_id}")

    reader.post(f"/records/{record_id}/missed", {"surface": "Zorbesque", "type": "PERSON"})

    for words in ("orbit", "Zorb", "beaten", workplace.passphrases["aru"]):
        assert words not in caplog.text


def test_nothing_typed_rests_in_the_clear(workplace: Any, reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}")

    reader.post(f"/records/{record_id}/missed", {"surface": "Zorbesque", "type": "PERSON"})

    folder = workplace.services.settings.session_dir
    kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"Zorbesque" in blob for blob in kept)
