"""Write the pinned vectors of crypto anew: `python -m tests.vectors.regenerate`, after a change of format only.

Each file holds what this version wrote once. The tests open and derive from the stored values, so a change that
would lock somebody out of old records fails. Seals and deals are random: a new run gives other, equally good vectors.
"""

import json
from pathlib import Path

from crypto.envelopes import Context, seal_envelope
from crypto.identity_file import identity_string
from crypto.passphrases import Argon2Cost, lock, normalise_passphrase
from crypto.receipts import Receipt, derive
from crypto.seeds import Seed, public_key, signing_key
from crypto.sessions import csrf_token, seal_session, session_id
from crypto.shares import split
from crypto.signed import sign_content

FOLDER = Path(__file__).parent
CHEAP = Argon2Cost(time_cost=1, memory_kib=64, parallelism=1)
SECRET = bytes(range(32))


def receipts() -> dict[str, object]:
    """Return one receipt with everything that follows from it at the real cost."""
    receipt, salt = Receipt(bytes(range(100, 111))), bytes(range(16))
    keys = derive(receipt, salt)
    return {
        "secret": receipt.reveal().hex(),
        "words": " ".join(receipt.words),
        "code": receipt.code,
        "instance_salt": salt.hex(),
        "lookup_id": keys.lookup_id.hex(),
        "seed": keys.seed.reveal().hex(),
    }


def shares() -> dict[str, object]:
    """Return deals of one secret."""
    deals = {f"{threshold} of {holders}": (holders, threshold) for holders, threshold in ((3, 2), (5, 2), (5, 3))}
    return {
        "secret": SECRET.hex(),
        "deals": {name: [share.hex() for share in split(SECRET, *numbers)] for name, numbers in deals.items()},
    }


def envelopes() -> dict[str, object]:
    """Return a padded envelope to two readers, and the signed content in it."""
    seed, other = Seed(SECRET), Seed(SECRET[::-1])
    context = Context(record_id=bytes(range(16)), kind="working", predecessor=SECRET)
    content = sign_content(b"an invented text", signing_key(seed), "birch", b"test/sign/v1", context=b"record")
    return {
        "seed": SECRET.hex(),
        "identity": identity_string(seed),
        "verifying_key": signing_key(seed).public.hex(),
        "record_id": context.record_id.hex(),
        "kind": context.kind,
        "predecessor": context.predecessor.hex(),
        "content": content.hex(),
        "sealed": seal_envelope(content, context, [public_key(other), public_key(seed)], floor=1024).hex(),
    }


def passphrases() -> dict[str, object]:
    """Return a locked secret at a low cost."""
    passphrase = normalise_passphrase("abandon ability able about above absent")
    return {
        "passphrase": passphrase.reveal(),
        "context": b"reader".hex(),
        "secret": SECRET.hex(),
        "locked": lock(SECRET, passphrase, context=b"reader", cost=CHEAP).hex(),
    }


def sessions() -> dict[str, object]:
    """Return what one cookie key leads to."""
    return {
        "key": SECRET.hex(),
        "session_id": session_id(SECRET),
        "csrf_scope": b"mailbox".hex(),
        "csrf_token": csrf_token(SECRET, b"mailbox"),
        "purpose": b"draft".hex(),
        "context": b"id".hex(),
        "content": b"an invented draft".hex(),
        "sealed": seal_session(SECRET, b"an invented draft", purpose=b"draft", context=b"id").hex(),
    }


def main() -> None:
    """Write one JSON file per family."""
    for family in (receipts, shares, envelopes, passphrases, sessions):
        text = json.dumps(family(), indent=1, ensure_ascii=False)
        (FOLDER / f"{family.__name__}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
