"""One transaction at a time works on what an id stands for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from testimony.database.engine import Database
from testimony.database.locks import hold
from testimony.giving.models import DraftRow

ID, OTHER_ID = "ff" * 16, "01" * 16


def test_first_comers_at_once_find_each_others_row(intake_database: Database) -> None:
    def begin(_: int) -> bool:
        with intake_database.writing() as session:
            hold(session, ID)
            if session.scalar(select(func.count()).select_from(DraftRow)):
                return False
            session.add(DraftRow(id=ID, sealed=b"", expires=0))
            return True

    with ThreadPoolExecutor(4) as posts:
        assert sorted(posts.map(begin, range(4))) == [False, False, False, True]


@pytest.mark.postgresql
def test_other_ids_do_not_wait(open_postgresql: Callable[..., Database]) -> None:
    database = open_postgresql("intake")

    with database.writing() as one, database.writing() as two:
        hold(one, ID)
        hold(two, OTHER_ID)
        free = two.scalar(select(func.pg_try_advisory_xact_lock(-1)))  # the first eight bytes of ID

    assert free is False
