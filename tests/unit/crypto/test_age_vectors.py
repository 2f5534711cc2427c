"""The C2SP test vectors for age that apply to a codec with post-quantum recipients only."""

import hashlib
import io
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from crypto import agefile, hybrid
from crypto.errors import Damaged, NotForThisKey
from crypto.header import read_header
from crypto.identity_file import parse_identity
from crypto.seeds import Seed

FOLDER = Path(os.environ.get("AIGAQ_AGE_VECTORS") or Path(__file__).parents[4] / "shared/data/age-vectors")

INAPPLICABLE = {
    "armor_": "we keep files in binary and read no ASCII armor",
    "scrypt": "we seal to no passphrase stanza; passphrases have a lock of their own",
    "x25519_bad_tag": "needs the unwrapping of an X25519 stanza, which we refuse as a whole",
    "x25519_lowercase": "needs the unwrapping of an X25519 stanza, which we refuse as a whole",
    "x25519_no_match": "needs the unwrapping of an X25519 stanza, which we refuse as a whole",
    "hybrid_x25519_arg": "the inner shape of an X25519 stanza, beside a stanza that may be opened",
}
# The fault lies inside an X25519 stanza. We refuse each of these as any X25519 stanza, before its fault is
# looked at.
REFUSED_BY_TYPE = {
    "x25519_extra_argument",
    "x25519_identity",
    "x25519_long_file_key",
    "x25519_long_share",
    "x25519_low_order",
    "x25519_not_canonical_share",
    "x25519_short_share",
}
REFUSALS = {
    "no match": NotForThisKey,
    "header failure": Damaged,
    "HMAC failure": Damaged,
    "payload failure": Damaged,
}


@dataclass(frozen=True, kw_only=True)
class Vector:
    expect: str
    payload_sha256: str
    file_key: bytes
    identity: str
    age_file: bytes

    @classmethod
    def read(cls, path: Path) -> "Vector":
        head, _, body = path.read_bytes().partition(b"\n\n")
        fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
        return cls(
            expect=fields["expect"],
            payload_sha256=fields.get("payload", ""),
            file_key=bytes.fromhex(fields["file key"]),
            identity=fields.get("identity", ""),
            age_file=zlib.decompress(body) if fields.get("compressed") == "zlib" else body,
        )

    def open(self) -> bytes:
        """Open as agefile does, without its demand for a number and a type of stanzas.

        Most vectors for header and payload are sealed to X25519. There the vector's own file key stands in
        for the stanza that we do not read.
        """
        source = io.BytesIO(self.age_file)
        header = read_header(source)
        if self.identity.startswith("AGE-SECRET-KEY-PQ-"):
            file_key = agefile._unwrap(header, hybrid.private_key(parse_identity(self.identity).reveal()))
        else:
            file_key = self.file_key
        return b"".join(agefile._open_payload(source, header, file_key))


def named(wanted: bool) -> list[Path]:
    """Return the vectors that are opened in full, or those that are refused by the type of their stanza."""
    files = sorted(FOLDER.iterdir()) if FOLDER.is_dir() else []
    applicable = [path for path in files if not any(path.name.startswith(name) for name in INAPPLICABLE)]
    return [path for path in applicable if (path.name not in REFUSED_BY_TYPE) is wanted]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the age vectors are absent; AIGAQ_AGE_VECTORS names their folder")
def test_all_81_applicable_vectors_are_run() -> None:
    assert len(named(True)) + len(named(False)) == 81


@pytest.mark.parametrize("path", named(True), ids=lambda path: path.name)
def test_vector_is_opened_or_refused_as_the_specification_says(path: Path) -> None:
    vector = Vector.read(path)

    if vector.expect == "success":
        assert hashlib.sha256(vector.open()).hexdigest() == vector.payload_sha256
    else:
        with pytest.raises(REFUSALS[vector.expect]):
            vector.open()


@pytest.mark.parametrize("path", named(False), ids=lambda path: path.name)
def test_vector_with_a_faulty_x25519_stanza_is_refused(path: Path, seed: Seed) -> None:
    vector = Vector.read(path)

    assert REFUSALS[vector.expect] is Damaged
    with pytest.raises(Damaged):
        agefile.open_sealed(vector.age_file, seed, stanzas=1)
