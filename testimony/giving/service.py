"""What a source does up to the receipt: write, check, send once, keep a code or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy import insert
from sqlalchemy.orm import Session

from crypto.receipts import Receipt, ReceiptKeys, derive
from crypto.seeds import Seed
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.database.errors import StorageUnavailable as DatabaseUnavailable
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.models import OutboxItem
from testimony.exchange.packet import digest, pack
from testimony.giving.acts import mailbox_opened
from testimony.giving.answers import Answers
from testimony.giving.capsule import Capsule, seal_capsule
from testimony.giving.contents import testimony_contents
from testimony.giving.drafts import CHECKED, KEPT, SENT, SKIPPED, WRITING, Draft, DraftStore, Source
from testimony.giving.errors import AlreadySent, Busy, NoDraft, StorageUnavailable
from testimony.giving.pools import Pool
from testimony.giving.stripping import Stripper
from testimony.pseudonyms.result import Stripped
from testimony.record.plain import encode
from testimony.record.sealing import new_record_id, seal_testimony
from testimony.roster.document import Roster
from testimony.roster.errors import RosterError

_PUT_OUT = insert(OutboxItem.metadata.tables[OutboxItem.__tablename__])


@dataclass(frozen=True, kw_only=True)
class Giving:
    """The source's acts on a draft, each addressed by the 32-byte key in their cookie."""

    database: Database
    drafts: DraftStore
    mailboxes: MailboxStore
    roster: Callable[[], Roster]
    stripper: Stripper
    receipts: Pool
    salt: bytes
    clock: Clock

    def load(self, key: bytes) -> Draft | None:
        """Give the draft or None; raises StorageUnavailable."""
        plain = self.drafts.load(key)
        return None if plain is None or "answers" not in plain else Draft.from_json(plain)

    def write(self, key: bytes, answers: Answers) -> Draft:
        """Keep what was written, sendable or not; raises InvalidAnswers for half a letter, AlreadySent, NothingKept."""
        answers.check_letters()
        draft = self._merged(key, answers, kept_if_unreadable=True)
        return draft if draft.state == SENT else self._keep(key, draft)

    def check(self, key: bytes, answers: Answers) -> Draft:
        """Strip and keep; raises InvalidAnswers, AlreadySent, StorageUnavailable, NothingKept."""
        answers.check()
        draft = self._merged(key, answers)
        if draft.state == SENT:
            return draft  # the same text, sent from another tab: nothing is left to check
        return self._keep(key, replace(self._stripped(draft), state=CHECKED))

    def send(self, key: bytes, answers: Answers | None) -> Draft:
        """Store the testimony, once; raises what `errors` names.

        Whatever stops it, the draft is kept (NothingKept apart), and trying again makes one record.
        """
        draft = self._to_send(key, answers)
        if draft.state == SENT:
            return draft
        draft.answers.check()
        draft = self._stripped(draft)
        try:
            return self._store(key, draft)
        except (Busy, DatabaseUnavailable, RosterError) as error:
            kept = self._keep(key, draft)
            if kept.state == SENT:
                return kept
            if isinstance(error, Busy):
                raise
            raise StorageUnavailable("the testimony can't be stored now") from error

    def keep_code(self, key: bytes) -> Draft:
        """Make the mailbox behind the receipt; raises NoDraft, StorageUnavailable."""
        with self._deciding(key) as (session, draft):
            if draft.source is None:
                return draft  # decided before
            capsule = Capsule.begin(draft.record_id, draft.source, use=draft.answers.use)
            seed = Seed(bytes.fromhex(draft.source.seed))
            self.mailboxes.create(session, draft.source.lookup_id, seal_capsule(capsule.after_act(), seed))
            session.add(mailbox_opened(capsule, seed).row(iso_week(self.clock())))
            kept = replace(draft, code=KEPT, source=None)
            self.drafts.save_within(session, key, kept.to_json())
        return kept

    def skip_code(self, key: bytes) -> Draft:
        """Forget the receipt at once; raises NoDraft, StorageUnavailable."""
        with self._deciding(key) as (session, draft):
            if draft.source is None:
                return draft
            skipped = replace(draft, code=SKIPPED, receipt_words=None, receipt_code=None, source=None)
            self.drafts.save_within(session, key, skipped.to_json())
        return skipped

    def forget(self, key: bytes) -> None:
        """Delete the draft; raises StorageUnavailable."""
        self.drafts.forget(key)

    def _keep(self, key: bytes, draft: Draft) -> Draft:
        try:
            self.drafts.save(key, draft.to_json())
        except AlreadySent:
            return self._merged(key, draft.answers)  # another request was faster: its receipt, if the text is the same
        return draft

    def _merged(self, key: bytes, answers: Answers, *, kept_if_unreadable: bool = False) -> Draft:
        try:
            draft = self.load(key)
        except StorageUnavailable:
            if not kept_if_unreadable:
                # The new text is what must survive; an unreadable older draft is replaced by it.
                self.write(key, answers)
                raise
            draft = None
        if draft is None:
            return Draft(record_id=new_record_id(), answers=answers)
        if draft.state == SENT:
            _check_same(draft, _answers_digest(answers))
            return draft
        if _strip_input(draft.answers) == _strip_input(answers):
            return replace(draft, answers=answers)
        # Another input has another strip, and its boxes other numbers.
        again = replace(draft, answers=replace(answers, shown=()), stripped=None, strip_failed=False, state=WRITING)
        if draft.stripped is None or _text(draft.answers) != _text(answers):
            return again
        again = self._stripped(again)
        return replace(again, answers=replace(answers, shown=_carried(draft.stripped, again.stripped, answers.shown)))

    def _to_send(self, key: bytes, answers: Answers | None) -> Draft:
        if answers is not None:
            answers.check()
            return self._merged(key, answers)
        draft = self.load(key)
        if draft is None:
            raise NoDraft("nothing is kept under this cookie")
        return draft

    def _stripped(self, draft: Draft) -> Draft:
        if draft.stripped is not None or draft.state == SENT:
            return draft
        answers = draft.answers
        declared = tuple(name for name in answers.names if name.strip())
        stripped = self.stripper.attempt(answers.narrative, language=answers.language, declared=declared)
        return replace(draft, stripped=stripped, strip_failed=stripped is None)

    def _store(self, key: bytes, draft: Draft) -> Draft:
        roster = self.roster()
        receipt = Receipt.generate()
        with self.receipts.place():
            keys = derive(receipt, self.salt)
        sealed = seal_testimony(
            draft.record_id, testimony_contents(draft, lookup_id=keys.lookup_id, seed=keys.seed), roster
        )
        sent = _as_sent(draft, receipt, keys, working_key=sealed.working_key, verbatim_key=sealed.verbatim_key)
        stored = self._store_once(key, sent, pack(sealed.parts))
        self.drafts.settled(key)
        return stored

    def _store_once(self, key: bytes, sent: Draft, payload: bytes) -> Draft:
        with self.database.writing() as session:
            before = self._sent_within(session, key)
            if before is not None:
                _check_same(before, sent.sent_digest)
                return before  # the same form, posted twice: the other one was first
            row = {
                "id": sent.record_id,
                "kind": "testimony",
                "record_id": sent.record_id,
                "iso_week": iso_week(self.clock()),
                "digest": digest(payload),
                "payload": payload,
            }
            session.connection().execute(_PUT_OUT, row)
            self.drafts.save_within(session, key, sent.to_json())
        return sent

    @contextmanager
    def _deciding(self, key: bytes) -> Iterator[tuple[Session, Draft]]:
        try:
            with self.database.writing() as session:
                draft = self._sent_within(session, key)
                if draft is None:
                    raise NoDraft("nothing sent is kept under this cookie")
                yield session, draft
        except DatabaseUnavailable as error:
            raise StorageUnavailable("nothing can be decided about the code now") from error

    def _sent_within(self, session: Session, key: bytes) -> Draft | None:
        plain = self.drafts.load_within(session, key, alone=True)
        return Draft.from_json(plain) if plain is not None and plain.get("state") == SENT else None


