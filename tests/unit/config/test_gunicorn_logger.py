"""gunicorn says that something happened and never what a request held."""

from __future__ import annotations

import logging

import pytest
from gunicorn.config import Config

from config.gunicorn_logger import QuietLogger

SECRET = "Invalid request from ip=203.0.113.7: courtyard"


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> QuietLogger:
    """Give the logger as gunicorn makes it, heard by the test."""
    logger = QuietLogger(Config())
    logger.error_log.addHandler(caplog.handler)
    caplog.set_level(logging.DEBUG, logger="gunicorn.error")
    return logger


@pytest.mark.parametrize("level", ["critical", "error", "exception"])
def test_trouble_is_logged_in_fixed_words(quiet: QuietLogger, caplog: pytest.LogCaptureFixture, level: str) -> None:
    getattr(quiet, level)("%s", SECRET, exc_info=ValueError(SECRET))

    assert set(caplog.messages) == {f"gunicorn_{level}"}
    assert "courtyard" not in caplog.text


@pytest.mark.parametrize("level", ["warning", "info", "debug", "access"])
def test_chatter_is_dropped(quiet: QuietLogger, caplog: pytest.LogCaptureFixture, level: str) -> None:
    getattr(quiet, level)(SECRET, SECRET)

    assert caplog.messages == []


def test_message_with_a_level_of_its_own_is_dropped(quiet: QuietLogger, caplog: pytest.LogCaptureFixture) -> None:
    quiet.log(logging.CRITICAL, SECRET)

    assert caplog.messages == []
