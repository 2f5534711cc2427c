"""Two founders make the first roster on their own machines; the server takes it in, or says why not."""

from __future__ import annotations

import json
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cli.places import open_review
from crypto import canonical
from testimony.people.models import Account, TeamGrant
from testimony.roster.models import RosterVersion


def edit(path: Path, **changes: object) -> None:
    """Change fields of a canonical JSON file."""
    fields = json.loads(path.read_bytes())
    path.write_bytes(canonical.dumps({**fields, **changes}))


def last_error(capsys: pytest.CaptureFixture[str]) -> str:
    """Give the line on standard error, and check that it is one."""
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    return error


def test_own_keys_are_made_and_the_passphrase_is_shown_once(
    fresh: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fresh.aigaq("founding", "keys", "--handle", "madina", "--role", "reviewer", "--out", tmp_path) == 0

    output = capsys.readouterr().out
    assert len(output.splitlines()[0].removeprefix("passphrase: ").split()) == 6
    assert "otpauth://totp/" in output
    assert "madina (reviewer): " in output
    assert stat.S_IMODE((tmp_path / "madina.seat").stat().st_mode) == 0o600


def test_passphrase_can_go_to_a_private_file_and_opens_the_seat(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["founding", "keys", "--handle", "madina", "--role", "steward", "--out", fresh.papers]

    assert fresh.aigaq(*words, "--secrets", fresh.paper("madina.words")) == 0

    assert fresh.paper("madina.words").read_text().strip() not in capsys.readouterr().out
    assert stat.S_IMODE(fresh.paper("madina.words").stat().st_mode) == 0o600
    assert fresh.seed("madina")


@pytest.mark.parametrize("handle", [pytest.param("aru", id="made before"), pytest.param("Aru Bek", id="a name")])
def test_keys_are_not_made_for_a_handle_that_is_taken_or_none(
    fresh: Any, capsys: pytest.CaptureFixture[str], handle: str
) -> None:
    before = fresh.paper("aru.seat").read_bytes()

    assert fresh.aigaq("founding", "keys", "--handle", handle, "--role", "reviewer", "--out", fresh.papers) == 1

    assert last_error(capsys)
    assert fresh.paper("aru.seat").read_bytes() == before


def test_two_founders_make_a_roster_that_the_server_takes_in(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert [fresh.propose(), fresh.sign(), fresh.install()] == [0, 0, 0]

    assert capsys.readouterr().out.count(fresh.roster().digest) == 3
    assert (fresh.var / "roster" / "pin").read_text().strip() == fresh.roster().digest
    assert not fresh.roster().demonstration
    with closing(open_review()) as review, review.reading() as session:
        assert set(session.scalars(select(Account.handle))) == {"aru", "daniyar"}
        assert set(session.scalars(select(TeamGrant.handle))) == {"aru", "daniyar"}


def test_every_person_s_six_words_are_shown_before_signing(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.propose()
    proposed = capsys.readouterr().out

    fresh.sign()

    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert len(shown) == 5
    assert all(line in proposed and len(line.partition(": ")[2].split()) == 6 for line in shown)


def test_one_signature_does_not_install(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.propose()
    fresh.sign("aru")  # the same founder again

    assert fresh.install() == 1

    assert "fewer than two stewards" in capsys.readouterr().err
    assert not (fresh.var / "roster" / "pin").exists()


def test_signature_that_does_not_hold_is_not_counted(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.propose()
    fields = json.loads(fresh.paper("founding.json").read_bytes())["roster"]
    forged = [{"handle": "aru", "signature": "00" * 64}]
    edit(fresh.paper("founding.json"), roster={**fields, "signatures": forged})
    capsys.readouterr()

    assert fresh.sign() == 0

    assert "Signed by daniyar. A second steward" in capsys.readouterr().out
    assert fresh.install() == 1


def test_wrong_passphrase_proposes_nothing(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.paper("aru.words").write_text("six words that are not it")

    assert fresh.propose() == 1

    assert "passphrase" in last_error(capsys)
    assert not fresh.paper("founding.json").exists()


def test_custodian_among_the_people_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert fresh.propose(people=("daniyar", "kenes")) == 1

    assert "custodians go under --custodians" in last_error(capsys)


def test_other_keys_under_a_taken_call_sign_are_refused(
    fresh: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh.aigaq("custody", "keys", "--handle", "kenes", "--out", tmp_path)
    fresh.paper("sabira.public").write_bytes((tmp_path / "kenes.public").read_bytes())
    capsys.readouterr()

    assert fresh.propose() == 1

    assert "has this call sign" in last_error(capsys)


def test_threshold_of_one_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert fresh.propose(threshold=1) == 1

    assert "threshold" in last_error(capsys)


def test_reviewer_who_is_no_steward_can_t_propose(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("aru.seat", "aru.public"):
        fresh.paper(name).unlink()
    words = fresh.paper("aru.words")
    words.unlink()
    options = ["--role", "reviewer", "--out", fresh.papers, "--secrets", words]
    fresh.aigaq("founding", "keys", "--handle", "aru", *options)
    fresh.aigaq("founding", "keys", "--handle", "madina", "--role", "steward", "--out", fresh.papers)
    capsys.readouterr()

    assert fresh.propose(people=("daniyar", "madina")) == 1

    assert "only a steward's signature counts" in last_error(capsys)


def test_founder_whose_keys_were_exchanged_does_not_sign(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    other = ["--role", "reviewer", "--role", "steward", "--out", fresh.papers / "other"]
    fresh.aigaq("founding", "keys", "--handle", "daniyar", *other)
    own = fresh.paper("daniyar.public").read_bytes()
    fresh.paper("daniyar.public").write_bytes((fresh.papers / "other" / "daniyar.public").read_bytes())
    fresh.propose()
    fresh.paper("daniyar.public").write_bytes(own)
    capsys.readouterr()

    assert fresh.sign() == 1

    assert "other keys than your seat" in last_error(capsys)


def test_founder_who_was_not_given_the_team_key_does_not_sign(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.propose()
    grants = json.loads(fresh.paper("founding.json").read_bytes())["grants"]
    edit(fresh.paper("founding.json"), grants={**grants, "daniyar": grants["aru"]})
    capsys.readouterr()

    assert fresh.sign() == 1

    assert "the grant does not open" in last_error(capsys)


def test_founding_with_another_team_key_is_not_signed(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.propose()
    other = json.loads(fresh.paper("founding.json").read_bytes())["grants"]
    fresh.paper("founding.json").unlink()
    fresh.propose()
    edit(fresh.paper("founding.json"), grants=other)
    capsys.readouterr()

    assert fresh.sign() == 1

    assert "not the one on the roster" in last_error(capsys)


def test_demonstration_keys_never_become_real_ones(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.propose()
    fields = json.loads(fresh.paper("founding.json").read_bytes())
    document = json.loads(fields["roster"]["document"])
    document["demonstration"] = True
    roster = {**fields["roster"], "document": canonical.dumps(document).decode()}
    edit(fresh.paper("founding.json"), roster=roster)
    capsys.readouterr()

    assert [fresh.sign(), fresh.install()] == [1, 1]

    assert capsys.readouterr().err.count("demonstration flag") == 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x00\xff", id="no text"),
        pytest.param(b'{"format":"aigaq-seat-1"}', id="other format"),
        pytest.param(b'{"format":"aigaq-founding-1","grants":{},"roster":{}}', id="no roster"),
        pytest.param(b"[]", id="a list"),
    ],
)
def test_file_that_is_no_founding_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    fresh.paper("founding.json").write_bytes(content)

    assert fresh.install() == 1

    assert "founding.json" in last_error(capsys)


@pytest.mark.parametrize("content", [b"{}", b'{"format":"other"}', b"\xff"])
def test_file_that_is_no_seat_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    fresh.paper("aru.seat").write_bytes(content)

    assert fresh.propose() == 1

    assert "aru.seat: no seat file" in last_error(capsys)


def test_seat_with_somebody_else_s_public_keys_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    edit(fresh.paper("aru.seat"), enrolment=fresh.paper("daniyar.public").read_text())

    assert fresh.propose(people=("daniyar",)) == 1

    assert "not those of its seed" in last_error(capsys)


@pytest.mark.parametrize("content", [b"12ab", b"no hex", b"\xff"])
def test_file_that_is_no_handover_key_is_refused(
    fresh: Any, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (fresh.var / "handover.public").write_bytes(content)

    assert fresh.propose() == 1

    assert "handover.public" in last_error(capsys)


def test_file_that_holds_no_public_keys_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.paper("timur.public").write_bytes(b"{}")

    assert fresh.propose() == 1

    assert "timur.public: no file of public keys" in last_error(capsys)


def test_init_twice_changes_nothing(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [path for path in founded.var.rglob("*") if path.is_file() and "sqlite" not in path.name]
    before = {path: (path.read_bytes(), path.stat().st_mode) for path in paths}

    assert [founded.aigaq("init"), founded.install()] == [0, 0]

    assert {path: (path.read_bytes(), path.stat().st_mode) for path in paths} == before
    with closing(open_review()) as review, review.reading() as session:
        assert len(session.scalars(select(RosterVersion)).all()) == 1


def test_init_makes_private_folders_and_files(fresh: Any) -> None:
    folders = {name: stat.S_IMODE((fresh.var / name).stat().st_mode) for name in ("intake", "review", "keys")}

    assert set(folders.values()) == {0o700}
    assert stat.S_IMODE((fresh.var / "intake" / "salt").stat().st_mode) == 0o600
    assert stat.S_IMODE((fresh.var / "review" / "handover.seed").stat().st_mode) == 0o600
    assert len(bytes.fromhex((fresh.var / "handover.public").read_text())) == 32


def test_other_founders_do_not_replace_the_first(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    founded.paper("founding.json").unlink()
    founded.propose()
    founded.sign()
    pin = founded.roster().digest
    capsys.readouterr()

    assert founded.install() == 1

    assert "pins another roster" in last_error(capsys)
    assert founded.roster().digest == pin


def test_other_founders_do_not_replace_the_first_even_where_the_pin_file_is_gone(
    founded: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    founded.paper("founding.json").unlink()
    founded.propose()
    founded.sign()
    (founded.var / "roster" / "pin").unlink()
    capsys.readouterr()

    assert founded.install() == 1

    assert "has other founders" in last_error(capsys)


@pytest.mark.parametrize(
    ("seats", "sentence"),
    [
        pytest.param(("aru",), "the seat of daniyar is missing", id="one missing"),
        pytest.param(("aru", "daniyar", "aru"), "one seat for each", id="one twice"),
    ],
)
def test_every_founder_needs_a_seat(
    fresh: Any, capsys: pytest.CaptureFixture[str], seats: tuple[str, ...], sentence: str
) -> None:
    fresh.propose()
    fresh.sign()
    capsys.readouterr()

    assert fresh.install(*seats) == 1

    assert sentence in last_error(capsys)


def test_founding_for_another_machine_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (fresh.var / "handover.public").write_text("ab" * 32)
    fresh.propose()
    fresh.sign()
    capsys.readouterr()

    assert fresh.install() == 1

    assert "hand-over key of another machine" in last_error(capsys)


def test_founding_without_a_reviewer_s_grant_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.propose()
    fresh.sign()
    grants = json.loads(fresh.paper("founding.json").read_bytes())["grants"]
    edit(fresh.paper("founding.json"), grants={"aru": grants["aru"]})
    capsys.readouterr()

    assert fresh.install() == 1

    assert "not sealed to exactly the reviewers" in last_error(capsys)


def test_seats_without_a_founding_are_refused(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert fresh.aigaq("init", "--seats", fresh.paper("aru.seat")) == 1

    assert "--founding" in last_error(capsys)
