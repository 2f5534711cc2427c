"""A reviewer's acts on records: each one transaction, signed, sealed, and on the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crypto.digests import random_id
from crypto.envelopes import seal_envelope
from testimony.coding.codebook import Codebook
from testimony.coding.coding import Coding, coding_to_json
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.database.errors import StorageUnavailable
from testimony.desk.errors import NoMailbox, NothingFound
from testimony.desk.items import Items
from testimony.desk.keyring import Keyring
from testimony.desk.opening import Opened, given_hash, holdings, open_record, reopened, thawed
from testimony.desk.record import Card, LeftOut, OpenRecord, QueuePage, QueueRow
from testimony.exchange.agreed import MESSAGE_CONTEXT
from testimony.exchange.models import PendingReply
from testimony.ledger.ledger import append, cosign
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.again import count_hidden, hide_missed
from testimony.pseudonyms.spans import SpanType
from testimony.record.errors import NoRecord, RecordClosed, RecordDamaged
from testimony.record.models import Record
from testimony.record.plain import encode
from testimony.roster.store import RosterStore
from testimony.terms.model import Terms
from testimony.terms.reading import terms_to_json

PAGE_SIZE = 25
OPEN = "open"
NEW, READING, CODED, WITHDRAWN, ERASED = "new", "reading", "coded", "withdrawn", "erased"
STATES_LISTED = (NEW, READING, CODED, WITHDRAWN)
# Unread acts first, then new records, then the rest; by week, and by random id so that no finer order shows.
# Each place in this order is a stretch of the index `ix_record_place`: no page sorts all the records there are.
_PLACES = ((True, STATES_LISTED), (False, (NEW,)), (False, tuple(state for state in STATES_LISTED if state != NEW)))


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a signed-in reviewer does with records."""

    database: Database
    rosters: RosterStore
    codebook: Codebook
    clock: Clock

    def queue(self, unlocked: Unlocked, *, page: int, state: str | None) -> QueuePage:
        """Give one page of 25; only the cards on it are opened. Raises NoGrant."""
        with self.database.reading() as session:
            standing = _standing_counts(session)
            counts = {
                name: number
                for name in STATES_LISTED
                if (number := standing.get((True, name), 0) + standing.get((False, name), 0))
            }
            wanted = counts.get(state, 0) if state else sum(counts.values())
            pages = max(1, -(-wanted // PAGE_SIZE))
            page = min(max(1, page), pages)
            rows = _rows_of_page(session, standing, state=state, skip=(page - 1) * PAGE_SIZE)
            keyring = Keyring(session, unlocked, self.rosters.versions(session))
            return QueuePage(
                rows=tuple(self._queue_row(session, row, unlocked, keyring) for row in rows),
                page=page,
                pages=pages,
                counts=counts,
            )

    def coded(self, unlocked: Unlocked) -> tuple[tuple[OpenRecord, ...], LeftOut]:
        """Open every coded record that may be used, and count the others; raises NoGrant, RecordDamaged.

        The row's flags only spare work: whoever owns the database could lift them, and not what the source signed.
        """
        with self.database.reading() as session:
            rows = list(session.scalars(select(Record).where(Record.state != ERASED).order_by(Record.id)))
            usable = [row for row in rows if row.state == CODED and not row.held and not row.unread]
            uncoded = sum(row.state in {NEW, READING} for row in rows)
            views = [self._opened(session, unlocked, row.id).view for row in usable]
        opened = tuple(view for view in views if not view.held)
        return opened, LeftOut(stopped=len(rows) - len(opened) - uncoded, uncoded=uncoded)

    def is_usable(self, session: Session, unlocked: Unlocked, record_id: str) -> bool:
        """Tell, within a transaction, whether a coded record may still be counted; the source's acts decide."""
        row = session.get(Record, record_id)
        if row is None or row.state != CODED or row.held or row.unread:
            return False
        return not self._opened(session, unlocked, record_id).view.held

    def open(self, unlocked: Unlocked, record_id: str) -> OpenRecord:
        """Open a record, taking in what its source has asked since; raises NoRecord, RecordDamaged, NoGrant.

        The ledger tells of an opening that changes something: the first, and each that takes in acts of the source.
        Reading again is not noted: it needs nothing but the reader's own key, so a list of it would prove nothing.
        """
        with self.database.reading() as session:
            row = session.get(Record, record_id)
            if row is not None and row.state != NEW and not row.unread:
                return self._opened(session, unlocked, record_id).view
        with self._changing(unlocked, record_id, OPEN) as opened:
            self._settle(opened)
        with self.database.reading() as session:
            return self._opened(session, unlocked, record_id).view

    def mark_missed(self, unlocked: Unlocked, record_id: str, surface: str, kind: SpanType) -> int:
        """Hide what is still readable in the whole record and give the number of places; raises NothingFound.

        What it said goes to the verbatim compartment, which a reviewer can seal to and not read.
        """
        hidden = 0
        with self._changing(unlocked, record_id, "mark-missed") as opened:
            for item, text in zip(opened.texts, opened.view.texts, strict=True):
                if text.stripped is None:
                    continue
                again = hide_missed(text.stripped, surface, kind)
                hidden += count_hidden(text.stripped, again)
                if again is not text.stripped:
                    content = {**item.content, "stripped": again.to_json(), "given": given_hash(item)}
                    content["week"] = self._week()
                    opened.items.put(item.kind, content, after=item, keep_before=False)
            if not hidden:
                raise NothingFound("surface: nowhere in the record")
            addendum = {"surface": surface, "type": kind.value, "week": self._week()}
            opened.items.put_sealed_to("addendum", addendum, opened.verbatim_key)
        with suppress(StorageUnavailable):  # a reader holds the log now; every hand-over empties it again
            self.database.truncate_log()  # the name was readable in the version that is gone
        return hidden

    def decide_shown(self, unlocked: Unlocked, record_id: str, text: int, mention: int, *, restore: bool) -> None:
        """Record what was decided about a box that the source said hides no name; raises NoRecord where no box is."""
        with self._changing(unlocked, record_id, "decide-shown") as opened:
            if not _has_mention(opened.view, text, mention):
                raise NoRecord("mention: none of this number")
            decision = {"text": text, "mention": mention, "restore": restore}
            opened.items.put("decision", {"decision": decision, "week": self._week()})

    def save_terms(self, unlocked: Unlocked, record_id: str, terms: Sequence[Terms]) -> None:
        """Record the next version of everybody's terms; raises RecordClosed."""
        with self._changing(unlocked, record_id, "terms") as opened:
            self._put_terms(opened, terms, thawed=thawed(opened.items))

    def thaw(self, unlocked: Unlocked, record_id: str) -> None:
        """Lift what the source froze, as they asked in conversation; a later freeze stands. Raises RecordClosed."""
        with self._changing(unlocked, record_id, "thaw") as opened:
            standing = opened.view.standing
            self._put_terms(opened, opened.view.terms, thawed=standing.acts)
            opened.row.held = standing.thawed_up_to(standing.acts).stops_use

    def save_coding(self, unlocked: Unlocked, record_id: str, coding: Coding) -> None:
        """Record the next version of the coding; raises RecordClosed."""
        with self._changing(unlocked, record_id, "coding") as opened:
            content = {"coding": coding_to_json(coding), "week": self._week()}
            opened.items.put("coding", content, after=opened.items.latest("coding"))
            opened.row.state = CODED if coding.acts else READING

    def write_message(self, unlocked: Unlocked, record_id: str, text: str) -> None:
        """Seal a message to the source and leave it for the hand-over; raises NoMailbox, RecordClosed."""
        with self._changing(unlocked, record_id, "message") as opened:
            if not opened.view.has_mailbox:
                raise NoMailbox("source: keeps no code")
            sealed = seal_envelope(
                encode({"text": text, "week": self._week()}),
                MESSAGE_CONTEXT,
                [bytes.fromhex(opened.source["seal_key"])],
            )
            opened.session.add(PendingReply(id=random_id().hex(), lookup_id=opened.source["lookup_id"], sealed=sealed))

    def _put_terms(self, opened: Opened, terms: Sequence[Terms], *, thawed: int) -> None:
        content = {
            "terms": [terms_to_json(entry) for entry in terms],
            "acts": opened.view.standing.acts,  # a later act that narrows stands above these terms
            "thawed": thawed,
            "week": self._week(),
        }
        opened.items.put("terms", content, after=opened.items.latest("terms"))

    @contextmanager
    def _changing(self, unlocked: Unlocked, record_id: str, act: str) -> Iterator[Opened]:
        """Open a record, let the caller change it, renew its card and put the act on the ledger, all or nothing."""
        with self.database.writing() as session:
            opened = self._opened(session, unlocked, record_id)
            if opened.view.standing.withdrawn_until is not None and act != OPEN:
                raise RecordClosed("record: withdrawn")  # also where nobody has taken the act in yet
            yield opened
            session.flush()  # the card is made from what was just written
            self._renew_card(reopened(opened, self.codebook, today=self.clock().date()))
            append(
                session,
                kind=act,
                detail={"by": unlocked.handle, "record": record_id},
                week=self._week(),
                team_key=unlocked.roster.team_key,
            )
            cosign(session, handle=unlocked.handle, key=unlocked.signing_key)

    def _settle(self, opened: Opened) -> None:
        row, standing = opened.row, opened.view.standing
        row.unread = False
        row.held = standing.stops_use
        row.destroy_on = standing.withdrawn_until
        if standing.withdrawn_until is not None:
            row.state = WITHDRAWN
        elif row.state in {NEW, WITHDRAWN}:
            row.state = CODED if opened.view.coding and opened.view.coding.acts else READING

    def _renew_card(self, opened: Opened) -> None:
        content = {"card": vars(opened.view.card), "holds": holdings(opened.items), "week": self._week()}
        opened.items.put("card", content, after=opened.items.latest("card"), keep_before=False)

    def _opened(self, session: Session, unlocked: Unlocked, record_id: str) -> Opened:
        keyring = Keyring(session, unlocked, self.rosters.versions(session))
        return open_record(session, record_id, unlocked, keyring, self.codebook, today=self.clock().date())

    def _queue_row(self, session: Session, row: Record, unlocked: Unlocked, keyring: Keyring) -> QueueRow:
        return QueueRow(
            record_id=row.id,
            iso_week=row.iso_week,
            state=row.state,
            held=row.held,
            unread=row.unread,
            card=None if row.state == NEW else self._card(session, row, unlocked, keyring),
        )

    def _card(self, session: Session, row: Record, unlocked: Unlocked, keyring: Keyring) -> Card | None:
        try:
            item = Items(session, row.id, keyring.record(row.id), unlocked).latest("card")
            return None if item is None else Card.from_json(item.content)
        except (NoRecord, RecordDamaged):
            return None  # the list stays usable; opening the record says what is wrong

    def _week(self) -> str:
        return iso_week(self.clock())


def _has_mention(view: OpenRecord, text: int, mention: int) -> bool:
    stripped = next((entry.stripped for entry in view.texts if entry.number == text), None)
    return stripped is not None and any(entry.number == mention for entry in stripped.mentions)


def _standing_counts(session: Session) -> dict[tuple[bool, str], int]:
    query = select(Record.unread, Record.state, func.count()).group_by(Record.unread, Record.state)
    return {(unread, state): number for unread, state, number in session.execute(query)}


def _rows_of_page(
    session: Session, standing: Mapping[tuple[bool, str], int], *, state: str | None, skip: int
) -> list[Record]:
    rows: list[Record] = []
    for unread, states in _PLACES:
        wanted = [name for name in states if state in {None, name} and standing.get((unread, name))]
        here = sum(standing[unread, name] for name in wanted)
        if skip < here and len(rows) < PAGE_SIZE:
            # One state by equality, or SQLite sorts what stands in order already.
            of_states = Record.state == wanted[0] if len(wanted) == 1 else Record.state.in_(wanted)
            query = select(Record).where(Record.unread.is_(unread), of_states).order_by(Record.iso_week, Record.id)
            rows += session.scalars(query.offset(skip).limit(PAGE_SIZE - len(rows)))
        skip = max(0, skip - here)
    return rows
