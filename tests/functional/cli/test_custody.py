"""A custodian's own machine: a request is shown, approved or denied with the key file alone."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crypto.envelopes import Context, open_envelope
from crypto.identity_file import parse_identity_file, recipient_string
from crypto.seeds import Seed, public_key, signing_key
from crypto.shares import combine
from testimony.custody.answer import answer_context, verify_answer
from testimony.custody.request import Request, RequestFile, sign_request
from testimony.roster.chain import load_chain

NPM = Path(__file__).parents[2] / "vectors" / "npm"
NPM_SECONDS = 120
REASON = "The family asks for a lawyer"


class Asked:
    """A request for the contact of one record, by aru, with the file custodians take home."""

    def __init__(self, house: Any, *, expires: datetime, seal_key: bytes | None = None, reason: str = REASON) -> None:
        self.house, self.seed = house, house.seed("aru")
        self.record_id, self.parts = house.give()
        self.request = Request(
            record_id=self.record_id,
            compartment="contact",
            requester="aru",
            seal_key=seal_key or public_key(self.seed),
            reason=reason,
            expires=expires.replace(second=0, microsecond=0),
        )
        prefix = "share/contact/"
        self.shares = {name.removeprefix(prefix): part for name, part in self.parts.items() if name.startswith(prefix)}
        self.file = RequestFile(
            request=self.request,
            signature=sign_request(self.request, signing_key(self.seed)),
            shares=self.shares,
            chain=load_chain((house.var / "roster" / "roster.json").read_bytes()),
        )
        self.path = house.paper("request.json")
        self.path.write_bytes(self.file.to_bytes())

    def run(self, act: str, handle: str, *more: object) -> int:
        """Let a custodian act on the request."""
        status: int = self.house.aigaq(
            "custody", act, self.path, "--identity", self.house.paper(f"{handle}.key"), *more
        )
        return status

    def answer(self, handle: str) -> Path:
        """Name the answer beside the request."""
        return self.path.with_name(f"request.json-{handle}.answer")

    def shares_of(self, *handles: str) -> list[bytes]:
        """Open the answers as their requester."""
        answers = [
            verify_answer(self.answer(handle).read_bytes(), self.request, self.house.roster()) for handle in handles
        ]
        return [open_envelope(answer.share, self.seed, answer_context(self.record_id)) for answer in answers]


def soon() -> datetime:
    """Give a moment three days ahead."""
    return datetime.now(UTC) + timedelta(days=3)


@pytest.fixture
def asked(founded: Any, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Give a request; from here on no database and no setting is there: this is a custodian's own machine."""
    made = Asked(founded, expires=soon())
    monkeypatch.setenv("AIGAQ_VAR", "/nowhere")
    return made


