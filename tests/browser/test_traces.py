"""Controls: each search of the journeys finds what was planted, so that finding nothing means something."""

import struct
import time
from pathlib import Path

import pytest

from tests.browser.accessibility import NO_AXE, axe_source
from tests.browser.conftest import CHROMIUM_DESK, CHROMIUM_PHONE, FIREFOX_DESK, FIREFOX_PHONE, OpenBrowser, Setting
from tests.browser.search import MOZILLA_LZ4, changed_since, find_words, unpack_mozilla

WORD = "quvazimbora"
PATIENCE_SECONDS = 60


@pytest.mark.parametrize("chosen", [CHROMIUM_PHONE, FIREFOX_DESK], ids=str)
def test_a_careless_page_leaves_its_text_in_the_profile(
    open_browser: OpenBrowser, careless: str, chosen: Setting
) -> None:
    browser = open_browser(chosen)
    window = browser.new_window()
    window.open(careless)
    window.fill("[name=narrative]", WORD)

    # Firefox keeps what stands in a field, Chromium the body of a POST that was answered with a page.
    if chosen.engine == "chromium":
        window.press("button")
    else:
        until = time.monotonic() + PATIENCE_SECONDS
        while not find_words([browser.folder], [WORD]) and time.monotonic() < until:
            window.wait_for_notes()  # a machine with much to do takes its time
    browser.close()

    assert find_words([browser.folder], [WORD])


@pytest.mark.parametrize(
    ("chosen", "title"),
    [
        (CHROMIUM_PHONE, "script off"),
        (CHROMIUM_DESK, "script on"),
        (FIREFOX_DESK, "script off"),
        (FIREFOX_PHONE, "script on"),
    ],
    ids=str,
)
def test_scripts_run_only_where_the_setting_says_so(
    open_browser: OpenBrowser, careless: str, chosen: Setting, title: str
) -> None:
    window = open_browser(chosen).new_window()

    window.open(careless)

    assert window.title() == title


@pytest.mark.parametrize(
    "content",
    [
        b"text=%s" % WORD.encode(),
        WORD.encode("utf-16-le"),
        b"\x00" + "привет мир".encode(),
        "привет мир".encode("utf-16-le"),
        b"narrative=%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82+%D0%BC%D0%B8%D1%80",
        b'{"text": "\\u043f\\u0440\\u0438\\u0432\\u0435\\u0442 \\u043c\\u0438\\u0440"}',
        MOZILLA_LZ4 + struct.pack("<I", len(WORD)) + bytes([len(WORD) << 4]) + WORD.encode(),
    ],
    ids=["utf-8", "utf-16", "cyrillic", "cyrillic utf-16", "form body", "json", "mozilla lz4"],
)
def test_a_planted_word_is_found_in_every_shape(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "planted").write_bytes(content)

    assert find_words([tmp_path], [WORD, "привет мир"]) != []


def test_a_clean_folder_and_a_missing_one_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "clean").write_bytes(b"another text")
    (tmp_path / "empty").touch()

    assert find_words([tmp_path, tmp_path / "missing"], [WORD]) == []


def test_only_files_changed_since_the_moment_are_listed(tmp_path: Path) -> None:
    known = tmp_path / "known"
    known.mkdir()
    for path in (tmp_path / "new", known / "new"):
        path.touch()

    assert changed_since(tmp_path, time.time() - 60, except_under=[known]) == [tmp_path / "new"]
    assert changed_since(tmp_path, time.time() + 60, except_under=[known]) == []


def test_mozilla_lz4_copies_what_came_before() -> None:
    # Five literals, then a copy of 4 + 15 + 2 bytes from five bytes back, then one literal: format of the LZ4 project.
    block = b"\x5fhello" + struct.pack("<H", 5) + b"\x02" + b"\x10!"

    assert unpack_mozilla(MOZILLA_LZ4 + struct.pack("<I", 27) + block) == b"hello" * 5 + b"h!"


def test_pages_are_inspected_by_axe() -> None:
    if axe_source() is None:
        pytest.skip(NO_AXE)  # the journeys ran without it: whoever reads the report must know

    assert "axe.run" in (axe_source() or "")
