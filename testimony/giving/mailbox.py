"""The mailbox behind a receipt: read and lose messages, write more, narrow, freeze, withdraw, cancel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from crypto.envelopes import open_envelope
from crypto.errors import CryptoError
from crypto.receipts import derive, parse
from crypto.seeds import Seed
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.database.errors import StorageUnavailable as DatabaseUnavailable
from testimony.database.locks import hold
from testimony.exchange.agreed import ADD, CANCEL, FREEZE, MESSAGE_CONTEXT, NARROW, WITHDRAW
from testimony.exchange.mailboxes import MailboxStore
from testimony.giving.acts import act
from testimony.giving.answers import MAX_NARRATIVE, check_text
from testimony.giving.capsule import Capsule, open_capsule, seal_capsule
from testimony.giving.contents import addition_contents
from testimony.giving.drafts import DraftStore
from testimony.giving.errors import InvalidAnswers, NoDraft, NoMailbox, StorageUnavailable
from testimony.giving.pools import Pool
from testimony.giving.stripping import Stripper
from testimony.record.errors import RecordDamaged
from testimony.record.plain import decode

WITHDRAWAL_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Message:
    """What a reviewer wrote, and in which ISO week."""

    text: str
    week: str


@dataclass(frozen=True, kw_only=True)
class MailboxView:
    """What the mailbox page shows; never what the source wrote."""

    messages: tuple[Message, ...]
    status: str
    withdrawn_until: date | None
    terms: str


@dataclass(frozen=True, kw_only=True)
class _Open:
    lookup_id: str
    seed: Seed


@dataclass(frozen=True, kw_only=True)
class Mailboxes:
    """The source's acts on a mailbox, each addressed by the 32-byte key in their cookie after `enter`."""

    database: Database
    drafts: DraftStore
    store: MailboxStore
    stripper: Stripper
    receipts: Pool
    salt: bytes
    clock: Clock

    def enter(self, key: bytes, code_text: str) -> None:
        """Open a mailbox by its code; raises BadReceipt, NoMailbox, Busy, StorageUnavailable, NothingKept."""
        receipt = parse(code_text)
        with self.receipts.place():
            keys = derive(receipt, self.salt)
        opened = _Open(lookup_id=keys.lookup_id.hex(), seed=keys.seed)
        try:
            with self.database.reading() as session:
                self._capsule(session, opened)
        except DatabaseUnavailable as error:
            raise StorageUnavailable("the mailbox can't be read now") from error
        self.drafts.save(key, {"mailbox": opened.lookup_id, "seed": opened.seed.reveal().hex()})

    def look(self, key: bytes) -> MailboxView:
        """Show the mailbox and delete the messages shown; raises NoDraft, NoMailbox, StorageUnavailable."""
        opened = self._opened(key)
        try:
            with self.database.writing() as session:
                capsule = self._capsule(session, opened)
                sealed = self.store.take_messages(session, opened.lookup_id)
                messages = tuple(message for blob in sealed if (message := _read(blob, opened.seed)) is not None)
        except DatabaseUnavailable as error:
            raise StorageUnavailable("the mailbox can't be read now") from error
        return MailboxView(
            messages=messages,
            status=capsule.status,
            withdrawn_until=capsule.withdrawn_until_date,
            terms=capsule.use,
        )

    def write_more(self, key: bytes, text: str, language: str) -> None:
        """Add a text, stripped and sealed as the first one was; raises InvalidAnswers, NoDraft, StorageUnavailable."""
        if not text.strip():
            raise InvalidAnswers("narrative", "empty")
        check_text("narrative", text, MAX_NARRATIVE)
        opened = self._opened(key)  # before the strip: whoever has no mailbox gets no work done
        stripped = self.stripper.attempt(text, language=language)
        self._act(opened, ADD, lambda capsule: capsule, addition=addition_contents(text, stripped, language))

    def narrow(self, key: bytes) -> None:
        """Take back "also count it": from now on every use asks first."""
        self._act(self._opened(key), NARROW, Capsule.narrowed)

    def freeze(self, key: bytes) -> None:
        """Stop every use at once, until the source says otherwise in conversation."""
        self._act(self._opened(key), FREEZE, Capsule.frozen)

    def withdraw(self, key: bytes) -> None:
        """Stop every use now; the keys are destroyed after 30 days unless cancelled."""
        until = (self.clock() + timedelta(days=WITHDRAWAL_DAYS)).date()
        details = {"destroy_on": until.isoformat()}
        self._act(self._opened(key), WITHDRAW, lambda capsule: capsule.withdrawn(until), details=details)

    def cancel_withdrawal(self, key: bytes) -> None:
        """Keep what was to be destroyed, frozen: whoever holds the code may stop a use and never open one."""
        today = self.clock().date()
        self._act(self._opened(key), CANCEL, lambda capsule: capsule.cancelled(today))

    def leave(self, key: bytes) -> None:
        """Forget that this mailbox was open; raises StorageUnavailable."""
        self.drafts.forget(key)

    def _act(
        self,
        opened: _Open,
        kind: str,
        change: Callable[[Capsule], Capsule | None],
        *,
        details: dict[str, Any] | None = None,
        addition: tuple[dict[str, Any], dict[str, Any]] | None = None,
    ) -> None:
        try:
            with self.database.writing() as session:
                # Two acts at once must not take the same number: the reviewers would see one of them missing.
                hold(session, opened.lookup_id)
                capsule = self._capsule(session, opened)
                changed = change(capsule)
                if changed is None:
                    return  # it is so already
                item = act(capsule, opened.seed, kind, details=details, addition=addition)
                self.store.replace(session, opened.lookup_id, seal_capsule(changed.after_act(), opened.seed))
                session.add(item.row(iso_week(self.clock())))
        except DatabaseUnavailable as error:
            raise StorageUnavailable("the mailbox can't be changed now") from error

    def _opened(self, key: bytes) -> _Open:
        plain: Mapping[str, Any] | None = self.drafts.load(key)
        if plain is None or "mailbox" not in plain:
            raise NoDraft("no mailbox is open under this cookie")
        return _Open(lookup_id=plain["mailbox"], seed=Seed(bytes.fromhex(plain["seed"])))

    def _capsule(self, session: Session, opened: _Open) -> Capsule:
        blob = self.store.read(session, opened.lookup_id)
        if blob is None:
            raise NoMailbox("no mailbox answers to this code")
        try:
            return open_capsule(blob, opened.seed)
        except CryptoError as error:
            raise NoMailbox("the mailbox does not open with this code") from error


def _read(blob: bytes, seed: Seed) -> Message | None:
    # A message that does not open or says nothing is not shown, and gone like the others.
    try:
        content = decode(open_envelope(blob, seed, MESSAGE_CONTEXT))
        return Message(text=str(content["text"]), week=str(content["week"]))
    except (CryptoError, RecordDamaged, KeyError):
        return None
