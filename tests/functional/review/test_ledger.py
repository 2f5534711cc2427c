"""The ledger page: entries, a head for paper, and verification against a head."""

import html
import re
from typing import Any

from sqlalchemy import text


def paper(page: str) -> str:
    """Return the head as it would be printed."""
    return html.unescape(re.findall(r'<pre class="head">([^<]*)</pre>', page)[0])


def test_an_empty_ledger_has_a_head(reader: Any) -> None:
    reader.open("/ledger")

    assert "0 entries" in reader.text()
    assert "size: 0" in paper(reader.page)


def test_acts_stand_on_the_ledger_without_their_details(workplace: Any, reader: Any, record_id: str) -> None:
    workplace.house.open(record_id)

    reader.open("/ledger")

    assert "A testimony was opened" in reader.text()
    assert record_id not in reader.page


def test_without_a_head_nothing_is_proven_complete(reader: Any, record_id: str) -> None:
    reader.open("/ledger")
    reader.open("/ledger/verified")

    assert "consistent, not proven complete" in reader.text()


def test_the_remembered_head_proves_the_ledger_complete(workplace: Any) -> None:
    browser = workplace.browser(None)
    workplace.sign_in(browser)

    browser.open("/ledger/verified")

    assert "1 entry: proven against the head given." in browser.text()


def test_an_older_head_on_paper_proves_the_beginning(workplace: Any, reader: Any, record_id: str) -> None:
    reader.open("/ledger")
    head = paper(reader.page)
    workplace.house.open(record_id)

    reader.post("/ledger", {"head": head.upper()})

    assert reader.path.startswith("/ledger/verified?head=v1.1.")
    assert "up to 1 proven against the head given" in reader.text()


def test_a_head_copied_with_a_mistake_comes_back(reader: Any, record_id: str) -> None:
    reader.open("/ledger")

    reader.post("/ledger", {"head": "size: 1"})

    assert reader.path == "/ledger?mend=1"
    assert "copied with a mistake" in reader.text()


def test_a_head_of_another_ledger_is_said_to_be_so(reader: Any, record_id: str) -> None:
    reader.open(f"/ledger/verified?head=v1.1.{'ab' * 32}.00000000")

    assert "The ledger is broken" in reader.text()


def test_a_broken_ledger_is_said_to_be_broken(workplace: Any, reader: Any, record_id: str) -> None:
    with workplace.house.review.writing() as session:
        session.execute(text("UPDATE ledger_range SET compact = x'00'"))

    reader.open("/ledger")

    assert "The ledger is broken" in reader.text()
    assert "Call another steward by voice" in reader.text()
