"""Gives and codes testimonies without a browser, as many as a release needs."""

from __future__ import annotations

import html
import http.client
import re
import time
from secrets import token_hex
from urllib.parse import urlencode

from config.settings import ReviewSettings
from review.composition import compose
from review.services import Services, services
from testimony.coding.act import parse_act
from testimony.coding.coding import Coding
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.result import Run
from tests.browser.demo import HOST, Demo

PATIENCE_SECONDS = 120
_ACT = {
    "code": "phys.beat_fists_kicks",
    "date": {"precision": "month", "start": "2022-01"},
    "unit": {"not_known": "unknown"},
    "allegation": "alleged_first_hand",
}


def give(demo: Demo, narrative: str) -> None:
    """Send one testimony that may be counted, as a browser without script does."""
    connection = http.client.HTTPConnection(HOST, demo.intake_port)
    connection.request("GET", "/en/testimony")
    page = connection.getresponse()
    cookie = (page.getheader("Set-Cookie") or "").partition(";")[0]
    token = html.unescape(re.findall(r'name="csrf_token" value="([^"]*)"', page.read().decode("utf-8"))[0])
    form = {"csrf_token": token, "narrative": narrative, "relationship": "self", "use": "count", "send": "1"}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/en/testimony", urlencode(form), headers)
    answer = connection.getresponse()
    connection.close()
    assert answer.getheader("Location") == "/en/receipt"


def code_all(demo: Demo, handle: str, word: str, number: int) -> None:
    """Wait for so many testimonies with a word in them, and code in each one act that may be counted."""
    app = compose(ReviewSettings.from_env(demo.environment))
    with app.app_context():
        desk = services()
        person = demo.team[handle]
        key = desk.people.sign_in(handle, person.passphrase, person.code(), None)
        unlocked = desk.people.resume(key)
        until, coded = time.monotonic() + PATIENCE_SECONDS, 0
        while coded < number and time.monotonic() < until:
            rows = desk.desk.queue(unlocked, page=1, state="new").rows
            coded += sum(_code(desk, unlocked, row.record_id, word) for row in rows)
        desk.people.sign_out(key)
        desk.desk.database.close()
    assert coded == number


def _code(desk: Services, unlocked: Unlocked, record_id: str, word: str) -> bool:
    record = desk.desk.open(unlocked, record_id)
    stripped = record.texts[0].stripped
    if stripped is None or not any(isinstance(part, Run) and word in part.text for part in stripped.parts):
        return False
    act = parse_act({**_ACT, "id": token_hex(8), "victim": record.terms[0].person}, desk.codebook)
    coding = Coding(coder=unlocked.handle, codebook_version=desk.codebook.version, version=0)
    desk.desk.save_coding(unlocked, record_id, coding.add(act))
    return True
