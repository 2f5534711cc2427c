"""Keys are written as the age tools write them and read with their comments."""

import pytest

from crypto import bech32, identity_file
from crypto.errors import Damaged
from crypto.identity_file import IdentityFile
from crypto.seeds import Seed


def test_recipient_comes_back(public: bytes) -> None:
    text = identity_file.recipient_string(public)

    assert text.startswith("age1pq1")
    assert identity_file.parse_recipient(f" {text}\n") == public


def test_identity_comes_back(seed: Seed) -> None:
    text = identity_file.identity_string(seed)

    assert text.startswith("AGE-SECRET-KEY-PQ-1")
    assert identity_file.parse_identity(text) == seed


def test_recipient_of_another_length_is_refused(public: bytes) -> None:
    with pytest.raises(Damaged, match="length"):
        identity_file.parse_recipient(bech32.encode("age1pq", public[:-1]))


def test_classic_recipient_is_refused() -> None:
    with pytest.raises(Damaged, match="kind"):
        identity_file.parse_recipient(bech32.encode("age", bytes(32)))


def test_identity_of_another_length_is_refused() -> None:
    with pytest.raises(Damaged, match="seed"):
        identity_file.parse_identity(bech32.encode("age-secret-key-pq-", bytes(31)))


def test_file_with_comments_comes_back(seed: Seed) -> None:
    identity = IdentityFile(seed=seed, comments={"handle": "Ақжол", "role": "custodian: first"})

    read = identity_file.parse_identity_file(identity_file.write_identity_file(identity))

    assert read == identity


def test_empty_lines_and_free_comments_are_passed_over(seed: Seed) -> None:
    text = f"\n# made by hand\r\n\n  {identity_file.identity_string(seed)}  \n\n"

    assert identity_file.parse_identity_file(text) == IdentityFile(seed=seed)


def test_comment_that_breaks_the_line_is_not_written(seed: Seed) -> None:
    identity = IdentityFile(seed=seed, comments={"handle": "a\nAGE-SECRET-KEY-PQ-1"})

    with pytest.raises(ValueError, match="comments"):
        identity_file.write_identity_file(identity)


@pytest.mark.parametrize("keys", [0, 2])
def test_file_without_exactly_one_key_is_refused(seed: Seed, keys: int) -> None:
    text = "\n".join(["# handle: a", *[identity_file.identity_string(seed)] * keys])

    with pytest.raises(Damaged, match="one key"):
        identity_file.parse_identity_file(text)


@pytest.mark.parametrize(
    "parse",
    [identity_file.parse_recipient, identity_file.parse_identity, identity_file.parse_identity_file],
)
def test_endless_text_is_refused_before_work(parse: object) -> None:
    assert callable(parse)
    with pytest.raises(Damaged, match="long"):
        parse("a" * (identity_file.MAX_FILE_LETTERS + 1))
