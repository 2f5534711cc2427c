"""A strip that fails gives nothing, says so in fixed words, and never quotes the text."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from testimony.giving.pools import Pool
from testimony.giving.stripping import Stripper

if TYPE_CHECKING:
    from testimony.pseudonyms.result import Stripped
    from tests.unit.giving.conftest import Intake

TEXT = "They took Aslan."


def failing(error: Exception) -> Stripper:
    """Give a stripper whose strip raises."""

    def strip(_text: str, _language: str, _declared: Sequence[str]) -> Stripped:
        raise error

    return Stripper(strip, Pool(places=1, patience_seconds=0))


def test_stripped_text_is_given(embedded: Intake) -> None:
    stripped = Stripper(embedded.strip, Pool(places=1, patience_seconds=0)).attempt(TEXT, language="en")

    assert stripped is not None
    assert len(stripped.mentions) == 1


@pytest.mark.parametrize("error", [RuntimeError(TEXT), RecursionError(TEXT), MemoryError(TEXT), ValueError(TEXT)])
def test_failure_gives_none_and_its_kind_in_the_log(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert failing(error).attempt(TEXT, language="en") is None

    assert caplog.messages == [f"strip_failed kind={type(error).__name__}"]
    assert "Aslan" not in caplog.text


def test_full_pool_gives_none(embedded: Intake, caplog: pytest.LogCaptureFixture) -> None:
    pool = Pool(places=1, patience_seconds=0)

    with pool.place():
        assert Stripper(embedded.strip, pool).attempt(TEXT, language="en") is None

    assert caplog.messages == ["strip_pool_full"]
