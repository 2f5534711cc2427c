"""Requests for an identity on the review side: ask, carry answers, and show what enough custodians agree to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.errors import CryptoError
from crypto.labels import SIGN_RECORD_ITEM
from crypto.seeds import Seed
from crypto.shares import combine
from crypto.signed import read_signed
from testimony.custody.answer import APPROVE, Answer, answer_context, answered_request_id, verify_answer
from testimony.custody.errors import AnswerRefused, Expired, NotAReviewer, NotYet, NotYours, RequestRefused
from testimony.custody.models import CustodyAnswer, CustodyRequest
from testimony.custody.request import (
    MAX_REASON,
    Request,
    RequestFile,
    parse_request_file,
    sign_request,
    verify_request_file,
)
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.desk.keyring import Keyring
from testimony.ledger.ledger import append, cosign
from testimony.people.unlocked import Unlocked
from testimony.record.errors import NoRecord, RecordDamaged
from testimony.record.models import Record, RecordItem, Share
from testimony.record.plain import decode
from testimony.record.sealing import COMPARTMENTS
from testimony.roster.document import REVIEWER, Roster
from testimony.roster.store import RosterStore

DEFAULT_HOURS, MAX_HOURS = 72, 14 * 24


@dataclass(frozen=True, kw_only=True)
class RequestRow:
    """A request as the custody page lists it."""

    id: str
    record_id: str
    compartment: str
    requester: str
    reason: str
    expires: datetime
    answers: tuple[tuple[str, str], ...]
    threshold: int
    mine: bool
    open: bool


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """What was opened; None where the other compartment was asked for. Shown, never stored."""

    contact: str | None = None
    contact_safe: str | None = None
    narrative: str | None = None
    names: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    addenda: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Custody:
    """What a signed-in reviewer does about identities."""

    database: Database
    rosters: RosterStore
    clock: Clock

    def request(
        self, unlocked: Unlocked, record_id: str, compartment: str, reason: str, hours: int = DEFAULT_HOURS
    ) -> str:
        """Ask for one compartment and give the request's id; raises RequestRefused, NotAReviewer, NoRecord."""
        if not unlocked.has_role(REVIEWER):
            raise NotAReviewer("requester: no reviewer")
        if (
            compartment not in COMPARTMENTS
            or not reason.strip()
            or len(reason) > MAX_REASON
            or not 0 < hours <= MAX_HOURS
        ):
            raise RequestRefused("request: compartment, reason or hours")
        request = Request(
            record_id=record_id,
            compartment=compartment,
            requester=unlocked.handle,
            seal_key=unlocked.person.seal_key,
            reason=reason.strip(),
            expires=(self.clock() + timedelta(hours=hours)).replace(second=0, microsecond=0),
        )
        with self.database.writing() as session:
            file = RequestFile(
                request=request,
                signature=sign_request(request, unlocked.signing_key),
                shares=_shares(session, record_id, compartment),
                chain=self.rosters.chain(session),
            )
            session.add(
                CustodyRequest(
                    id=request.id,
                    record_id=record_id,
                    requester=unlocked.handle,
                    document=seal_envelope(file.to_bytes(), _context(request.id), [unlocked.roster.team_key]),
                    expires=request.expires,
                )
            )
            self._note(session, unlocked, "custody-request", {"request": request.id, "record": record_id})
        return request.id

    def requests(self, unlocked: Unlocked) -> tuple[RequestRow, ...]:
        """List the requests that have not expired, newest expiry first."""
        with self.database.reading() as session:
            rows = session.scalars(
                select(CustodyRequest)
                .where(CustodyRequest.expires > self.clock())
                .order_by(CustodyRequest.expires.desc())
            )
            keyring = self._keyring(session, unlocked)
            return tuple(self._row(session, row, unlocked, keyring) for row in rows)

    def request_file(self, unlocked: Unlocked, request_id: str) -> bytes:
        """Give the file that custodians take home; raises RequestRefused, Expired."""
        with self.database.reading() as session:
            return self._file(self._live(session, request_id), self._keyring(session, unlocked)).to_bytes()

    def receive_answer(self, unlocked: Unlocked, blob: bytes) -> str:
        """Keep a custodian's answer and give its request's id; raises AnswerRefused, RequestRefused, Expired."""
        request_id = answered_request_id(blob)
        with self.database.writing() as session:
            row = self._live(session, request_id)
            file = self._believed(session, row, unlocked)
            answer = verify_answer(blob, file.request, self.rosters.current(session))
            if session.get(CustodyAnswer, (request_id, answer.custodian)) is not None:
                raise AnswerRefused("answer: this custodian has answered")
            sealed = seal_envelope(blob, _context(request_id), [unlocked.roster.team_key])
            session.add(CustodyAnswer(request_id=request_id, custodian=answer.custodian, sealed=sealed))
            detail = {"request": request_id, "custodian": answer.custodian, "decision": answer.decision}
            self._note(session, unlocked, "custody-answer", detail)
        return request_id

    def disclose(self, unlocked: Unlocked, request_id: str) -> Disclosure:
        """Open what enough custodians agreed to, for who asked; raises NotYours, NotYet, Expired, RequestRefused.

        The ledger entry is written first: what can't be noted is not shown.
        """
        with self.database.writing() as session:
            row = self._live(session, request_id)
            if row.requester != unlocked.handle:
                raise NotYours("request: somebody else's")
            request = self._believed(session, row, unlocked).request
            roster = self.rosters.current(session)
            agreed = [answer for answer in self._answers(session, row, unlocked, request) if answer.decision == APPROVE]
            if len(agreed) < roster.threshold:
                raise NotYet(roster.threshold - len(agreed))
            seed = _combined(agreed, request, unlocked.seed)
            disclosure = _opened(session, request, seed, roster)
            custodians = ",".join(sorted(answer.custodian for answer in agreed))
            self._note(session, unlocked, "disclosure", {"request": request_id, "custodians": custodians})
        return disclosure

    def sweep(self) -> int:
        """Delete expired requests with their answers and give their number."""
        with self.database.writing() as session:
            gone = delete(CustodyRequest).where(CustodyRequest.expires <= self.clock()).returning(CustodyRequest.id)
            return len(session.scalars(gone).all())

    def _row(self, session: Session, row: CustodyRequest, unlocked: Unlocked, keyring: Keyring) -> RequestRow:
        request = self._file(row, keyring).request
        answers = tuple(
            (answer.custodian, answer.decision) for answer in self._answers(session, row, unlocked, request)
        )
        threshold = self.rosters.current(session).threshold
        return RequestRow(
            id=row.id,
            record_id=row.record_id,
            compartment=request.compartment,
            requester=row.requester,
            reason=request.reason,
            expires=request.expires,
            answers=answers,
            threshold=threshold,
            mine=row.requester == unlocked.handle,
            open=sum(decision == APPROVE for _, decision in answers) >= threshold,
        )

    def _live(self, session: Session, request_id: str) -> CustodyRequest:
        row = session.get(CustodyRequest, request_id)
        if row is None:
            raise RequestRefused("request: there is none of this id")
        if _aware(row.expires) <= self.clock():
            raise Expired("request: expired")
        return row

    def _file(self, row: CustodyRequest, keyring: Keyring) -> RequestFile:
        for seed in keyring.team():
            try:
                file = parse_request_file(open_envelope(row.document, seed, _context(row.id)))
            except CryptoError:
                continue  # of another epoch
            if file.request.id != row.id:
                raise RequestRefused("request: not the one of this id")
            return file
        raise RequestRefused("request: does not open")

    def _believed(self, session: Session, row: CustodyRequest, unlocked: Unlocked) -> RequestFile:
        file = self._file(row, self._keyring(session, unlocked))
        verify_request_file(file, pin=self.rosters.pin, now=self.clock())
        return file

    def _answers(self, session: Session, row: CustodyRequest, unlocked: Unlocked, request: Request) -> list[Answer]:
        rows = session.scalars(
            select(CustodyAnswer).where(CustodyAnswer.request_id == row.id).order_by(CustodyAnswer.custodian)
        )
        roster = self.rosters.current(session)
        team = self._keyring(session, unlocked).team()
        answers = [_open_answer(answer, team) for answer in rows]
        verified = [verify_answer(blob, request, roster) for blob in answers]
        if len({answer.custodian for answer in verified}) != len(verified):
            raise AnswerRefused("answers: one custodian counted twice")
        return verified

    def _keyring(self, session: Session, unlocked: Unlocked) -> Keyring:
        return Keyring(session, unlocked, self.rosters.versions(session))

    def _note(self, session: Session, unlocked: Unlocked, kind: str, detail: Mapping[str, object]) -> None:
        append(
            session,
            kind=kind,
            detail={"by": unlocked.handle, **detail},
            week=iso_week(self.clock()),
            team_key=unlocked.roster.team_key,
        )
        cosign(session, handle=unlocked.handle, key=unlocked.signing_key)


