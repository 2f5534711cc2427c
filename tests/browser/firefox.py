"""Drives Firefox through WebDriver BiDi, which needs no driver beside the browser."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from tests.browser.windows import Screen, installed, private_environment

NAMES = ("firefox-esr", "firefox")
MAC_PATHS = ("/Applications/Firefox.app/Contents/MacOS/firefox",)
# Of its own page about a lost answer, Firefox reports no load.
LOADED, PARSED = "browsingContext.load", "browsingContext.domContentLoaded"
PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.05
# Firefox collects what was typed a second later, and then writes its session file.
_QUIET_SECONDS, _NOTES_SECONDS = 1.8, 5.0
_ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_SANDBOX = "aigaq"  # scripts of ours run apart from the page, and also where the page may run none
_RETURN = "\ue006"

# The session file is written at once instead of every 15 seconds, a form is sent again without asking, and nothing
# phones home.
_PREFERENCES: dict[str, bool | int | str] = {
    "browser.sessionstore.interval": 100,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.startup.page": 0,
    "browser.shell.checkDefaultBrowser": False,
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.region.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.confirm_repost.testing.always_accept": True,
    "extensions.update.enabled": False,
    "intl.accept_languages": "en-GB, en",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class FirefoxError(Exception):
    """Firefox did not do what it was asked."""


def find_firefox() -> Path | None:
    """Return an installed Firefox, or None."""
    return installed(NAMES, MAC_PATHS)


class FirefoxWindow:
    """One tab of Firefox."""

    def __init__(self, browser: Firefox, context: str) -> None:
        """Take the tab's id."""
        self._browser = browser
        self._context = context

    def open(self, address: str) -> None:
        """Go to an address."""
        self._command("browsingContext.navigate", url=address, wait="complete")

    def address(self) -> str:
        """Return the address of the page."""
        return str(self._call("() => location.href"))

    def wait_for(self, start: str) -> None:
        """Wait until a page is there whose address begins like this."""
        while not self.address().startswith(start):
            self._browser.wait_for_load(self._context)
            self._browser.forget_loads()

    def title(self) -> str:
        """Return the title of the page."""
        return str(self._call("() => document.title"))

    def fill(self, selector: str, text: str) -> None:
        """Type a text in place of what stands in a field."""
        self._call(
            "field => { field.scrollIntoView({block: 'center', behavior: 'instant'}); field.focus(); field.select(); }",
            selector,
        )
        keys = [_RETURN if letter == "\n" else letter for letter in text] or ["\ue017"]
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._command("input.performActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def choose(self, selector: str, value: str) -> None:
        """Choose an entry of a list."""
        self._call("(list, value) => { list.value = value; }", selector, value)

    def tick(self, selector: str) -> None:
        """Click on what opens no other page."""
        self._click(selector, times=1)

    def press(self, selector: str) -> None:
        """Click, and wait for the page that follows."""
        self._click(selector, times=1)
        self._browser.wait_for_load(self._context)

    def press_twice(self, selector: str) -> None:
        """Click twice as fast as the browser allows, and wait for a page that follows."""
        self._click(selector, times=2)
        self._browser.wait_for_load(self._context)

    def press_unanswered(self, selector: str) -> None:
        """Click where the answer gets lost, and wait for the browser's own page about that."""
        self._click(selector, times=1)
        self._browser.wait_for_load(self._context, PARSED)

    def read(self, selector: str = "body") -> str:
        """Return the text that the first such element shows."""
        return str(self._call("element => element.innerText", selector))

    def value(self, selector: str) -> str:
        """Return what stands in a field."""
        return str(self._call("field => field.value", selector))

    def attribute(self, selector: str, name: str) -> str:
        """Return an attribute of the first such element, empty where it has none."""
        return str(self._call("(element, name) => element.getAttribute(name) || ''", selector, name))

    def count(self, selector: str) -> int:
        """Count such elements."""
        return len(self._locate(selector))

    def back(self) -> None:
        """Go one page back."""
        self._browser.forget_loads()
        self._command("browsingContext.traverseHistory", delta=-1)
        self._browser.wait_for_load(self._context)

    def reload(self) -> None:
        """Load the page anew."""
        self._command("browsingContext.reload", wait="complete")

    def wait_for_notes(self) -> None:
        """Wait until Firefox has written its session file after this moment, as far as it wants to."""
        self._browser.wait_for_session_file()

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write a picture of the page."""
        origin = "document" if whole else "viewport"
        shot = self._command("browsingContext.captureScreenshot", origin=origin)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _click(self, selector: str, *, times: int) -> None:
        self._call("element => element.scrollIntoView({block: 'center', behavior: 'instant'})", selector)
        origin = {"type": "element", "element": self._element(selector)}
        there = {"type": "pointerMove", "x": 0, "y": 0, "origin": origin}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._browser.forget_loads()
        self._command(
            "input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": [there, *press * times]}]
        )

    def _call(self, function: str, selector: str | None = None, *values: str) -> object:
        """Run a function apart from the page, on the first element of a selector, and return its value."""
        arguments: list[dict[str, Any]] = [] if selector is None else [self._element(selector)]
        answer = self._browser.command(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[*arguments, *({"type": "string", "value": value} for value in values)],
            target={"context": self._context, "sandbox": _SANDBOX},
            awaitPromise=False,
        )
        if answer["type"] != "success":
            raise FirefoxError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def _element(self, selector: str) -> dict[str, Any]:
        found = self._locate(selector)
        if not found:
            raise FirefoxError(f"{selector}: not on {self.address()}")
        return {"sharedId": found[0]["sharedId"]}

    def _locate(self, selector: str) -> list[dict[str, Any]]:
        answer = self._command("browsingContext.locateNodes", locator={"type": "css", "value": selector})
        nodes: list[dict[str, Any]] = answer["nodes"]
        return nodes

    def _command(self, method: str, **parameters: object) -> dict[str, Any]:
        return self._browser.command(method, context=self._context, **parameters)


class Firefox:
    """A running Firefox with a fresh profile."""

    def __init__(self, program: Path, folder: Path, screen: Screen) -> None:
        """Start it; everything that it keeps rests under the folder."""
        self.folder = folder
        self.screen = screen
        self._profile = folder / "profile"
        self._profile.mkdir(parents=True)
        self._open = ExitStack()
        self._count = 0
        self._seen: set[tuple[str, str]] = set()
        self._write_preferences()
        self._process = self._start(program)
        try:
            self._socket = self._open.enter_context(connect(self._listening() + "/session", max_size=None))
            self.command("session.new", capabilities={})
            self.command("session.subscribe", events=[LOADED, PARSED])
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise

    def new_window(self) -> FirefoxWindow:
        """Open one more tab."""
        context = self.command("browsingContext.create", type="tab")["context"]
        viewport = {"width": self.screen.width, "height": self.screen.height}
        self.command("browsingContext.setViewport", context=context, viewport=viewport)
        return FirefoxWindow(self, context)

    def forget_cookies(self) -> None:
        """Delete every cookie."""
        self.command("storage.deleteCookies")

    def close(self) -> None:
        """Close it as a person does; a second time does nothing."""
        if self._process.poll() is not None:
            return
        self.command("browser.close")
        self._open.close()
        try:
            self._process.wait(PATIENCE_SECONDS)
        finally:
            self._process.kill()
            self._process.wait()

    def command(self, method: str, **parameters: object) -> dict[str, Any]:
        """Give one command and return its result; raises FirefoxError."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            message = self._receive(PATIENCE_SECONDS)
            if message.get("id") == self._count:
                if message["type"] == "error":
                    raise FirefoxError(f"{method}: {message['error']}: {message['message']}")
                result: dict[str, Any] = message["result"]
                return result

    def forget_loads(self) -> None:
        """Count only pages that are loaded from now on."""
        self._seen.clear()

    def wait_for_load(self, context: str, event: str = LOADED) -> None:
        """Wait until a page was loaded in a tab since loads were forgotten."""
        until = time.monotonic() + PATIENCE_SECONDS
        while (event, context) not in self._seen:
            self._receive(until - time.monotonic())

    def wait_for_session_file(self) -> None:
        """Wait until the session file was written, and then no more for a while; where nothing changed, none is."""
        path = self._profile / "sessionstore-backups" / "recovery.jsonlz4"
        start = last = time.time()
        while time.time() < min(last + _QUIET_SECONDS, start + _NOTES_SECONDS):
            with suppress(FileNotFoundError):  # between two writings there is none for a moment
                last = max(last, path.stat().st_mtime)
            time.sleep(_POLL_SECONDS)

    def _receive(self, seconds: float) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._socket.recv(timeout=max(seconds, 0)))
        if "method" in message:
            self._seen.add((message["method"], message["params"]["context"]))
        return message

    def _write_preferences(self) -> None:
        preferences = {**_PREFERENCES, "javascript.enabled": self.screen.script}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        (self._profile / "user.js").write_text("".join(lines), "utf-8")

    def _start(self, program: Path) -> subprocess.Popen[bytes]:
        options = ["--headless", "--no-remote", "--profile", str(self._profile), "--remote-debugging-port", "0"]
        with self._log.open("wb") as log:
            return subprocess.Popen(
                [str(program), *options],
                stdout=log,
                stderr=log,
                env=private_environment(self.folder),
                start_new_session=True,
            )

    @property
    def _log(self) -> Path:
        return self.folder / "firefox.log"

    def _listening(self) -> str:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            found = _ADDRESS.search(self._log.read_text("utf-8", errors="replace"))
            if found:
                return found[1]
            time.sleep(_POLL_SECONDS)
        raise FirefoxError("Firefox does not listen for WebDriver BiDi")
