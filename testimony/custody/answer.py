"""A custodian's answer, made on their own machine: their share re-sealed to who asked, or a refusal; signed."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crypto import canonical
from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.errors import BadSignature, CryptoError
from crypto.labels import SIGN_CUSTODY_APPROVAL
from crypto.seeds import Seed, signing_key
from crypto.signed import read_signed, sign_content
from testimony.custody.errors import AnswerRefused, RequestRefused
from testimony.custody.request import Request, RequestFile, verify_request_file
from testimony.record.sealing import share_kind
from testimony.roster.document import CUSTODIAN, Roster
from testimony.roster.errors import UnknownPerson

APPROVE, DENY = "approve", "deny"
MAX_FILE_BYTES = 256 * 1024
_REQUEST_ID = re.compile(r"[0-9a-f]{64}")
_FORMAT, _FILE_FORMAT = "aigaq-custody-answer-1", "aigaq-custody-answer-file-1"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one custodian decided; `share` is sealed to the requester and empty for a refusal."""

    request_id: str
    custodian: str
    decision: str
    share: bytes


def answer_request(
    file: RequestFile, *, handle: str, seed: Seed, pin: str, now: datetime, decision: str = APPROVE
) -> bytes:
    """Check a request and answer it as a custodian; raises RequestRefused."""
    roster = verify_request_file(file, pin=pin, now=now)
    request = file.request
    key = signing_key(seed)
    try:
        custodian = roster.person(handle, CUSTODIAN)
    except UnknownPerson as error:
        raise RequestRefused("identity: not a custodian on this roster") from error
    if custodian.sign_key != key.public or handle == request.requester:
        raise RequestRefused("identity: not this custodian's, or the requester's own")
    share = _resealed(file, handle, seed) if decision == APPROVE else b""
    content = canonical.dumps(
        {
            "decision": decision,
            "format": _FORMAT,
            "request_id": request.id,
            "share": base64.b64encode(share).decode("ascii"),
        }
    )
    signed = sign_content(content, key, handle, SIGN_CUSTODY_APPROVAL, context=bytes.fromhex(request.id))
    return canonical.dumps(
        {
            "format": _FILE_FORMAT,
            "request_id": request.id,
            "signed": base64.b64encode(signed).decode("ascii"),
        }
    )


def answered_request_id(blob: bytes) -> str:
    """Tell which request an answer file says it is for, unverified; raises AnswerRefused."""
    return str(_outer(blob)["request_id"])


def verify_answer(blob: bytes, request: Request, roster: Roster) -> Answer:
    """Believe an answer file, or raise AnswerRefused: to this request, by a custodian on the roster."""
    try:
        signed = base64.b64decode(str(_outer(blob)["signed"]), validate=True)
        handle, content = read_signed(
            signed,
            label=SIGN_CUSTODY_APPROVAL,
            keys=lambda name: _custodian_key(roster, name),
            context=bytes.fromhex(request.id),
        )
        fields: Any = canonical.loads(content)
        answer = Answer(
            request_id=str(fields["request_id"]),
            custodian=handle,
            decision=str(fields["decision"]),
            share=base64.b64decode(fields["share"], validate=True),
        )
    except BadSignature as error:
        raise AnswerRefused("answer: not signed by a custodian for this request") from error
    except (CryptoError, KeyError, TypeError, ValueError) as error:
        raise AnswerRefused("answer: damaged") from error
    if answer.request_id != request.id or answer.decision not in {APPROVE, DENY} or handle == request.requester:
        raise AnswerRefused("answer: to another request, or by who asked")
    return answer


def answer_context(record_id: str) -> Context:
    """Give the context of a share on its way from a custodian to a requester."""
    return Context(record_id=bytes.fromhex(record_id), kind="custody-answer")


def _resealed(file: RequestFile, handle: str, seed: Seed) -> bytes:
    request = file.request
    sealed = file.shares.get(handle)
    if sealed is None:
        raise RequestRefused("request file: holds no share for this custodian")
    context = Context(record_id=bytes.fromhex(request.record_id), kind=share_kind(request.compartment))
    try:
        share = open_envelope(sealed, seed, context)
    except CryptoError as error:
        raise RequestRefused("request file: the share does not open with this identity") from error
    return seal_envelope(share, answer_context(request.record_id), [request.seal_key], floor=0)


def _custodian_key(roster: Roster, handle: str) -> bytes:
    try:
        return roster.person(handle, CUSTODIAN).sign_key
    except UnknownPerson as error:
        raise KeyError(handle) from error


def _outer(blob: bytes) -> dict[str, Any]:
    if len(blob) > MAX_FILE_BYTES:
        raise AnswerRefused("answer: too large")
    try:
        fields = canonical.loads(blob)
    except CryptoError as error:
        raise AnswerRefused("answer: damaged") from error
    if not isinstance(fields, dict) or fields.get("format") != _FILE_FORMAT:
        raise AnswerRefused("answer: of another format")
    if not _REQUEST_ID.fullmatch(str(fields.get("request_id"))):
        raise AnswerRefused("answer: names no request")
    return fields
