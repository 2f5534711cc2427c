"""A mailbox opens with its code, shows each message once, and carries every wish under a number of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from crypto.digests import sha256
from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.errors import BadReceipt, CryptoError
from crypto.labels import DIGEST_RECORD_ITEM
from crypto.receipts import Receipt
from crypto.seeds import Seed, public_key
from testimony.exchange.agreed import MESSAGE_CONTEXT
from testimony.exchange.mailboxes import MailboxStore
from testimony.exchange.models import Mailbox, MailboxMessage
from testimony.giving.answers import MAX_NARRATIVE, Answers
from testimony.giving.errors import Busy, InvalidAnswers, NoDraft, NoMailbox, StorageUnavailable
from testimony.giving.mailbox import MailboxView
from testimony.giving.pools import Pool
from testimony.record.plain import decode, encode

if TYPE_CHECKING:
    from testimony.giving.drafts import Draft
    from tests.unit.giving.conftest import Intake

ANSWERS = Answers(narrative="They took Aslan.", use="count")
ADDED = "Aslan came home with a broken arm."
ACTS = ("narrow", "freeze", "withdraw", "cancel_withdrawal")
MAY_WRITE = "2022-W01"


def keep(intake: Intake) -> Draft:
    """Send a testimony and keep its code."""
    key = intake.cookie()
    intake.giving.send(key, ANSWERS)
    return intake.giving.keep_code(key)


def enter(intake: Intake, sent: Draft) -> bytes:
    """Enter the mailbox from another browser."""
    key = intake.cookie()
    intake.mailboxes.enter(key, sent.receipt_code or "")
    return key


def put_in(intake: Intake, sent: Draft, sealed: bytes, reply_id: str = "1" * 32) -> None:
    """Deliver what a hand-over would deliver."""
    with intake.owner.writing() as session:
        [lookup_id] = session.scalars(select(Mailbox.lookup_id))
        values = {"sealed": sealed, "expires_on": date(2022, 2, 4), "today": date(2022, 1, 5)}
        assert MailboxStore().deliver(session, reply_id=reply_id, lookup_id=lookup_id, **values)  # type: ignore[arg-type]  # by dict


def message(intake: Intake, sent: Draft, **content: str) -> bytes:
    """Seal a message to the source."""
    return seal_envelope(encode(content), MESSAGE_CONTEXT, [public_key(intake.receipt_seed(sent))])


@pytest.mark.parametrize("written", ["words", "capitals and hyphens", "code", "code without groups"])
def test_mailbox_opens_with_words_or_code_however_they_are_written(embedded: Intake, written: str) -> None:
    sent = keep(embedded)
    words, code = " ".join(sent.receipt_words or ()), sent.receipt_code or ""
    forms = {
        "words": words,
        "capitals and hyphens": words.upper().replace(" ", "-"),
        "code": code,
        "code without groups": code.replace("-", "").lower(),
    }
    key = embedded.cookie()

    embedded.mailboxes.enter(key, forms[written])

    assert embedded.mailboxes.look(key).status == "active"


def test_open_mailbox_shows_the_sources_wishes_and_nothing_written(intake: Intake) -> None:
    key = enter(intake, keep(intake))

    assert intake.mailboxes.look(key) == MailboxView(messages=(), status="active", withdrawn_until=None, terms="count")


def test_other_code_opens_nothing(intake: Intake) -> None:
    keep(intake)

    with pytest.raises(NoMailbox):
        intake.mailboxes.enter(intake.cookie(), Receipt.generate().code)


def test_code_of_a_skipped_receipt_opens_nothing(intake: Intake) -> None:
    key = intake.cookie()
    sent = intake.giving.send(key, ANSWERS)
    intake.giving.skip_code(key)

    with pytest.raises(NoMailbox):
        intake.mailboxes.enter(intake.cookie(), sent.receipt_code or "")


def test_unreadable_code_is_refused_before_any_work(embedded: Intake) -> None:
    embedded.receipts = Pool(places=1, patience_seconds=0)

    with embedded.receipts.place(), pytest.raises(BadReceipt):
        embedded.mailboxes.enter(embedded.cookie(), "not a code")


def test_full_pool_is_busy(embedded: Intake) -> None:
    sent = keep(embedded)
    embedded.receipts = Pool(places=1, patience_seconds=0)

    with embedded.receipts.place(), pytest.raises(Busy):
        embedded.mailboxes.enter(embedded.cookie(), sent.receipt_code or "")


def test_capsule_of_another_mailbox_is_not_believed(embedded: Intake) -> None:
    sent = keep(embedded)
    with embedded.owner.writing() as session:
        session.execute(
            update(Mailbox).values(capsule=seal_envelope(b"{}", MESSAGE_CONTEXT, [public_key(Seed.generate())]))
        )

    with pytest.raises(NoMailbox):
        embedded.mailboxes.enter(embedded.cookie(), sent.receipt_code or "")


@pytest.mark.parametrize("act", ["look", "leave_then_look", *ACTS])
def test_closed_mailbox_takes_no_act(embedded: Intake, act: str) -> None:
    sent = keep(embedded)
    key = enter(embedded, sent)
    embedded.mailboxes.leave(key)

    with pytest.raises(NoDraft):
        getattr(embedded.mailboxes, act.rpartition("_then_")[2])(key)

    assert len(embedded.acts(sent)) == 1


def test_closed_mailbox_takes_no_words_and_strips_none(embedded: Intake) -> None:
    with pytest.raises(NoDraft):
        embedded.mailboxes.write_more(embedded.cookie(), ADDED, "en")

    assert embedded.strip.calls == 0


def test_draft_is_no_open_mailbox(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.write(key, ANSWERS)

    with pytest.raises(NoDraft):
        embedded.mailboxes.look(key)


def test_open_mailbox_closes_after_two_hours(intake: Intake) -> None:
    key = enter(intake, keep(intake))

    intake.clock.advance(timedelta(hours=2))

    with pytest.raises(NoDraft):
        intake.mailboxes.look(key)


def test_message_is_shown_once(intake: Intake) -> None:
    sent = keep(intake)
    key = enter(intake, sent)
    put_in(intake, sent, message(intake, sent, text="Are you safe?", week=MAY_WRITE))

    [shown] = intake.mailboxes.look(key).messages

    assert (shown.text, shown.week) == ("Are you safe?", MAY_WRITE)
    assert intake.mailboxes.look(key).messages == ()
    with intake.owner.reading() as session:
        assert session.scalar(select(func.count()).select_from(MailboxMessage)) == 0


def test_message_sealed_to_somebody_else_is_not_shown(intake: Intake) -> None:
    sent = keep(intake)
    key = enter(intake, sent)
    content = encode({"text": "x", "week": MAY_WRITE})
    put_in(intake, sent, seal_envelope(content, MESSAGE_CONTEXT, [public_key(Seed.generate())]))

    assert intake.mailboxes.look(key).messages == ()


def test_message_without_text_does_not_block_the_mailbox(embedded: Intake) -> None:
    sent = keep(embedded)
    key = enter(embedded, sent)
    put_in(embedded, sent, message(embedded, sent, week=MAY_WRITE))
    put_in(embedded, sent, message(embedded, sent, text="second", week=MAY_WRITE), "2" * 32)

    assert [shown.text for shown in embedded.mailboxes.look(key).messages] == ["second"]


def test_message_that_is_no_json_does_not_block_the_mailbox(embedded: Intake) -> None:
    sent = keep(embedded)
    key = enter(embedded, sent)
    put_in(embedded, sent, seal_envelope(b"[", MESSAGE_CONTEXT, [public_key(embedded.receipt_seed(sent))]))

    assert embedded.mailboxes.look(key).messages == ()


def test_added_words_are_stripped_for_reviewers_and_whole_for_custodians(intake: Intake) -> None:
    sent = keep(intake)
    intake.mailboxes.write_more(enter(intake, sent), ADDED, "en")

    act = intake.acts(sent)[-1]
    [item] = intake.testimonies()
    raw_id = bytes.fromhex(sent.record_id)
    seeds = {
        "addition": intake.working_seed(item),
        "addition-verbatim": intake.custodians_seed(item, "verbatim", "kenes", "sabira"),
    }
    stripped, whole = (
        open_envelope(act["parts"][name], seed, Context(record_id=raw_id, kind=name)) for name, seed in seeds.items()
    )
    assert (act["kind"], act["addition"]) == ("add", sha256(DIGEST_RECORD_ITEM, stripped).hex())
    assert b"Aslan" not in stripped
    assert b"broken arm" in stripped
    assert decode(whole)["narrative"] == ADDED


def test_reviewers_do_not_open_the_whole_of_added_words(embedded: Intake) -> None:
    sent = keep(embedded)
    embedded.mailboxes.write_more(enter(embedded, sent), ADDED, "en")

    blob = embedded.acts(sent)[-1]["parts"]["addition-verbatim"]

    context = Context(record_id=bytes.fromhex(sent.record_id), kind="addition-verbatim")
    with pytest.raises(CryptoError):
        open_envelope(blob, embedded.working_seed(embedded.testimonies()[0]), context)


def test_added_words_that_could_not_be_stripped_go_to_custodians_only(embedded: Intake) -> None:
    sent = keep(embedded)
    embedded.strip.error = RuntimeError("broken")

    embedded.mailboxes.write_more(enter(embedded, sent), ADDED, "en")

    context = Context(record_id=bytes.fromhex(sent.record_id), kind="addition")
    blob = embedded.acts(sent)[-1]["parts"]["addition"]
    working = decode(open_envelope(blob, embedded.working_seed(embedded.testimonies()[0]), context))
    assert (working["unstripped"], working["stripped"]) == (True, None)


@pytest.mark.parametrize(
    ("text", "reason"), [("  ", "empty"), ("x" * (MAX_NARRATIVE + 1), "too_long"), ("a\ud800", "not_utf8")]
)
def test_added_words_out_of_bounds_are_refused(embedded: Intake, text: str, reason: str) -> None:
    key = enter(embedded, keep(embedded))

    with pytest.raises(InvalidAnswers, match=reason):
        embedded.mailboxes.write_more(key, text, "en")


def test_added_words_are_in_no_file(embedded: Intake) -> None:
    sent = keep(embedded)
    embedded.mailboxes.write_more(enter(embedded, sent), ADDED, "en")

    at_rest = embedded.bytes_at_rest()

    assert [word for word in (b"broken", b"Aslan", (sent.receipt_code or "").encode()) if word in at_rest] == []


def test_every_wish_is_carried_in_order_and_signed(intake: Intake) -> None:
    sent = keep(intake)
    key = enter(intake, sent)

    for act in ACTS:
        getattr(intake.mailboxes, act)(key)

    acts = intake.acts(sent)
    assert [act["sequence"] for act in acts] == [0, 1, 2, 3, 4]
    assert [act["kind"] for act in acts] == ["opened", "narrow", "freeze", "withdraw", "cancel"]


def test_narrowing_takes_back_the_counting(intake: Intake) -> None:
    key = enter(intake, keep(intake))

    intake.mailboxes.narrow(key)

    assert intake.mailboxes.look(key).terms == "keep"


def test_freezing_is_shown(intake: Intake) -> None:
    key = enter(intake, keep(intake))

    intake.mailboxes.freeze(key)

    assert intake.mailboxes.look(key).status == "frozen"


def test_freezing_again_is_carried_again(embedded: Intake) -> None:
    sent = keep(embedded)
    key = enter(embedded, sent)

    embedded.mailboxes.freeze(key)
    embedded.mailboxes.freeze(key)

    assert [act["kind"] for act in embedded.acts(sent)] == ["opened", "freeze", "freeze"]


def test_withdrawal_names_the_day_of_destruction(intake: Intake) -> None:
    sent = keep(intake)
    key = enter(intake, sent)

    intake.mailboxes.withdraw(key)

    view = intake.mailboxes.look(key)
    assert (view.status, view.withdrawn_until) == ("withdrawn", date(2022, 2, 4))
    assert intake.acts(sent)[-1]["destroy_on"] == "2022-02-04"


def test_withdrawing_again_postpones_nothing(embedded: Intake) -> None:
    sent = keep(embedded)
    key = enter(embedded, sent)
    embedded.mailboxes.withdraw(key)
    embedded.clock.advance(timedelta(days=3))
    key = enter(embedded, sent)

    embedded.mailboxes.withdraw(key)

    assert embedded.mailboxes.look(key).withdrawn_until == date(2022, 2, 4)
    assert len(embedded.acts(sent)) == 2


def test_freezing_does_not_take_a_withdrawal_back(embedded: Intake) -> None:
    key = enter(embedded, keep(embedded))
    embedded.mailboxes.withdraw(key)

    embedded.mailboxes.freeze(key)

    assert embedded.mailboxes.look(key).status == "withdrawn"


def test_cancelled_withdrawal_leaves_all_frozen(intake: Intake) -> None:
    key = enter(intake, keep(intake))
    intake.mailboxes.withdraw(key)

    intake.mailboxes.cancel_withdrawal(key)

    view = intake.mailboxes.look(key)
    assert (view.status, view.withdrawn_until) == ("frozen", None)


def test_withdrawal_can_be_cancelled_on_the_last_day_and_not_after(embedded: Intake) -> None:
    sent = keep(embedded)
    embedded.mailboxes.withdraw(enter(embedded, sent))
    embedded.clock.advance(timedelta(days=30))

    embedded.mailboxes.cancel_withdrawal(enter(embedded, sent))
    assert len(embedded.acts(sent)) == 2

    embedded.clock.advance(timedelta(days=-1))
    embedded.mailboxes.cancel_withdrawal(enter(embedded, sent))
    assert len(embedded.acts(sent)) == 3


def test_cancelling_without_a_withdrawal_thaws_nothing(embedded: Intake) -> None:
    sent = keep(embedded)
    key = enter(embedded, sent)
    embedded.mailboxes.freeze(key)

    embedded.mailboxes.cancel_withdrawal(key)

    assert embedded.mailboxes.look(key).status == "frozen"
    assert len(embedded.acts(sent)) == 2


def test_acts_at_once_take_numbers_of_their_own(intake: Intake) -> None:
    sent = keep(intake)
    key, mailboxes = enter(intake, sent), intake.mailboxes

    with ThreadPoolExecutor(6) as posts:
        list(posts.map(lambda _: mailboxes.freeze(key), range(6)))

    assert [act["sequence"] for act in intake.acts(sent)] == list(range(7))


@pytest.mark.parametrize("act", ["look", "enter", "write_more", *ACTS])
def test_trouble_with_the_database_is_said_and_changes_nothing(embedded: Intake, act: str) -> None:
    sent = keep(embedded)
    key = enter(embedded, sent)
    arguments = {"enter": (sent.receipt_code,), "write_more": (ADDED, "en")}.get(act, ())
    with embedded.owner.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE mailbox RENAME TO away")

    with pytest.raises(StorageUnavailable):
        getattr(embedded.mailboxes, act)(key, *arguments)

    with embedded.owner.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE away RENAME TO mailbox")
    assert len(embedded.acts(sent)) == 1
