"""A whole visit leaves nothing of its content in the log."""

import logging

import pytest


def test_a_visit_with_every_kind_of_trouble_logs_no_content(browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser.open("/en/testimony")
    browser.press("send", narrative="Aslan " * 10_000, contact="Gulnara")
    browser.press("check", narrative="My son Aslan.", contact="Gulnara")
    browser.press("send", **{"person-0-name": "Serik"})
    browser.press("show")
    browser.open("/en/mailbox")
    browser.press("enter", code="river unknown")

    assert "answers_to_mend field=narrative reason=too_long" in caplog.text
    for word in ("Aslan", "Gulnara", "Serik", "river", "127.0.0.1", "Werkzeug"):
        assert word not in caplog.text
