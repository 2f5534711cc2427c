"""Requests for an identity on the review side: ask, carry answers, and show what enough custodians agree to."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.errors import CryptoError
from crypto.seeds import Seed
from crypto.shares import combine
from testimony.custody.answer import APPROVE, Answer, answer_context, answered_request_id, verify_answer
from testimony.custody.disclosure import Disclosure, disclosed
from testimony.custody.errors import AnswerRefused, Expired, NotAReviewer, NotYet, NotYours, Overtaken, RequestRefused
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
from testimony.record.errors import NoRecord, RecordClosed
from testimony.record.models import Record, Share
from testimony.record.sealing import COMPARTMENTS
from testimony.roster.document import REVIEWER
from testimony.roster.store import RosterStore

DEFAULT_HOURS, MAX_HOURS = 72, 14 * 24

logger = logging.getLogger("aigaq.events")


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
class Custody:
    """What a signed-in reviewer does about identities."""

    database: Database
    rosters: RosterStore
    clock: Clock

    def request(
        self, unlocked: Unlocked, record_id: str, compartment: str, reason: str, hours: int = DEFAULT_HOURS
    ) -> str:
        """Ask for one compartment and give the request's id; raises what `errors` says, NoRecord, RecordClosed."""
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
        """List the requests that have not expired and that their requester signed, newest expiry first."""
        with self.database.reading() as session:
            rows = session.scalars(
                select(CustodyRequest)
                .where(CustodyRequest.expires > self.clock())
                .order_by(CustodyRequest.expires.desc())
            )
            keyring = self._keyring(session, unlocked)
            return tuple(listed for row in rows if (listed := self._listed(session, row, unlocked, keyring)))

    def request_file(self, unlocked: Unlocked, request_id: str) -> bytes:
        """Give the file that custodians take home; raises RequestRefused, Expired."""
        with self.database.reading() as session:
            return self._believed(self._live(session, request_id), self._keyring(session, unlocked)).to_bytes()

    def receive_answer(self, unlocked: Unlocked, blob: bytes) -> str:
        """Keep a custodian's answer and give its request's id; raises AnswerRefused, RequestRefused, Expired."""
        request_id = answered_request_id(blob)
        with self.database.writing() as session:
            row = self._live(session, request_id)
            request = self._believed(row, self._keyring(session, unlocked)).request
            answer = verify_answer(blob, request, self.rosters.current(session))
            if session.get(CustodyAnswer, (request_id, answer.custodian)) is not None:
                raise AnswerRefused("answer: this custodian has answered")
            sealed = seal_envelope(blob, _context(request_id), [unlocked.roster.team_key])
            session.add(CustodyAnswer(request_id=request_id, custodian=answer.custodian, sealed=sealed))
            detail = {"request": request_id, "custodian": answer.custodian, "decision": answer.decision}
            self._note(session, unlocked, "custody-answer", detail)
        return request_id

    def disclose(self, unlocked: Unlocked, request_id: str) -> Disclosure:
        """Open what enough custodians agreed to, for who asked; raises NotYours, NotYet, Expired, Overtaken.

        The ledger entry is written first: what can't be noted is not shown.
        """
        with self.database.writing() as session:
            row = self._live(session, request_id)
            request = self._believed(row, self._keyring(session, unlocked)).request
            if request.requester != unlocked.handle:
                raise NotYours("request: somebody else's")
            try:
                _check_open(session, request.record_id)
            except RecordClosed as error:
                raise Overtaken("request: the record was withdrawn or has news since") from error
            roster = self.rosters.current(session)
            answers = self._answers(session, row, self._keyring(session, unlocked), request)
            agreed = [answer for answer in answers if answer.decision == APPROVE]
            if len(agreed) < roster.threshold:
                raise NotYet(roster.threshold - len(agreed))
            seed = _combined(agreed, request, unlocked.seed, roster.threshold)
            disclosure = disclosed(session, request, seed, roster)
            custodians = ",".join(answer.custodian for answer in agreed)
            detail = {"request": request_id, "record": request.record_id, "custodians": custodians}
            self._note(session, unlocked, "disclosure", detail)
        return disclosure

    def _listed(self, session: Session, row: CustodyRequest, unlocked: Unlocked, keyring: Keyring) -> RequestRow | None:
        try:
            request = self._believed(row, keyring).request
        except (Expired, RequestRefused) as error:
            # Anyone who writes the database can put such a row in; it must not close the page for the others.
            logger.warning("custody_request_refused kind=%s", type(error).__name__)
            return None
        given = self._answers(session, row, keyring, request)
        threshold = self.rosters.current(session).threshold
        return RequestRow(
            id=row.id,
            record_id=request.record_id,
            compartment=request.compartment,
            requester=request.requester,
            reason=request.reason,
            expires=request.expires,
            answers=tuple((answer.custodian, answer.decision) for answer in given),
            threshold=threshold,
            mine=request.requester == unlocked.handle,
            open=sum(answer.decision == APPROVE for answer in given) >= threshold,
        )

    def _live(self, session: Session, request_id: str) -> CustodyRequest:
        row = session.get(CustodyRequest, request_id)
        if row is None:
            raise RequestRefused("request: there is none of this id")
        if _aware(row.expires) <= self.clock():
            raise Expired("request: expired")
        return row

    def _believed(self, row: CustodyRequest, keyring: Keyring) -> RequestFile:
        file = _file(row, keyring.team())
        verify_request_file(file, pin=self.rosters.pin, now=self.clock())
        return file

    def _answers(self, session: Session, row: CustodyRequest, keyring: Keyring, request: Request) -> list[Answer]:
        """Give the answers that hold, by custodian, each custodian's once; what does not hold counts for nothing."""
        rows = session.scalars(select(CustodyAnswer).where(CustodyAnswer.request_id == row.id))
        roster = self.rosters.current(session)
        verified: dict[str, Answer] = {}
        for kept in rows:
            try:
                answer = verify_answer(_open_answer(kept, keyring.team()), request, roster)
            except AnswerRefused:
                logger.warning("custody_answer_refused")
                continue
            verified[answer.custodian] = answer
        return [verified[handle] for handle in sorted(verified)]

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


