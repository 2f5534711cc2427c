"""A reviewer's days: reading, mending, coding, writing, an identity by two custodians, a release by two, a newcomer."""

import re
import time
import zipfile
from pathlib import Path

import pyotp
import pytest

from tests.browser.chromium import ChromiumWindow
from tests.browser.conftest import CHROMIUM_DESK, CHROMIUM_PHONE, FIREFOX_DESK, Journey
from tests.browser.demo import Person
from tests.browser.released import code_all, give
from tests.browser.steps import enter_mailbox, keep_code, send
from tests.browser.windows import Window

# The hand-over of the demonstration runs every second.
PATIENCE_SECONDS = 90
RECORDS_FOR_A_RELEASE = 12
ACT = "phys.beat_fists_kicks"


def desk(*settings: object) -> pytest.MarkDecorator:
    """Make a journey with these settings."""
    return pytest.mark.parametrize("chosen", settings, ids=str, indirect=True)


def sign_in(journey: Journey, person: Person) -> None:
    """Sign in; a session before that is ended."""
    window = journey.window
    journey.browser.forget_cookies()
    window.open(f"{journey.demo.review}/sign-in")
    window.fill("[name=handle]", person.handle)
    window.fill("[name=passphrase]", person.passphrase)
    window.fill("[name=code]", person.code())
    journey.secrets += [person.passphrase, person.totp_secret]
    window.press("button[name=enter]")


def opened(journey: Journey, word: str) -> str:
    """Open the new testimony in which a word stands, and give the address of its page."""
    until = time.monotonic() + PATIENCE_SECONDS
    seen: set[str] = set()
    while time.monotonic() < until:
        journey.window.open(f"{journey.demo.review}/queue?state=new")
        for address in new_records(journey.window, journey.demo.review) - seen:
            seen.add(address)
            journey.window.open(address)
            if word in journey.window.read(".reading"):
                return address
    raise AssertionError("the testimony did not reach the queue")


def new_records(window: Window, base: str) -> set[str]:
    """List the addresses of the testimonies on a page of the queue."""
    return {
        base + window.attribute(f"tbody tr:nth-child({n}) a", "href") for n in range(1, window.count("tbody tr") + 1)
    }


@desk(CHROMIUM_DESK, FIREFOX_DESK)
def test_a_reviewer_reads_mends_codes_and_writes_and_the_source_reads_the_answer(journey: Journey) -> None:
    window, story, team = journey.window, journey.story, journey.demo.team
    send(journey)
    _, code = keep_code(journey)
    hidden = [word for word in story.words if word != story.plain]
    sign_in(journey, team["aru"])

    address = opened(journey, story.plain)
    text = window.read(".reading")
    assert "son" in window.read(".reading mark.who")
    assert not [word for word in hidden if word in window.read()]

    window.fill("[name=surface]", story.plain)
    window.press("button[name=hide]")
    assert window.read(".reading") != text
    assert story.plain not in window.read(".reading")

    window.open(f"{address}/terms")
    window.fill("[name='change.reason']", "asked by message")
    window.press("button[name=save]")
    assert "Version 2" in window.read("main")

    code_act(window, address)
    assert window.read("#acts") == "1 act"

    window.open(f"{address}/message")
    window.fill("[name=text]", f"Thank you. {story.more}")
    window.press("button[name=send]")
    message_reaches(journey, code, story.more)


def code_act(window: Window, address: str) -> None:
    """Code one act as it happened, as far as the account says."""
    window.open(f"{address}/coding")
    window.tick(f"details:has([value='{ACT}']) summary")
    window.tick(f"[name=code][value='{ACT}']")
    window.choose("[name='date.precision']", "month")
    window.fill("[name='date.start']", "2022-01")
    window.choose("[name='unit.not_known']", "unknown")
    window.choose("[name=allegation]", "second_hand")
    window.press("button[name=add]")


def message_reaches(journey: Journey, code: str, words: str) -> None:
    """See in the mailbox, once, what a reviewer wrote."""
    enter_mailbox(journey, code)
    until = time.monotonic() + PATIENCE_SECONDS
    while journey.window.count("article") == 0 and time.monotonic() < until:
        journey.window.open(f"{journey.demo.intake}/en/mailbox")
    assert words in journey.window.read("article")
    journey.window.reload()
    assert words not in journey.window.read()


