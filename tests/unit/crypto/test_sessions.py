"""What a session seals opens with its cookie key, purpose and context only."""

import pytest

from crypto import sessions
from crypto.errors import BadSignature, Damaged, NotForThisKey, TooExpensive

KEY = b"k" * 32
OTHER_KEY = b"o" * 32


def test_cookie_keys_differ() -> None:
    assert sessions.new_cookie_key() != sessions.new_cookie_key()


def test_session_id_is_stable_and_has_32_digits() -> None:
    assert sessions.session_id(KEY) == sessions.session_id(KEY)
    assert len(bytes.fromhex(sessions.session_id(KEY))) == 16


def test_another_key_has_another_session_id() -> None:
    assert sessions.session_id(KEY) != sessions.session_id(OTHER_KEY)


@pytest.mark.parametrize("content", [b"", b"a draft"])
def test_sealed_content_comes_back(content: bytes) -> None:
    blob = sessions.seal_session(KEY, content, purpose=b"draft", context=b"id")

    assert sessions.open_session(KEY, blob, purpose=b"draft", context=b"id") == content


def test_same_content_is_never_sealed_alike() -> None:
    first = sessions.seal_session(KEY, b"a draft", purpose=b"draft", context=b"id")
    second = sessions.seal_session(KEY, b"a draft", purpose=b"draft", context=b"id")

    assert first[33:] != second[33:]


@pytest.mark.parametrize(
    ("key", "purpose", "context"),
    [
        pytest.param(OTHER_KEY, b"draft", b"id", id="another key"),
        pytest.param(KEY, b"seed", b"id", id="another purpose"),
        pytest.param(KEY, b"draft", b"other", id="another context"),
    ],
)
def test_wrong_opening_is_refused(key: bytes, purpose: bytes, context: bytes) -> None:
    blob = sessions.seal_session(KEY, b"a draft", purpose=b"draft", context=b"id")

    with pytest.raises(NotForThisKey):
        sessions.open_session(key, blob, purpose=purpose, context=context)


def test_any_changed_byte_is_refused() -> None:
    blob = sessions.seal_session(KEY, b"a draft", purpose=b"draft", context=b"id")

    for at in range(len(blob)):
        changed = blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]
        with pytest.raises((NotForThisKey, Damaged)):
            sessions.open_session(KEY, changed, purpose=b"draft", context=b"id")


def test_cut_blob_is_damaged() -> None:
    blob = sessions.seal_session(KEY, b"", purpose=b"draft", context=b"id")

    with pytest.raises(Damaged):
        sessions.open_session(KEY, blob[:-1], purpose=b"draft", context=b"id")


def test_too_long_blob_is_refused_before_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MAX_SEALED_BYTES", 10)

    with pytest.raises(TooExpensive):
        sessions.open_session(KEY, bytes(11), purpose=b"draft", context=b"id")


def test_form_token_is_accepted() -> None:
    token = sessions.csrf_token(KEY, b"mailbox")

    sessions.check_csrf(KEY, b"mailbox", token)

    assert len(token) == 64


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(sessions.csrf_token(OTHER_KEY, b"mailbox"), id="of another cookie"),
        pytest.param(sessions.csrf_token(KEY, b"draft"), id="of another scope"),
        pytest.param("", id="empty"),
        pytest.param("ә\ud800", id="not ASCII"),
    ],
)
def test_other_form_token_is_refused(token: str) -> None:
    with pytest.raises(BadSignature):
        sessions.check_csrf(KEY, b"mailbox", token)