def _shares(session: Session, record_id: str, compartment: str) -> dict[str, bytes]:
    record = session.get(Record, record_id)
    if record is None or record.state in {"withdrawn", "erased"}:
        raise NoRecord("record: none that can be asked for")
    rows = session.scalars(select(Share).where(Share.record_id == record_id, Share.compartment == compartment))
    return {row.custodian: row.sealed for row in rows}


def _open_answer(row: CustodyAnswer, team: Sequence[Seed]) -> bytes:
    for seed in team:
        try:
            return open_envelope(row.sealed, seed, _context(row.request_id))
        except CryptoError:
            continue  # of another epoch
    raise AnswerRefused("answer: does not open")


def _combined(answers: Sequence[Answer], request: Request, requester_seed: Seed) -> Seed:
    try:
        shares = [open_envelope(answer.share, requester_seed, answer_context(request.record_id)) for answer in answers]
        return Seed(combine(shares))
    except CryptoError as error:
        raise AnswerRefused("answers: the shares do not fit together") from error


def _opened(session: Session, request: Request, seed: Seed, roster: Roster) -> Disclosure:
    if request.compartment == "contact":
        contact = _first(session, request.record_id, "contact", seed)
        return Disclosure(contact=contact["contact"], contact_safe=contact["contact_safe"])
    verbatim = _first(session, request.record_id, "verbatim", seed)
    key = verbatim["key"] or {"surfaces": []}
    raw_id = bytes.fromhex(request.record_id)
    addenda = []
    for blob in _payloads(session, request.record_id, "addendum"):
        signed = _open(blob, seed, request.record_id, "addendum")
        _, content = read_signed(
            signed, label=SIGN_RECORD_ITEM, keys=roster.signing_key_of, context=raw_id + b"addendum"
        )
        addenda.append(str(decode(content)["surface"]))
    return Disclosure(
        narrative=verbatim["narrative"],
        names=tuple(verbatim["names"]),
        surfaces=tuple(dict.fromkeys(str(row[3]) for row in key["surfaces"])),
        additions=tuple(
            str(decode(_open(blob, seed, request.record_id, "addition-verbatim"))["narrative"])
            for blob in _payloads(session, request.record_id, "addition-verbatim")
        ),
        addenda=tuple(addenda),
    )


def _first(session: Session, record_id: str, kind: str, seed: Seed) -> dict[str, Any]:
    payloads = _payloads(session, record_id, kind)
    if len(payloads) != 1:
        raise RecordDamaged(f"{kind}: missing or doubled")
    return decode(_open(payloads[0], seed, record_id, kind))


def _payloads(session: Session, record_id: str, kind: str) -> list[bytes]:
    rows = session.scalars(
        select(RecordItem)
        .where(RecordItem.record_id == record_id, RecordItem.kind == kind)
        .order_by(RecordItem.version)
    )
    return [row.payload for row in rows if row.payload is not None]


def _open(blob: bytes, seed: Seed, record_id: str, kind: str) -> bytes:
    try:
        return open_envelope(blob, seed, Context(record_id=bytes.fromhex(record_id), kind=kind))
    except CryptoError as error:
        raise RecordDamaged(f"{kind}: does not open with the custodians' seed") from error


def _context(request_id: str) -> Context:
    return Context(record_id=bytes.fromhex(request_id)[:16], kind="custody")


def _aware(moment: datetime) -> datetime:
    # SQLite gives back what it was given without the zone.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
