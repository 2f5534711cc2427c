"""Releases: proposed by one, approved by another, downloaded only then."""

import io
import zipfile
from typing import Any

import pytest
from sqlalchemy import update

from testimony.coding.act import parse_act
from testimony.coding.coding import Coding
from testimony.record.models import Record
from testimony.release.errors import TableUnsafe
from testimony.release.models import ReleaseRow
from testimony.release.package import Package

ACT = {
    "id": "a1",
    "victim": "giver",
    "code": "phys.beat_baton",
    "date": {"precision": "month", "start": "2022-01"},
    "allegation": "alleged_first_hand",
}


@pytest.fixture
def counted(workplace: Any) -> None:
    """Give ten coded testimonies that may be counted."""
    give_coded(workplace, 10)


def give_coded(workplace: Any, number: int) -> None:
    """Give so many coded testimonies that may be counted."""
    codebook = workplace.services.codebook
    coding = Coding(coder="aru", codebook_version=codebook.version, acts=(parse_act(ACT, codebook),))
    for times in range(number):
        record_id = workplace.house.give(
            f"They beat me {times} times.", relationship="self", under_18="no", use="count"
        )
        workplace.house.open(record_id)
        workplace.house.desk.save_coding(workplace.house.unlocked(), record_id, coding)


def propose(reader: Any, threshold: str = "10") -> str:
    """Propose a table and give its address."""
    reader.open("/releases")
    reader.post("/releases", {"threshold": threshold})
    return str(reader.path.partition("?")[0])


def approve(workplace: Any, address: str, handle: str = "madina", passphrase: str | None = None) -> Any:
    """Approve as somebody."""
    browser = workplace.browser(handle)
    browser.open(address)
    fields = {"csrf_token": browser.token(), "passphrase": passphrase or workplace.passphrases[handle]}
    browser.post(f"{address}/approve", fields)
    return browser


def test_a_table_without_enough_people_shows_no_number(workplace: Any, reader: Any) -> None:
    propose(reader)

    assert "every cell is below 10" in reader.text()
    assert "You proposed this table" in reader.text()


@pytest.mark.usefixtures("counted")
def test_ten_people_are_a_number(reader: Any) -> None:
    propose(reader)

    assert "Beating: baton / truncheon / stick" in reader.text()
    assert "2022-01" in reader.text()
    assert '<td class="number">10</td>' in reader.page


@pytest.mark.usefixtures("counted")
def test_what_is_hidden_and_why_is_said(reader: Any) -> None:
    propose(reader)

    assert "Fewer than 10 people, or nobody 1" in reader.text()
    assert "Passed: every hidden number can still be at least 10 different numbers" in reader.text()


@pytest.mark.usefixtures("counted")
def test_one_more_testimony_after_a_release_is_not_told(workplace: Any, reader: Any) -> None:
    approve(workplace, propose(reader))
    give_coded(workplace, 1)

    propose(reader)

    assert '<td class="number">11</td>' not in reader.page
    assert "an earlier release shows: the difference would tell who came since 2" in reader.text()
    assert "Compared with 1 earlier release." in reader.text()
    assert "This table tells nothing new" in reader.text()


@pytest.mark.usefixtures("counted")
def test_only_one_of_two_releases_made_side_by_side_is_approved(workplace: Any, reader: Any) -> None:
    first, second = propose(reader), propose(reader)
    approve(workplace, first)

    browser = approve(workplace, second)

    assert "Another release was approved since." in browser.text()


@pytest.mark.usefixtures("counted")
def test_for_whom_it_is_stands_in_the_manifest(reader: Any) -> None:
    reader.open("/releases")
    reader.post("/releases", {"threshold": "10", "recipient": "a rapporteur"})

    assert "a rapporteur" in reader.text()


def test_a_proposal_is_listed(reader: Any) -> None:
    address = propose(reader)

    reader.open("/releases")

    assert address in reader.page
    assert "Waits for a second person" in reader.text()


@pytest.mark.parametrize("threshold", ["2", "9", "ten", "", "99999"])
def test_a_threshold_that_protects_nobody_is_refused(reader: Any, threshold: str) -> None:
    propose(reader, threshold)

    assert reader.path == "/releases?mend=1"
    assert "Cells below 10 are never shown." in reader.text()