def _check_open(session: Session, record_id: str) -> None:
    record = session.get(Record, record_id)
    if record is None or record.state == "erased":
        raise NoRecord("record: none that can be asked for")
    if record.state == "withdrawn" or record.unread:
        raise RecordClosed("record: withdrawn, or its source has asked something that nobody has opened")


def _shares(session: Session, record_id: str, compartment: str) -> dict[str, bytes]:
    _check_open(session, record_id)
    rows = session.scalars(select(Share).where(Share.record_id == record_id, Share.compartment == compartment))
    return {row.custodian: row.sealed for row in rows}


def _file(row: CustodyRequest, team: Sequence[Seed]) -> RequestFile:
    for seed in team:
        try:
            file = parse_request_file(open_envelope(row.document, seed, _context(row.id)))
        except CryptoError:
            continue  # of another epoch
        if file.request.id != row.id:
            raise RequestRefused("request: not the one of this id")
        return file
    raise RequestRefused("request: does not open")


def _open_answer(row: CustodyAnswer, team: Sequence[Seed]) -> bytes:
    for seed in team:
        try:
            return open_envelope(row.sealed, seed, _context(row.request_id))
        except CryptoError:
            continue  # of another epoch
    raise AnswerRefused("answer: does not open")


def _combined(answers: Sequence[Answer], request: Request, requester_seed: Seed, threshold: int) -> Seed:
    shares = []
    for answer in answers:
        with suppress(CryptoError):  # what one custodian sends must not undo what the others agree to
            shares.append(open_envelope(answer.share, requester_seed, answer_context(request.record_id)))
    # The record may have been split when more were needed than now.
    for size in range(threshold, len(shares) + 1):
        for some in combinations(shares, size):
            with suppress(CryptoError):
                return Seed(combine(some))
    raise AnswerRefused("answers: the shares do not fit together")


def _context(request_id: str) -> Context:
    return Context(record_id=bytes.fromhex(request_id)[:16], kind="custody")


def _aware(moment: datetime) -> datetime:
    # SQLite gives back what it was given without the zone.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
