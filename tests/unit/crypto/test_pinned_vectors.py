"""What an earlier version sealed, split, locked or derived is opened and derived the same for ever."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from crypto import merkle, sessions
from crypto.envelopes import Context, open_envelope
from crypto.errors import BadPassphrase, BadSignature, NotForThisKey, WrongContext
from crypto.identity_file import parse_identity
from crypto.passphrases import normalise_passphrase, unlock
from crypto.receipts import derive, parse
from crypto.seeds import Seed
from crypto.shares import combine
from crypto.signed import read_signed

FOLDER = Path(__file__).parents[2] / "vectors"


def pinned(family: str) -> dict[str, Any]:
    content = json.loads((FOLDER / f"{family}.json").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def test_receipt_is_read_from_its_pinned_words_and_code() -> None:
    vector = pinned("receipts")

    assert parse(vector["words"]) == parse(vector["code"])
    assert parse(vector["code"]).reveal().hex() == vector["secret"]


def test_receipt_leads_to_the_pinned_keys_at_the_real_cost() -> None:
    vector = pinned("receipts")

    keys = derive(parse(vector["code"]), bytes.fromhex(vector["instance_salt"]))

    assert keys.lookup_id.hex() == vector["lookup_id"]
    assert keys.seed.reveal().hex() == vector["seed"]


@pytest.mark.parametrize("deal", ["2 of 3", "2 of 5", "3 of 5"])
def test_pinned_shares_restore_the_secret(deal: str) -> None:
    vector = pinned("shares")
    dealt = [bytes.fromhex(share) for share in vector["deals"][deal]]

    for group in combinations(dealt, int(deal[0])):
        assert combine(group).hex() == vector["secret"]


def context_of(vector: dict[str, Any], *, kind: str) -> Context:
    return Context(
        record_id=bytes.fromhex(vector["record_id"]),
        kind=kind,
        predecessor=bytes.fromhex(vector["predecessor"]),
    )


def test_pinned_envelope_opens() -> None:
    vector = pinned("envelopes")

    content = open_envelope(
        bytes.fromhex(vector["sealed"]),
        parse_identity(vector["identity"]),
        context_of(vector, kind=vector["kind"]),
        stanzas=2,
    )

    assert content.hex() == vector["content"]
    assert parse_identity(vector["identity"]) == Seed(bytes.fromhex(vector["seed"]))


def test_pinned_envelope_is_refused_as_another_kind() -> None:
    vector = pinned("envelopes")

    with pytest.raises(WrongContext):
        open_envelope(
            bytes.fromhex(vector["sealed"]),
            parse_identity(vector["identity"]),
            context_of(vector, kind="contact"),
            stanzas=2,
        )


def test_pinned_signed_content_is_read() -> None:
    vector = pinned("envelopes")
    keys = {"birch": bytes.fromhex(vector["verifying_key"])}

    handle, content = read_signed(
        bytes.fromhex(vector["content"]), label=b"test/sign/v1", keys=keys.__getitem__, context=b"record"
    )

    assert (handle, content) == ("birch", b"an invented text")


def test_pinned_signed_content_is_refused_for_another_key() -> None:
    vector = pinned("envelopes")

    with pytest.raises(BadSignature):
        read_signed(
            bytes.fromhex(vector["content"]),
            label=b"test/sign/v1",
            keys=lambda _handle: bytes(32),
            context=b"record",
        )


def test_pinned_lock_opens() -> None:
    vector = pinned("passphrases")

    secret = unlock(
        bytes.fromhex(vector["locked"]),
        normalise_passphrase(vector["passphrase"]),
        context=bytes.fromhex(vector["context"]),
    )

    assert secret.hex() == vector["secret"]


def test_pinned_lock_refuses_another_passphrase() -> None:
    vector = pinned("passphrases")

    with pytest.raises(BadPassphrase):
        unlock(
            bytes.fromhex(vector["locked"]),
            normalise_passphrase("zoo"),
            context=bytes.fromhex(vector["context"]),
        )


def test_pinned_session_opens() -> None:
    vector = pinned("sessions")
    key = bytes.fromhex(vector["key"])

    content = sessions.open_session(
        key,
        bytes.fromhex(vector["sealed"]),
        purpose=bytes.fromhex(vector["purpose"]),
        context=bytes.fromhex(vector["context"]),
    )

    assert content.hex() == vector["content"]
    assert sessions.session_id(key) == vector["session_id"]
    assert sessions.csrf_token(key, bytes.fromhex(vector["csrf_scope"])) == vector["csrf_token"]


def test_pinned_session_refuses_another_purpose() -> None:
    vector = pinned("sessions")

    with pytest.raises(NotForThisKey):
        sessions.open_session(
            bytes.fromhex(vector["key"]),
            bytes.fromhex(vector["sealed"]),
            purpose=b"seed",
            context=bytes.fromhex(vector["context"]),
        )


@pytest.mark.parametrize("size", range(1, 9))
def test_published_merkle_root_is_found(size: int) -> None:
    vector = pinned("merkle")
    leaves = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in vector["leaves"]]

    assert merkle.root(leaves[:size]).hex() == vector["roots"][size - 1]
