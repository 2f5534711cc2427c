"""A lock opens with its passphrase in its context, and no blob can make the check endless."""

import pytest

from crypto import passphrases
from crypto.errors import BadPassphrase, Damaged, TooExpensive
from crypto.passphrases import Argon2Cost, generate_passphrase, lock, normalise_passphrase, unlock
from crypto.words import ENGLISH

CHEAP = Argon2Cost(time_cost=1, memory_kib=8, parallelism=1)
PASSPHRASE = normalise_passphrase("abandon ability able about above absent")


def test_generated_passphrase_has_six_words_of_the_list() -> None:
    spoken = generate_passphrase().reveal().split(" ")

    assert len(spoken) == 6
    assert set(spoken) <= set(ENGLISH)


def test_generated_passphrases_differ() -> None:
    assert generate_passphrase() != generate_passphrase()


@pytest.mark.parametrize(
    "text",
    [
        "abandon ability able about above absent",
        "  Abandon ABILITY\table\nabout  above absent ",
        "abandon-ability-able-about-above-absent",
        "abandon\u200b ability able about above absent",
        "abandon – ability — able about above\u00a0absent",
    ],
)
def test_passphrase_is_read_forgivingly(text: str) -> None:
    assert normalise_passphrase(text) == PASSPHRASE


@pytest.mark.parametrize("text", ["", " - ", "\n"])
def test_empty_passphrase_is_refused(text: str) -> None:
    with pytest.raises(BadPassphrase, match="empty"):
        normalise_passphrase(text)


def test_endless_passphrase_is_refused() -> None:
    with pytest.raises(BadPassphrase, match="long"):
        normalise_passphrase("a" * (passphrases.MAX_PASSPHRASE_LETTERS + 1))


@pytest.mark.parametrize("secret", [b"", b"s" * 32])
def test_locked_secret_comes_back(secret: bytes) -> None:
    blob = lock(secret, PASSPHRASE, context=b"reader", cost=CHEAP)

    assert unlock(blob, PASSPHRASE, context=b"reader") == secret


def test_other_passphrase_is_refused() -> None:
    blob = lock(b"s" * 32, PASSPHRASE, context=b"reader", cost=CHEAP)

    with pytest.raises(BadPassphrase):
        unlock(blob, normalise_passphrase("abandon"), context=b"reader")


def test_other_context_is_refused() -> None:
    blob = lock(b"s" * 32, PASSPHRASE, context=b"reader", cost=CHEAP)

    with pytest.raises(BadPassphrase):
        unlock(blob, PASSPHRASE, context=b"another")


def test_changed_salt_or_ciphertext_is_refused() -> None:
    blob = lock(b"s" * 32, PASSPHRASE, context=b"reader", cost=CHEAP)

    for at in (7, 38, 39, len(blob) - 1):
        changed = blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]
        with pytest.raises(BadPassphrase):
            unlock(changed, PASSPHRASE, context=b"reader")


def head(*, version: int = 1, time_cost: int = 1, memory_kib: int = 8, parallelism: int = 1) -> bytes:
    return passphrases._LAYOUT.pack(version, time_cost, memory_kib, parallelism, bytes(32))


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(head() + bytes(15), id="shorter than its tag"),
        pytest.param(head() + bytes(passphrases.MAX_SECRET_BYTES + 17), id="too long"),
        pytest.param(head(version=2) + bytes(16), id="unknown version"),
        pytest.param(head(time_cost=0) + bytes(16), id="no pass"),
        pytest.param(head(parallelism=0) + bytes(16), id="no lane"),
        pytest.param(head(memory_kib=7) + bytes(16), id="too little memory"),
    ],
)
def test_other_layout_is_damaged(blob: bytes) -> None:
    with pytest.raises(Damaged, match="lock"):
        unlock(blob, PASSPHRASE, context=b"reader")


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(head(time_cost=passphrases.MAX_TIME_COST + 1) + bytes(16), id="passes"),
        pytest.param(head(memory_kib=passphrases.MAX_MEMORY_KIB + 1) + bytes(16), id="memory"),
        pytest.param(head(parallelism=passphrases.MAX_PARALLELISM + 1) + bytes(16), id="lanes"),
    ],
)
def test_expensive_blob_is_refused_before_work(blob: bytes) -> None:
    with pytest.raises(TooExpensive):
        unlock(blob, PASSPHRASE, context=b"reader")


def test_too_long_secret_is_not_locked() -> None:
    with pytest.raises(TooExpensive):
        lock(bytes(passphrases.MAX_SECRET_BYTES + 1), PASSPHRASE, context=b"reader", cost=CHEAP)


def test_readers_cost_is_the_one_of_the_plan() -> None:
    assert Argon2Cost(time_cost=3, memory_kib=256 * 1024, parallelism=1) == passphrases.READER_COST
