"""A reviewer's acts on records: each one transaction, signed, sealed, and on the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crypto.digests import random_id
from crypto.envelopes import seal_envelope
from testimony.coding.codebook import Codebook
from testimony.coding.coding import Coding, coding_to_json
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.database.errors import StorageUnavailable
from testimony.desk.deciding import Verdict, about_across, about_mention, about_pair
from testimony.desk.errors import NoMailbox, NothingFound
from testimony.desk.keyring import Keyring
from testimony.desk.opening import Opened, holdings, open_record, reopened, thawed
from testimony.desk.queue import CODED, ERASED, NEW, READING, WITHDRAWN, queue_page
from testimony.desk.record import LeftOut, OpenRecord, QueuePage, Text
from testimony.desk.texts import CHECK_TEXT, MARK_MISSED, SHOW_WORDS, finish_check, hide, show_words, withheld_in
from testimony.exchange.agreed import MESSAGE_CONTEXT
from testimony.exchange.models import PendingReply
from testimony.ledger.ledger import append, cosign
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.result import Mention
from testimony.pseudonyms.spans import SpanType
from testimony.record.errors import NoRecord, RecordClosed
from testimony.record.models import Record
from testimony.record.plain import encode
from testimony.roster.store import RosterStore
from testimony.terms.model import Terms
from testimony.terms.reading import terms_to_json

OPEN = "open"


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
            keyring = Keyring(session, unlocked, self.rosters.versions(session))
            return queue_page(session, unlocked, keyring, page=page, state=state)

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
        with self._changing(unlocked, record_id, MARK_MISSED) as opened:
            hidden = hide(opened, surface, kind, week=self._week())
            if not hidden:
                raise NothingFound("surface: nowhere in the record")
            addendum = {"surface": surface, "type": kind.value, "week": self._week()}
            opened.items.put_sealed_to("addendum", addendum, opened.verbatim_key)
        self._empty_log()  # the name was readable in the version that is gone
        return hidden

    def words_to_check(self, unlocked: Unlocked, record_id: str) -> Mapping[int, Mapping[int, str]]:
        """Give, by text and mention, the words that are hidden until somebody has looked; raises NoRecord."""
        with self.database.reading() as session:
            opened = self._opened(session, unlocked, record_id)
            texts = zip(opened.texts, opened.view.texts, strict=True)
            return {text.number: withheld_in(item) for item, text in texts if text.awaits_check}

    def show_words(self, unlocked: Unlocked, record_id: str, text: int, ticked: Collection[str]) -> None:
        """Let the words of these entities be read by all; the others wait on. Raises NoRecord, RecordClosed."""
        with self._changing(unlocked, record_id, SHOW_WORDS) as opened:
            show_words(opened, text, ticked, week=self._week())
        self._empty_log()

    def finish_check(self, unlocked: Unlocked, record_id: str, text: int, ticked: Collection[str]) -> None:
        """Record that a doubtful text was read through; what is not ticked stays hidden. Raises NoRecord, RecordClosed.

        The words that stay hidden are in the sealed verbatim text only from then on.
        """
        with self._changing(unlocked, record_id, CHECK_TEXT) as opened:
            finish_check(opened, text, ticked, by=unlocked.handle, week=self._week())
        self._empty_log()

    def decide_shown(self, unlocked: Unlocked, record_id: str, text: int, mention: int, *, restore: bool) -> None:
        """Record what was decided about a box that the source said hides no name; raises NoRecord where no box is."""
        with self._changing(unlocked, record_id, "decide-shown") as opened:
            _mention_in(opened.view, text, mention)
            decision = {"text": text, "mention": mention, "restore": restore}
            opened.items.put("decision", {"decision": decision, "week": self._week()})

    def decide_pair(
        self, unlocked: Unlocked, record_id: str, text: int, first: str, second: str, verdict: Verdict
    ) -> None:
        """Record whether two entities of a text are one; raises NoRecord where they are not in it, RecordClosed."""
        with self._changing(unlocked, record_id, "decide-pair") as opened:
            known = _text_in(opened.view, text).known
            opened.items.put("decision", {**about_pair(known, text, first, second, verdict), "week": self._week()})

    def decide_across(self, unlocked: Unlocked, record_id: str, text: int, entity: str, account: str) -> None:
        """Record who of the account somebody in an added text is; raises NoRecord, RecordClosed."""
        with self._changing(unlocked, record_id, "decide-pair") as opened:
            first, added = opened.view.texts[0], _text_in(opened.view, text)
            if added is first:
                raise NoRecord("text: the account itself")
            about = about_across(added.known, first.known, text, entity, account)
            opened.items.put("decision", {**about, "week": self._week()})

    def decide_mention(self, unlocked: Unlocked, record_id: str, text: int, mention: int, entity: str) -> None:
        """Record whose a mention is; raises NoRecord where there is no such mention or entity, RecordClosed."""
        with self._changing(unlocked, record_id, "decide-mention") as opened:
            found, known = _mention_in(opened.view, text, mention), _text_in(opened.view, text).known
            opened.items.put("decision", {**about_mention(known, text, found, entity), "week": self._week()})

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

    def _empty_log(self) -> None:
        with suppress(StorageUnavailable):  # a reader holds the log now; every hand-over empties it again
            self.database.truncate_log()

    def _week(self) -> str:
        return iso_week(self.clock())


def _text_in(view: OpenRecord, number: int) -> Text:
    text = next((entry for entry in view.texts if entry.number == number), None)
    if text is None:
        raise NoRecord("text: none of this number")
    return text


def _mention_in(view: OpenRecord, text: int, number: int) -> Mention:
    linked = _text_in(view, text).linked
    mention = next((entry for entry in linked.mentions if entry.number == number), None) if linked else None
    if mention is None:
        raise NoRecord("mention: none of this number")
    return mention