def test_approval_says_what_was_asked_and_where_the_answer_lies(
    asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked.run("approve", "kenes") == 0

    output = capsys.readouterr().out
    for word in (asked.request.id, "contact", asked.record_id, "aru", REASON, "UTC", str(asked.answer("kenes"))):
        assert word in output


def test_two_approvals_open_the_contact_for_who_asked(asked: Asked) -> None:
    assert [asked.run("approve", "kenes"), asked.run("approve", "timur")] == [0, 0]

    seed = Seed(combine(asked.shares_of("kenes", "timur")))

    contact = Context(record_id=bytes.fromhex(asked.record_id), kind="contact")
    assert b"a safe way" in open_envelope(asked.parts["contact"], seed, contact)


def test_denial_hands_over_no_share(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked.run("deny", "sabira") == 0

    answer = verify_answer(asked.answer("sabira").read_bytes(), asked.request, asked.house.roster())
    assert (answer.decision, answer.share) == ("deny", b"")
    assert "Denied by sabira" in capsys.readouterr().out


def test_show_answers_nothing(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked.run("show", "kenes") == 0

    assert REASON in capsys.readouterr().out
    assert not asked.answer("kenes").exists()


def test_answer_goes_where_it_is_told_to(asked: Asked, tmp_path: Path) -> None:
    assert asked.run("approve", "kenes", "--out", tmp_path / "mine") == 0

    assert (tmp_path / "mine").exists()


def test_reason_can_t_disguise_the_lines_around_it(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked(founded, expires=soon(), reason="fine\x1b[2J\u202e\nuntil 2099")

    asked.run("show", "kenes")

    assert "fine·[2J··until 2099" in capsys.readouterr().out


def test_expired_request_is_refused(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked(founded, expires=datetime.now(UTC) - timedelta(minutes=5))

    assert asked.run("approve", "kenes") == 1

    assert "expired" in capsys.readouterr().err
    assert not asked.answer("kenes").exists()


def test_request_under_a_key_that_the_roster_does_not_name_is_refused(
    founded: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Asked(founded, expires=soon(), seal_key=public_key(Seed.generate()))

    assert asked.run("approve", "kenes") == 1

    assert "not the requester's on the roster" in capsys.readouterr().err


def test_key_of_somebody_else_under_a_custodian_s_handle_is_refused(
    asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    key = asked.house.paper("kenes.key")
    key.write_text(asked.house.paper("timur.key").read_text().replace("timur", "kenes"))

    assert asked.run("approve", "kenes") == 1

    assert "identity" in capsys.readouterr().err


def test_roster_other_than_the_pinned_one_is_refused(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    key = asked.house.paper("kenes.key")
    key.write_text(key.read_text().replace(asked.house.roster().digest, "0" * 64))

    assert asked.run("show", "kenes") == 1

    assert "not the pinned one" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        pytest.param("# handle: ", "no line `# handle:", id="handle"),
        pytest.param("# roster: ", "no roster pin yet", id="pin"),
        pytest.param("AGE-SECRET", "no key file", id="key"),
    ],
)
def test_key_file_without_one_of_its_lines_is_refused(
    asked: Asked, capsys: pytest.CaptureFixture[str], line: str, sentence: str
) -> None:
    key = asked.house.paper("kenes.key")
    key.write_text("\n".join(kept for kept in key.read_text().splitlines() if not kept.startswith(line)))

    assert asked.run("approve", "kenes") == 1

    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff"])
def test_file_that_is_no_request_is_refused(asked: Asked, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    asked.path.write_bytes(content)

    assert asked.run("approve", "kenes") == 1

    assert "request file" in capsys.readouterr().err


def test_absent_file_is_named(asked: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    asked.path.unlink()

    assert asked.run("approve", "kenes") == 1

    assert "request.json: No such file" in capsys.readouterr().err


def test_pin_is_written_once(founded: Any, capsys: pytest.CaptureFixture[str]) -> None:
    key, pin = founded.paper("kenes.key"), founded.roster().digest
    before = key.read_text()

    again = founded.aigaq("custody", "pin", key, "--pin", " ".join((pin[:32], pin[32:].upper())))
    other = founded.aigaq("custody", "pin", key, "--pin", "ab" * 32)

    assert (again, other, key.read_text()) == (0, 1, before)
    assert "holds another pin" in capsys.readouterr().err


def test_pin_can_be_given_when_keys_are_made(fresh: Any, tmp_path: Path) -> None:
    fresh.aigaq("custody", "keys", "--handle", "zere", "--out", tmp_path, "--pin", "ab" * 32)

    comments = parse_identity_file((tmp_path / "zere.key").read_text()).comments
    assert comments == {"handle": "zere", "roster": "ab" * 32}


@pytest.mark.parametrize("pin", ["ab", "z" * 64])
def test_pin_that_is_none_is_refused(fresh: Any, capsys: pytest.CaptureFixture[str], pin: str) -> None:
    assert fresh.aigaq("custody", "pin", fresh.paper("kenes.key"), "--pin", pin) == 1

    assert "not 64 hex digits" in capsys.readouterr().err


def test_keys_are_never_replaced(fresh: Any, capsys: pytest.CaptureFixture[str]) -> None:
    before = fresh.paper("kenes.key").read_bytes()

    assert fresh.aigaq("custody", "keys", "--handle", "kenes", "--out", fresh.papers) == 1

    assert fresh.paper("kenes.key").read_bytes() == before


@pytest.fixture(scope="module")
def npm_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where the locked npm package is installed, or skip and say what is missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        pytest.skip("node or npm is absent")
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json", "roundtrip.mjs"):
        shutil.copy(NPM / name, folder / name)
    command = [npm, "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0", "--no-audit", "--no-fund"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=NPM_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer in time")
    if done.returncode:
        pytest.skip("npm could not install age-encryption; is the registry out of reach?")
    return folder


@pytest.mark.node
def test_stock_age_opens_a_share_with_the_custodian_s_key_file(asked: Asked, npm_folder: Path) -> None:
    lines = asked.house.paper("kenes.key").read_text().splitlines()
    question = {
        "identity": next(line for line in lines if not line.startswith("#")),
        "recipients": [recipient_string(asked.request.seal_key)],
        "sealed": json.loads(asked.path.read_bytes())["shares"]["kenes"],
        "plaintext": "",
    }

    done = subprocess.run(
        ["node", "roundtrip.mjs"], cwd=npm_folder, input=json.dumps(question).encode(), capture_output=True, check=True
    )

    asked.run("approve", "kenes")
    assert base64.b64decode(json.loads(done.stdout)["opened"]).endswith(asked.shares_of("kenes")[0])