@desk(CHROMIUM_DESK)
def test_an_identity_opens_when_two_custodians_agree_and_not_when_one_does(journey: Journey, tmp_path: Path) -> None:
    window, story, team = journey.window, journey.story, journey.demo.team
    send(journey)
    sign_in(journey, team["madina"])
    address = opened(journey, story.plain)

    window.open(f"{address}/identity")
    window.tick("[name=compartment][value=contact]")
    window.fill("[name=reason]", "A lawyer must be found before Friday.")
    window.press("button[name=ask]")
    request = window.address().partition("?")[0]
    file = downloaded(window, "a[download]", tmp_path / "request.json")
    custodians = {entry["handle"]: entry["identity_file"] for entry in journey.demo.people()["custodians"]}

    bring_back(journey, file, custodians["kenes"])
    assert "1 more custodian must agree" in window.read("main")
    assert story.contact not in window.read()

    bring_back(journey, file, custodians["timur"])
    window.fill("[name=passphrase]", team["madina"].passphrase)
    window.press("button[name=open]")
    assert window.read(".words") == story.contact
    window.press("button[name=close]")
    window.open(f"{request}/disclosed")
    assert story.contact not in window.read()


def bring_back(journey: Journey, request: Path, identity: str) -> None:
    """Approve a request on the custodian's own machine, and hand the answer in."""
    answer = request.with_suffix(f".{Path(identity).stem}")
    done = journey.demo.aigaq("custody", "approve", str(request), "--identity", identity, "--out", str(answer))
    assert done.returncode == 0, done.stderr
    window = journey.window
    assert isinstance(window, ChromiumWindow)
    window.open(f"{journey.demo.review}/custody")
    window.page.set_input_files("[name=answer]", answer)
    window.press("button[name=receive]")


def downloaded(window: Window, selector: str, path: Path) -> Path:
    """Press what downloads a file, and give the file."""
    assert isinstance(window, ChromiumWindow)
    with window.page.expect_download() as started:
        window.page.click(selector)
    started.value.save_as(path)
    return path


@desk(CHROMIUM_DESK)
def test_a_release_leaves_after_a_second_person_has_approved_it(journey: Journey, tmp_path: Path) -> None:
    window, story, team = journey.window, journey.story, journey.demo.team
    for _ in range(RECORDS_FOR_A_RELEASE):
        give(journey.demo, story.narrative)
    code_all(journey.demo, "madina", story.plain, RECORDS_FOR_A_RELEASE)
    sign_in(journey, team["aru"])
    window.open(f"{journey.demo.review}/releases")
    window.press("button[name=propose]")
    release = window.address().partition("?")[0]
    assert window.count("button[name=approve]") == 0

    sign_in(journey, team["daniyar"])
    window.open(release)
    assert window.count("button[name=download]") == 0
    window.fill("[name=passphrase]", team["daniyar"].passphrase)
    window.press("button[name=approve]")
    window.fill("[name=passphrase]", team["daniyar"].passphrase)
    file = downloaded(window, "button[name=download]", tmp_path / "release.zip")

    with zipfile.ZipFile(file) as archive:
        table = archive.read(next(name for name in archive.namelist() if "table" in name)).decode("utf-8")
    shown = [int(number) for number in re.findall(r"(?<![\w-])\d+(?![\w-])", table.partition("\n")[2])]
    assert ACT in table
    assert shown
    assert min(shown) >= 10


@desk(CHROMIUM_DESK)
def test_a_newcomer_signs_in_once_two_stewards_have_vouched(journey: Journey) -> None:
    window, team = journey.window, journey.demo.team
    invited = journey.demo.aigaq("people", "invite", "saule", "--role", "reviewer")
    assert invited.returncode == 0, invited.stderr
    window.open(invited.stdout.split()[0])
    window.press("button[name=begin]")
    newcomer = Person(
        handle="saule", passphrase=window.read("#passphrase-words"), totp_secret=window.read("#totp-secret")
    )
    fingerprint = window.read("#fingerprint")
    window.fill("[name=passphrase]", newcomer.passphrase)
    window.fill("[name=code]", newcomer.code())
    window.press("main form button")

    sign_in(journey, newcomer)
    assert window.count("[role=alert]") == 1
    for handle in ("daniyar", "madina"):
        sign_in(journey, team[handle])
        window.open(f"{journey.demo.review}/people")
        window.fill("#words-saule", fingerprint)
        window.fill("#passphrase-saule", team[handle].passphrase)
        window.press("button[name=vouch]")
    sign_in(journey, newcomer)

    assert window.read("h1") == "Testimonies"


@desk(CHROMIUM_PHONE)
def test_a_wrong_passphrase_opens_nothing(journey: Journey) -> None:
    stranger = Person(handle="aru", passphrase="six words that are not theirs", totp_secret=pyotp.random_base32())

    sign_in(journey, stranger)

    assert journey.window.read("h1") == "Sign in"
    assert journey.window.count("[role=alert]") == 1
    journey.window.open(f"{journey.demo.review}/queue")
    assert journey.window.read("h1") == "Sign in"
