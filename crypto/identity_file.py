"""Write keys as the age tools write them, so that records can be opened without this program."""

from dataclasses import dataclass, field

from crypto import bech32
from crypto.errors import Damaged
from crypto.seeds import PUBLIC_KEY_BYTES, Seed

MAX_FILE_LETTERS = 64 * 1024
_RECIPIENT_PREFIX = "age1pq"
_IDENTITY_PREFIX = "age-secret-key-pq-"


@dataclass(frozen=True, kw_only=True)
class IdentityFile:
    """A seed and the `# name: value` comments that stood beside it."""

    seed: Seed
    comments: dict[str, str] = field(default_factory=dict)


def recipient_string(public: bytes) -> str:
    """Return `age1pq1...` for a 1216-byte public key."""
    return bech32.encode(_RECIPIENT_PREFIX, public)


def parse_recipient(text: str) -> bytes:
    """Return the 1216-byte public key; raise Damaged."""
    if len(text) > MAX_FILE_LETTERS:
        raise Damaged("recipient: too long")
    public = bech32.decode(_RECIPIENT_PREFIX, text.strip())
    if len(public) != PUBLIC_KEY_BYTES:
        raise Damaged("recipient: wrong length")
    return public


def identity_string(seed: Seed) -> str:
    """Return `AGE-SECRET-KEY-PQ-1...`, which is the secret itself."""
    return bech32.encode(_IDENTITY_PREFIX, seed.reveal()).upper()


def parse_identity(text: str) -> Seed:
    """Return the seed; raise Damaged."""
    if len(text) > MAX_FILE_LETTERS:
        raise Damaged("identity: too long")
    return Seed(bech32.decode(_IDENTITY_PREFIX, text.strip()))


def write_identity_file(identity: IdentityFile) -> str:
    """Return the text of an identity file; raise ValueError for a comment that would break a line."""
    lines = [f"# {name}: {text}" for name, text in identity.comments.items()]
    if any(not line.isprintable() for line in lines):
        raise ValueError("comments: not printable")
    return "\n".join([*lines, identity_string(identity.seed), ""])


def parse_identity_file(text: str) -> IdentityFile:
    """Read an identity file of one key, as age-keygen and this program write it; raise Damaged."""
    if len(text) > MAX_FILE_LETTERS:
        raise Damaged("identity file: too long")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    keys = [line for line in lines if not line.startswith("#")]
    if len(keys) != 1:
        raise Damaged("identity file: not exactly one key")
    pairs = (line.lstrip("# ").partition(": ") for line in lines if line.startswith("#"))
    comments = {name: value for name, separator, value in pairs if separator}
    return IdentityFile(seed=parse_identity(keys[0]), comments=comments)
