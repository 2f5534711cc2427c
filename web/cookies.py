"""Keep the one cookie an app sets: a random key that only this browser holds."""

import base64
import binascii

from flask import Flask, Response, current_app, g, request

from crypto.sessions import new_cookie_key

_KEY_BYTES = 32
_NAME = "aigaq.cookie_name"


def install(app: Flask, *, name: str, secure: bool) -> None:
    """Send the cookie's change, if any, with each answer of an app."""
    app.extensions[_NAME] = name

    @app.after_request
    def send(response: Response) -> Response:
        change = g.get("cookie_change")
        # Browsers treat onion addresses as secure, and Tor Browser accepts a Secure cookie there without TLS.
        safe = secure or request.is_secure or request.host.split(":")[0].endswith(".onion")
        if change == "set":
            # Strict is enough: every page that needs the key is reached from one of our own.
            response.set_cookie(name, _encode(g.cookie_key), path="/", httponly=True, samesite="Strict", secure=safe)
        elif change == "clear":
            response.delete_cookie(name, path="/", httponly=True, samesite="Strict", secure=safe)
        return response


def current_key() -> bytes | None:
    """Return the 32-byte key of this browser, or None where it has none yet."""
    if "cookie_key" not in g:
        g.cookie_key = _decode(request.cookies.get(current_app.extensions[_NAME], ""))
    key: bytes | None = g.cookie_key
    return key


def ensure_key() -> bytes:
    """Return the key of this browser; make one and send it where there is none."""
    key = current_key()
    return replace_key() if key is None else key


def replace_key() -> bytes:
    """Give this browser a fresh key; what rests under the old one becomes unreadable."""
    g.cookie_key = new_cookie_key()
    g.cookie_change = "set"
    key: bytes = g.cookie_key
    return key


def send_key_again() -> None:
    """Send this browser the key that it has, so that it drops the pages it keeps in memory for "Back"."""
    # Chromium keeps pages, with what was typed into them, that forbid storing; a change of the cookie ends that, and
    # the same value counts as one: https://web.dev/articles/bfcache. Firefox and Safari keep no such page.
    if current_key() is not None:
        g.cookie_change = "set"


def clear_key() -> None:
    """Take the key from this browser; what rests under it can no longer be opened by anybody."""
    g.cookie_key = None
    g.cookie_change = "clear"


def _encode(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode("ascii")


def _decode(value: str) -> bytes | None:
    # A cookie that is not ours is the same as none: whoever sends it gets a fresh one.
    try:
        key = base64.b64decode(value.encode("ascii") + b"=", altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return key if len(key) == _KEY_BYTES else None
