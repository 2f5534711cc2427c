"""The request file that a custodian takes home: who asks for what and why, signed, with the shares and the roster."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crypto import canonical
from crypto.digests import sha256
from crypto.errors import CryptoError
from crypto.labels import DIGEST_CUSTODY_REQUEST, SIGN_CUSTODY_REQUEST
from crypto.signatures import SigningKey, verify
from testimony.custody.errors import RequestRefused
from testimony.record.sealing import COMPARTMENTS
from testimony.roster.chain import SignedRoster, dump_chain, load_chain, verify_chain
from testimony.roster.document import REVIEWER, Roster
from testimony.roster.errors import RosterError

MAX_REASON = 1000
MAX_FILE_BYTES = 16 * 1024 * 1024
_FORMAT, _FILE_FORMAT = "aigaq-custody-request-1", "aigaq-custody-request-file-1"


@dataclass(frozen=True, kw_only=True)
class Request:
    """One compartment of one record, for one person, until a moment."""

    record_id: str
    compartment: str
    requester: str
    seal_key: bytes
    reason: str
    expires: datetime

    def to_bytes(self) -> bytes:
        """Give the canonical bytes that are signed, and whose hash is the request's id."""
        return canonical.dumps(
            {
                "compartment": self.compartment,
                "expires": self.expires.astimezone(UTC).isoformat(timespec="minutes"),
                "format": _FORMAT,
                "reason": self.reason,
                "record_id": self.record_id,
                "requester": self.requester,
                "seal_key": self.seal_key.hex(),
            }
        )

    @property
    def id(self) -> str:
        """Give the SHA-256 of everything that is asked, 64 hex digits."""
        return sha256(DIGEST_CUSTODY_REQUEST, self.to_bytes()).hex()


@dataclass(frozen=True, kw_only=True)
class RequestFile:
    """A request with its signature, the custodians' sealed shares by handle, and the roster chain."""

    request: Request
    signature: bytes
    shares: Mapping[str, bytes]
    chain: tuple[SignedRoster, ...]

    def to_bytes(self) -> bytes:
        """Give the file's bytes."""
        return canonical.dumps(
            {
                "chain": dump_chain(self.chain).decode("utf-8"),
                "format": _FILE_FORMAT,
                "request": self.request.to_bytes().decode("utf-8"),
                "shares": {name: base64.b64encode(share).decode("ascii") for name, share in self.shares.items()},
                "signature": self.signature.hex(),
            }
        )


def sign_request(request: Request, key: SigningKey) -> bytes:
    """Sign a request as its requester."""
    return key.sign(SIGN_CUSTODY_REQUEST, request.to_bytes())


def parse_request_file(blob: bytes) -> RequestFile:
    """Read a request file without believing it; raises RequestRefused."""
    if len(blob) > MAX_FILE_BYTES:
        raise RequestRefused("request file: too large")
    try:
        fields: Any = canonical.loads(blob)
        if fields["format"] != _FILE_FORMAT:
            raise RequestRefused("request file: of another format")
        return RequestFile(
            request=parse_request(fields["request"].encode("utf-8")),
            signature=bytes.fromhex(fields["signature"]),
            shares={str(name): base64.b64decode(share, validate=True) for name, share in fields["shares"].items()},
            chain=load_chain(fields["chain"].encode("utf-8")),
        )
    except (CryptoError, RosterError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise RequestRefused("request file: damaged") from error


def parse_request(document: bytes) -> Request:
    """Read a request's canonical bytes; raises RequestRefused."""
    try:
        fields: Any = canonical.loads(document)
        request = Request(
            record_id=str(fields["record_id"]),
            compartment=str(fields["compartment"]),
            requester=str(fields["requester"]),
            seal_key=bytes.fromhex(fields["seal_key"]),
            reason=str(fields["reason"]),
            expires=datetime.fromisoformat(fields["expires"]),
        )
    except (CryptoError, KeyError, TypeError, ValueError) as error:
        raise RequestRefused("request: damaged") from error
    if request.compartment not in COMPARTMENTS or not request.reason.strip() or len(request.reason) > MAX_REASON:
        raise RequestRefused("request: compartment or reason")
    if request.expires.tzinfo is None or request.to_bytes() != document:
        raise RequestRefused("request: expiry or unknown fields")
    return request


def verify_request_file(file: RequestFile, *, pin: str, now: datetime) -> Roster:
    """Believe a request file, or raise RequestRefused: roster from the pin, requester's role, keys, signature, time."""
    request = file.request
    try:
        roster = verify_chain(file.chain, pin=pin)
        requester = roster.person(request.requester, REVIEWER)
        verify(requester.sign_key, SIGN_CUSTODY_REQUEST, request.to_bytes(), file.signature)
    except RosterError as error:
        raise RequestRefused("request: the roster is not the pinned one, or the requester not on it") from error
    except CryptoError as error:
        raise RequestRefused("request: not signed by its requester") from error
    if requester.seal_key != request.seal_key:
        # Otherwise an administrator could have the shares re-sealed to themselves in a reviewer's name.
        raise RequestRefused("request: the key is not the requester's on the roster")
    if now >= request.expires:
        raise RequestRefused("request: expired")
    return roster
