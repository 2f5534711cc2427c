"""A testimony is stored once, whatever is posted again, and a code opens what it should and no more."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from crypto.agefile import open_sealed
from crypto.errors import CryptoError
from crypto.seeds import Seed, public_key
from testimony.exchange.models import Mailbox
from testimony.giving.answers import MAX_NARRATIVE, Answers
from testimony.giving.capsule import open_capsule
from testimony.giving.drafts import CHECKED, KEPT, SENT, SKIPPED, WRITING
from testimony.giving.errors import AlreadySent, InvalidAnswers, NoDraft

if TYPE_CHECKING:
    from tests.unit.giving.conftest import Intake

TEXT = "They took Aslan from the courtyard at night."
ANSWERS = Answers(narrative=TEXT, relationship="relative", contact="ring the baker", names=("Botagoz",))


def test_written_draft_is_shown_again(intake: Intake) -> None:
    key = intake.cookie()

    intake.giving.write(key, ANSWERS)

    draft = intake.giving.load(key)
    assert draft is not None
    assert (draft.answers, draft.state) == (ANSWERS, WRITING)


def test_other_cookie_finds_no_draft(intake: Intake) -> None:
    intake.giving.write(intake.cookie(), ANSWERS)

    assert intake.giving.load(intake.cookie()) is None


def test_over_long_draft_is_kept_whole(intake: Intake) -> None:
    key, long = intake.cookie(), Answers(narrative="ә" * (MAX_NARRATIVE + 1))

    intake.giving.write(key, long)

    draft = intake.giving.load(key)
    assert draft is not None
    assert draft.answers == long


@pytest.mark.parametrize("field", ["narrative", "contact", "contact_safe"])
def test_half_a_letter_is_refused_as_a_draft(embedded: Intake, field: str) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        embedded.giving.write(embedded.cookie(), replace(ANSWERS, **{field: "\ud800"}))

    assert (refused.value.field, refused.value.reason) == (field, "not_utf8")


def test_half_a_letter_in_a_name_is_refused_as_a_draft(embedded: Intake) -> None:
    with pytest.raises(InvalidAnswers, match="names"):
        embedded.giving.write(embedded.cookie(), replace(ANSWERS, names=("\udfff",)))


def test_check_strips_and_keeps_the_result_with_its_key(intake: Intake) -> None:
    key = intake.cookie()

    checked = intake.giving.check(key, ANSWERS)

    assert intake.giving.load(key) == checked
    assert checked.state == CHECKED
    assert checked.stripped is not None
    assert [surface.text for surface in checked.stripped.key.surfaces] == ["Aslan"]


def test_check_refuses_an_empty_text(embedded: Intake) -> None:
    with pytest.raises(InvalidAnswers, match="empty"):
        embedded.giving.check(embedded.cookie(), Answers(narrative=" \n"))


def test_same_text_is_stripped_once(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.check(key, ANSWERS)

    embedded.giving.check(key, replace(ANSWERS, contact="ring the smith"))
    embedded.giving.send(key, None)

    assert embedded.strip.calls == 1


@pytest.mark.parametrize("change", [{"narrative": TEXT + "!"}, {"language": "ru"}])
def test_changed_text_is_stripped_again_and_loses_its_ticks(embedded: Intake, change: dict[str, object]) -> None:
    key = embedded.cookie()
    embedded.giving.check(key, ANSWERS)
    embedded.giving.check(key, replace(ANSWERS, shown=(1,)))

    draft = embedded.giving.check(key, replace(ANSWERS, shown=(1,), **change))  # type: ignore[arg-type]  # a row of the table

    assert (embedded.strip.calls, draft.answers.shown) == (2, ())


def test_ticks_follow_their_boxes_when_a_name_is_added(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.check(key, ANSWERS)

    draft = embedded.giving.check(key, replace(ANSWERS, shown=(1,), names=("Botagoz", "They")))

    assert draft.stripped is not None
    assert [TEXT[m.start : m.end] for m in draft.stripped.mentions] == ["They", "Aslan"]
    assert draft.answers.shown == (2,)


def test_ticks_go_with_a_strip_that_fails(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.check(key, ANSWERS)
    embedded.strip.error = RuntimeError("broken")

    draft = embedded.giving.check(key, replace(ANSWERS, shown=(1,), names=("Botagoz", "They")))

    assert (draft.answers.shown, draft.strip_failed) == ((), True)


def test_declared_names_reach_the_strip_without_empty_lines(embedded: Intake) -> None:
    answers = Answers(narrative="Kairat saw it.", names=("", "Kairat", "  "))

    draft = embedded.giving.check(embedded.cookie(), answers)

    assert draft.stripped is not None
    assert [mention.end for mention in draft.stripped.mentions] == [6]


def test_check_then_send_stores_one_record(intake: Intake) -> None:
    key = intake.cookie()
    checked = intake.giving.check(key, ANSWERS)

    sent = intake.giving.send(key, None)

    assert [item.record_id for item in intake.testimonies()] == [checked.record_id] == [sent.record_id]
    assert (sent.state, sent.reachable) == (SENT, True)
    assert len(sent.receipt_words or ()) == 8


def test_send_without_check_strips_and_stores(intake: Intake) -> None:
    intake.giving.send(intake.cookie(), ANSWERS)

    [item] = intake.testimonies()
    assert intake.strip.calls == 1
    assert not intake.working(item)["unstripped"]


def test_send_without_draft_is_refused(intake: Intake) -> None:
    with pytest.raises(NoDraft):
        intake.giving.send(intake.cookie(), None)


def test_send_refuses_what_can_not_be_sent_and_stores_nothing(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.write(key, Answers(narrative="x" * (MAX_NARRATIVE + 1)))

    with pytest.raises(InvalidAnswers, match="too_long"):
        embedded.giving.send(key, None)

    assert embedded.outbox() == []


@pytest.mark.parametrize("again", [None, ANSWERS, replace(ANSWERS, names=(), shown=(2,))])
def test_sending_again_gives_the_same_receipt_and_one_record(intake: Intake, again: Answers | None) -> None:
    key = intake.cookie()
    intake.giving.check(key, ANSWERS)
    first = intake.giving.send(key, None)

    second = intake.giving.send(key, again)

    assert second == first
    assert len(intake.testimonies()) == 1


def test_many_posts_of_one_form_at_once_give_one_record_and_one_receipt(intake: Intake) -> None:
    key, giving = intake.cookie(), intake.giving

    with ThreadPoolExecutor(6) as posts:
        sent = list(posts.map(lambda _: giving.send(key, ANSWERS), range(6)))

    assert len({draft.receipt_code for draft in sent}) == 1
    assert len(intake.testimonies()) == 1


def test_of_two_texts_at_once_under_one_cookie_none_is_taken_for_the_other(intake: Intake) -> None:
    key, giving = intake.cookie(), intake.giving

    def post(number: int) -> str:
        try:
            giving.send(key, Answers(narrative=f"text {number}"))
        except AlreadySent:
            return "kept for its writer"
        return "stored"

    with ThreadPoolExecutor(4) as posts:
        outcomes = list(posts.map(post, range(4)))

    assert sorted(outcomes) == ["kept for its writer"] * 3 + ["stored"]
    assert len(intake.testimonies()) == 1


@pytest.mark.parametrize("change", [{"narrative": "another"}, {"contact": "ring the smith"}, {"use": "count"}])
@pytest.mark.parametrize("act", ["send", "check", "write"])
def test_other_answers_after_sending_are_never_dropped_in_silence(
    embedded: Intake, act: str, change: dict[str, str]
) -> None:
    key = embedded.cookie()
    embedded.giving.send(key, ANSWERS)

    with pytest.raises(AlreadySent):
        getattr(embedded.giving, act)(key, replace(ANSWERS, **change))  # type: ignore[arg-type]  # a row of the table


@pytest.mark.parametrize("act", ["check", "write"])
def test_same_answers_after_sending_leave_the_receipt_as_it_is(embedded: Intake, act: str) -> None:
    key = embedded.cookie()
    sent = embedded.giving.send(key, ANSWERS)

    assert getattr(embedded.giving, act)(key, ANSWERS) == sent
    assert embedded.giving.load(key) == sent


def test_sent_draft_holds_nothing_of_what_was_written(intake: Intake) -> None:
    key = intake.cookie()
    intake.giving.check(key, ANSWERS)

    intake.giving.send(key, None)

    draft = intake.giving.load(key)
    assert draft is not None
    assert draft.answers == Answers(language="en", use="keep")
    assert draft.stripped is None


def test_words_are_in_no_file_at_any_step(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.write(key, ANSWERS)
    embedded.giving.check(key, ANSWERS)
    sent = embedded.giving.send(key, None)
    embedded.giving.keep_code(key)

    at_rest = embedded.bytes_at_rest()

    secrets = [
        *re.findall(r"\w{4,}", TEXT),
        "baker",
        "Botagoz",
        sent.receipt_code or "",
        " ".join(sent.receipt_words or ()),
    ]
    assert [word for word in secrets if word.encode() in at_rest or word.encode().hex().encode() in at_rest] == []
    assert key not in at_rest


def test_record_of_a_text_that_could_not_be_stripped_waits_marked(embedded: Intake) -> None:
    embedded.strip.error = RuntimeError("broken")
    sent = embedded.giving.send(embedded.cookie(), ANSWERS)

    [item] = embedded.testimonies()
    working = embedded.working(item)
    assert sent.strip_failed
    assert (working["unstripped"], working["stripped"]) == (True, None)
    assert "courtyard" not in str(working)
    assert embedded.compartment(item, "verbatim")["narrative"] == TEXT


def test_strip_that_failed_at_check_is_tried_again_at_sending(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.strip.error = RuntimeError("broken")
    assert embedded.giving.check(key, ANSWERS).strip_failed

    embedded.strip.error = None

    assert not embedded.giving.send(key, None).strip_failed


def test_kept_code_opens_a_capsule_with_the_records_keys(intake: Intake) -> None:
    key = intake.cookie()
    sent = intake.giving.send(key, ANSWERS)

    kept = intake.giving.keep_code(key)

    with intake.owner.reading() as session:
        [blob] = session.scalars(select(Mailbox.capsule))
    capsule = open_capsule(blob, intake.receipt_seed(sent))
    assert (kept.code, kept.source, kept.receipt_words) == (KEPT, None, sent.receipt_words)
    assert (capsule.record_id, capsule.sequence, capsule.use) == (sent.record_id, 1, "keep")
    assert capsule.working_key == public_key(intake.working_seed(intake.testimonies()[0])).hex()


def test_capsule_opens_with_no_other_code(intake: Intake) -> None:
    key = intake.cookie()
    intake.giving.send(key, ANSWERS)
    intake.giving.keep_code(key)

    with intake.owner.reading() as session:
        [blob] = session.scalars(select(Mailbox.capsule))

    with pytest.raises(CryptoError):
        open_capsule(blob, Seed.generate())


def test_code_kept_twice_at_once_makes_one_mailbox_and_one_act(intake: Intake) -> None:
    key, giving = intake.cookie(), intake.giving
    sent = giving.send(key, ANSWERS)

    with ThreadPoolExecutor(4) as posts:
        kept = list(posts.map(lambda _: giving.keep_code(key), range(4)))

    assert {draft.receipt_code for draft in kept} == {sent.receipt_code}
    assert [(act["kind"], act["sequence"]) for act in intake.acts(sent)] == [("opened", 0)]


def test_skipped_code_is_forgotten_at_once(intake: Intake) -> None:
    key = intake.cookie()
    intake.giving.send(key, ANSWERS)

    skipped = intake.giving.skip_code(key)

    assert (skipped.code, skipped.receipt_words, skipped.receipt_code, skipped.source) == (SKIPPED, None, None, None)
    assert intake.giving.load(key) == skipped
    with intake.owner.reading() as session:
        assert session.scalars(select(Mailbox.lookup_id)).all() == []


def test_skipped_code_can_not_be_kept_any_more(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.send(key, ANSWERS)
    skipped = embedded.giving.skip_code(key)

    assert embedded.giving.keep_code(key) == skipped


def test_kept_code_is_not_taken_away_by_skipping(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.giving.send(key, ANSWERS)
    kept = embedded.giving.keep_code(key)

    assert embedded.giving.skip_code(key) == kept


@pytest.mark.parametrize("act", ["keep_code", "skip_code"])
def test_nothing_is_decided_about_an_unsent_draft(intake: Intake, act: str) -> None:
    key = intake.cookie()
    intake.giving.write(key, ANSWERS)

    with pytest.raises(NoDraft):
        getattr(intake.giving, act)(key)


def test_forgotten_draft_is_gone(intake: Intake) -> None:
    key = intake.cookie()
    intake.giving.write(key, ANSWERS)

    intake.giving.forget(key)

    assert intake.giving.load(key) is None


def test_sent_draft_ends_after_two_hours_and_the_record_stays(intake: Intake) -> None:
    key = intake.cookie()
    intake.giving.send(key, ANSWERS)

    intake.clock.advance(timedelta(hours=2))

    assert intake.giving.load(key) is None
    assert len(intake.testimonies()) == 1


def test_open_mailbox_is_no_draft(intake: Intake) -> None:
    key, box = intake.cookie(), intake.cookie()
    sent = intake.giving.send(key, ANSWERS)
    intake.giving.keep_code(key)
    intake.mailboxes.enter(box, sent.receipt_code or "")

    assert intake.giving.load(box) is None


def test_sizes_of_short_and_long_records_are_alike(embedded: Intake) -> None:
    for text in ("short", "longer " * 500):
        embedded.giving.send(embedded.cookie(), Answers(narrative=text))

    one, two = embedded.testimonies()
    assert {name: len(part) for name, part in one.parts.items()} == {n: len(part) for n, part in two.parts.items()}


def test_record_can_not_be_opened_with_what_intake_keeps(embedded: Intake) -> None:
    key = embedded.cookie()
    sent = embedded.giving.send(key, ANSWERS)
    [item] = embedded.testimonies()
    assert sent.source is not None
    receipt_seed = Seed(bytes.fromhex(sent.source.seed))

    for part in item.parts.values():
        with pytest.raises(CryptoError):
            open_sealed(part, receipt_seed, stanzas=1)
