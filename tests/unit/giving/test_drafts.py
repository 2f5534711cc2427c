"""A draft rests sealed, padded and for two hours at most."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from crypto.sessions import session_id
from testimony.giving.answers import Answers
from testimony.giving.drafts import FLOOR_BYTES, GRID_SECONDS, LIFE_SECONDS, Draft, Source
from testimony.giving.models import DraftRow

if TYPE_CHECKING:
    from tests.unit.giving.conftest import Intake

CONTENT = {"state": "writing", "text": "courtyard"}
HALF_WRITTEN, SPOOLED = "half.new", "whole.draft"


def rows(intake: Intake) -> list[DraftRow]:
    """Read every draft row."""
    with intake.owner.reading() as session:
        return list(session.scalars(select(DraftRow)))


def test_draft_reads_back_whole() -> None:
    source = Source(lookup_id="a", seed="b", working_key="c", verbatim_key="d")
    draft = Draft(
        record_id="0" * 32,
        answers=Answers(narrative="text", names=("one",), shown=(1, 2)),
        receipt_words=("river", "candle"),
        source=source,
    )

    assert Draft.from_json(draft.to_json()) == draft


def test_stripped_draft_reads_back_with_its_key(embedded: Intake) -> None:
    stripped = embedded.strip("Aslan left.", "en", ())
    draft = Draft(record_id="0" * 32, answers=Answers(), stripped=stripped)

    assert Draft.from_json(draft.to_json()) == draft


def test_saved_draft_is_loaded_with_its_key(intake: Intake) -> None:
    key = intake.cookie()

    intake.drafts.save(key, CONTENT)

    assert intake.drafts.load(key) == CONTENT


def test_saving_again_replaces_the_draft(intake: Intake) -> None:
    key = intake.cookie()
    intake.drafts.save(key, CONTENT)

    intake.drafts.save(key, {"state": "checked"})

    assert intake.drafts.load(key) == {"state": "checked"}
    assert len(rows(intake)) == 1


def test_first_saves_at_once_make_one_draft(intake: Intake) -> None:
    key, store = intake.cookie(), intake.drafts

    with ThreadPoolExecutor(6) as posts:
        list(posts.map(lambda _: store.save(key, CONTENT), range(6)))

    assert len(rows(intake)) == 1


def test_draft_lives_until_its_grid_point_two_hours_on(intake: Intake) -> None:
    key = intake.cookie()
    intake.clock.advance(timedelta(seconds=GRID_SECONDS - 1))
    intake.drafts.save(key, CONTENT)

    intake.clock.advance(timedelta(seconds=LIFE_SECONDS - GRID_SECONDS))
    assert intake.drafts.load(key) == CONTENT

    intake.clock.advance(timedelta(seconds=1))
    assert intake.drafts.load(key) is None


def test_moments_within_a_grid_are_not_told_apart(intake: Intake) -> None:
    for _ in range(3):
        intake.drafts.save(intake.cookie(), CONTENT)
        intake.clock.advance(timedelta(seconds=200))

    assert len({row.expires for row in rows(intake)}) == 1


def test_expired_draft_is_deleted_by_the_next_one(intake: Intake) -> None:
    intake.drafts.save(intake.cookie(), CONTENT)
    intake.clock.advance(timedelta(hours=2))
    key = intake.cookie()

    intake.drafts.save(key, CONTENT)

    assert [row.id for row in rows(intake)] == [session_id(key)]


@pytest.mark.parametrize("length", [1, 1_000, 10_000])
def test_rows_of_short_and_long_drafts_have_one_size(embedded: Intake, length: int) -> None:
    embedded.drafts.save(embedded.cookie(), {"text": "x" * length})

    [row] = rows(embedded)
    assert FLOOR_BYTES <= len(row.sealed) < FLOOR_BYTES + 100


def test_longer_draft_takes_the_next_power_of_two(embedded: Intake) -> None:
    key, content = embedded.cookie(), {"text": "x" * (FLOOR_BYTES + 1)}

    embedded.drafts.save(key, content)

    [row] = rows(embedded)
    assert 2 * FLOOR_BYTES <= len(row.sealed) < 2 * FLOOR_BYTES + 100
    assert embedded.drafts.load(key) == content


def test_damaged_draft_is_none(embedded: Intake) -> None:
    key = embedded.cookie()
    embedded.drafts.save(key, CONTENT)
    with embedded.owner.writing() as session:
        session.execute(update(DraftRow).values(sealed=b"damaged"))

    assert embedded.drafts.load(key) is None


def test_draft_moved_under_another_cookies_row_is_none(embedded: Intake) -> None:
    key, other = embedded.cookie(), embedded.cookie()
    embedded.drafts.save(key, CONTENT)
    with embedded.owner.writing() as session:
        session.execute(update(DraftRow).values(id=session_id(other)))

    assert embedded.drafts.load(other) is None


def test_forgotten_draft_leaves_no_row(intake: Intake) -> None:
    key, other = intake.cookie(), intake.cookie()
    intake.drafts.save(key, CONTENT)
    intake.drafts.save(other, CONTENT)

    intake.drafts.forget(key)

    assert [row.id for row in rows(intake)] == [session_id(other)]


def test_spool_is_its_owners_only(embedded: Intake) -> None:
    assert embedded.drafts is not None
    assert embedded.spool.stat().st_mode & 0o777 == 0o700


def test_sweep_deletes_what_is_over_in_the_spool_and_leaves_the_rest(embedded: Intake) -> None:
    store = embedded.drafts
    now = embedded.clock().timestamp()
    for name, age in ((HALF_WRITTEN, LIFE_SECONDS), (SPOOLED, LIFE_SECONDS - 1)):
        (embedded.spool / name).write_bytes(b"")
        os.utime(embedded.spool / name, (now - age, now - age))

    with embedded.database.writing() as session:
        store.sweep(session)

    assert [path.name for path in embedded.spool.iterdir()] == [SPOOLED]


def test_file_that_another_worker_swept_first_does_not_matter(embedded: Intake) -> None:
    store = embedded.drafts
    (embedded.spool / "gone.draft").symlink_to(embedded.spool / "nowhere")

    store.save(embedded.cookie(), CONTENT)

    assert len(rows(embedded)) == 1


def test_expired_draft_in_the_spool_is_none(embedded: Intake) -> None:
    key, store = embedded.cookie(), embedded.drafts
    store.save(key, CONTENT)
    store._write_spool(key, rows(embedded)[0].sealed)
    with embedded.owner.writing() as session:
        session.execute(update(DraftRow).values(expires=0))
    assert store.load(key) == CONTENT

    embedded.clock.advance(timedelta(hours=2))

    assert store.load(key) is None