def _as_sent(draft: Draft, receipt: Receipt, keys: ReceiptKeys, *, working_key: bytes, verbatim_key: bytes) -> Draft:
    # Of what was written only a digest stays, to know the same text when it is posted again.
    return Draft(
        record_id=draft.record_id,
        answers=Answers(language=draft.answers.language, use=draft.answers.use),
        state=SENT,
        strip_failed=draft.strip_failed,
        receipt_words=receipt.words,
        receipt_code=receipt.code,
        sent_digest=_answers_digest(draft.answers),
        reachable=bool(draft.answers.contact.strip()),
        source=Source(
            lookup_id=keys.lookup_id.hex(),
            seed=keys.seed.reveal().hex(),
            working_key=working_key.hex(),
            verbatim_key=verbatim_key.hex(),
        ),
    )


def _text(answers: Answers) -> tuple[str, str]:
    return answers.narrative, answers.language


def _carried(before: Stripped, after: Stripped | None, ticked: tuple[int, ...]) -> tuple[int, ...]:
    """Find the boxes that were ticked by where they stand in the text, after a name was added and they moved on."""
    places = {(mention.start, mention.end) for mention in before.mentions if mention.number in ticked}
    return tuple(m.number for m in after.mentions if (m.start, m.end) in places) if after else ()


def _strip_input(answers: Answers) -> tuple[object, ...]:
    return answers.narrative, answers.language, answers.names


def _answers_digest(answers: Answers) -> str:
    # Names and ticks belong to the check page, which a form posted again doesn't repeat.
    written = {**answers.to_json(), "names": [], "shown": []}
    return sha256(encode(written)).hexdigest()


def _check_same(sent: Draft, answers_digest: str | None) -> None:
    if sent.sent_digest != answers_digest:
        raise AlreadySent("this draft was sent with another text")