def test_a_table_that_gives_a_number_away_is_refused(workplace: Any, rebuilt: Any) -> None:
    class Unsafe(type(workplace.services.releases)):  # type: ignore[misc]  # the class of a fixture
        def propose(self, *_asked: object, **_named: object) -> str:
            raise TableUnsafe("cell")

    releases = workplace.services.releases
    changed = rebuilt(releases=Unsafe(**vars(releases)))
    browser = changed.browser()

    propose(browser)

    assert "would give a small number away" in browser.text()


def test_a_second_person_approves_and_anybody_downloads(workplace: Any, reader: Any) -> None:
    address = propose(reader)

    second = approve(workplace, address)
    reader.open(address)
    reader.post(f"{address}/file", {"passphrase": workplace.passphrases["aru"]})

    assert second.path == f"{address}?said=approved"
    answer = reader.last_post
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="aigaq-table-')
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(zipfile.ZipFile(io.BytesIO(answer.data)).namelist()) == {
        "table-act_code-by-month.csv",
        "tables.json",
        "codebook.csv",
        "manifest.json",
    }


def test_who_proposed_can_not_approve(workplace: Any, reader: Any) -> None:
    address = propose(reader)

    browser = approve(workplace, address, "aru")

    assert browser.path == f"{address}?mend=1"
    assert "Waits for a second person" in browser.text()
    assert "approved by" not in browser.text()


def test_the_wrong_passphrase_approves_nothing(workplace: Any, reader: Any) -> None:
    browser = approve(workplace, propose(reader), passphrase="orbit")

    assert "This is not your passphrase." in browser.text()


def test_nothing_is_downloaded_before_approval_or_without_the_passphrase(workplace: Any, reader: Any) -> None:
    address = propose(reader)
    reader.post(f"{address}/file", {"passphrase": workplace.passphrases["aru"]})
    before = reader.text()
    approve(workplace, address)
    reader.open(address)
    reader.post(f"{address}/file", {"passphrase": "orbit"})

    assert "A second person has to approve this release first." in before
    assert "This is not your passphrase." in reader.text()


@pytest.mark.usefixtures("counted")
def test_a_record_that_was_held_since_stops_approval_and_download(workplace: Any, reader: Any) -> None:
    address = propose(reader)
    approve(workplace, address)
    with workplace.house.review.writing() as session:
        session.execute(update(Record).values(held=True))

    second = approve(workplace, address, "daniyar")
    reader.open(address)
    reader.post(f"{address}/file", {"passphrase": workplace.passphrases["aru"]})

    assert "changed since" in reader.text()
    assert second.path == f"{address}?mend=1" or second.status == 403


def test_an_unknown_release_is_no_page(reader: Any) -> None:
    reader.open("/releases/" + "0" * 32)

    assert reader.status == 404


def test_a_release_that_was_tampered_with_is_not_shown(workplace: Any, reader: Any) -> None:
    address = propose(reader)
    with workplace.house.review.writing() as session:
        session.execute(update(ReleaseRow).values(sealed=b"other"))

    reader.open(address)

    assert reader.status == 500
    assert "not as it was sealed" in reader.text()


def test_a_release_that_can_not_be_read_does_not_hide_the_others(workplace: Any, reader: Any) -> None:
    damaged, whole = propose(reader), propose(reader)
    _damage(workplace, damaged)

    reader.open("/releases")

    assert reader.status == 200
    assert "Can't be read" in reader.text()
    assert damaged not in reader.page
    assert whole in reader.page


def test_a_proposal_that_can_not_be_read_stops_no_new_one(workplace: Any, reader: Any) -> None:
    _damage(workplace, propose(reader))

    address = propose(reader)

    assert reader.status == 200
    assert "Waits for a second person" in approve(workplace, address, "aru").text()


def test_nothing_is_proposed_beside_an_approved_release_that_can_not_be_read(
    workplace: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(workplace, propose(reader))
    # As of a version that read other packages: the bytes and both signatures are whole.
    monkeypatch.setattr(Package, "from_json", _refused)

    propose(reader)

    assert reader.status == 500
    assert "not as it was sealed" in reader.text()


def _damage(workplace: Any, address: str) -> None:
    with workplace.house.review.writing() as session:
        row = update(ReleaseRow).where(ReleaseRow.id == address.rpartition("/")[2])
        session.execute(row.values(sealed=b"other"))


def _refused(_plain: object) -> Package:
    raise ValueError("of another version")
