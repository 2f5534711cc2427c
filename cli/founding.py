"""`aigaq founding`: the first roster, made and signed on the founders' own machines; no server takes part."""

from __future__ import annotations

import argparse
import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import Any

from cli.errors import CommandFailed
from cli.files import PUBLIC, read_file, read_words, write_new, write_whole
from cli.records import Subparsers
from cli.seats import check_handle, dump_seat, make_seat, open_seat, read_passphrase, read_public, read_seat, spoken
from crypto import canonical
from crypto.errors import CryptoError
from crypto.passphrases import Passphrase, normalise_passphrase
from crypto.seeds import Seed, public_key
from crypto.signatures import VERIFYING_KEY_BYTES
from testimony.people.enrolment import read_enrolment, totp_uri
from testimony.people.errors import NoGrant
from testimony.people.founding import FIRST_EPOCH, Founder, first_roster, sign_first
from testimony.people.team import open_grant, sealed_grant
from testimony.roster.chain import SignedRoster, parse_signed, valid_signers
from testimony.roster.document import CUSTODIAN, REVIEWER, SIGNATURES_NEEDED, STEWARD, Person, Roster
from testimony.roster.errors import RosterRefused

_FORMAT = "aigaq-founding-1"


@dataclass(frozen=True, kw_only=True)
class Founding:
    """Version 1 of the roster with its signatures so far, and the team seed sealed to each reviewer."""

    signed: SignedRoster
    grants: Mapping[str, bytes]

    def to_bytes(self) -> bytes:
        """Give the bytes of the founding file."""
        return canonical.dumps(
            {
                "format": _FORMAT,
                "grants": {name: base64.b64encode(sealed).decode("ascii") for name, sealed in self.grants.items()},
                "roster": self.signed.to_json(),
            }
        )


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("founding", help="make the first roster, on the founders' own machines")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _configure_keys(actions)
    _configure_propose(actions)
    sign = actions.add_parser("sign", help="compare the fingerprints and add your signature")
    sign.add_argument("founding", type=Path, metavar="founding.json", help="what another founder proposed")
    _add_seat(sign)
    sign.set_defaults(run=run_sign)


def _configure_keys(actions: Subparsers[argparse.ArgumentParser]) -> None:
    keys = actions.add_parser("keys", help="make your own keys: HANDLE.seat (locked) and HANDLE.public")
    keys.add_argument("--handle", required=True, help="your call sign; not your name")
    keys.add_argument("--role", action="append", required=True, choices=(REVIEWER, STEWARD), help="once or twice")
    keys.add_argument("--out", type=Path, required=True, metavar="DIR")
    keys.add_argument("--secrets", type=Path, metavar="FILE", help="write the passphrase there, not to the screen")
    keys.set_defaults(run=run_keys)


def _configure_propose(actions: Subparsers[argparse.ArgumentParser]) -> None:
    propose = actions.add_parser("propose", help="make the team key and version 1 of the roster, and sign it")
    propose.add_argument("--people", type=Path, nargs="+", required=True, metavar="PUBLIC", help="reviewers, stewards")
    propose.add_argument("--custodians", type=Path, nargs="+", required=True, metavar="PUBLIC")
    propose.add_argument("--threshold", type=int, required=True, help="how many custodians must agree")
    propose.add_argument("--handover", type=Path, required=True, metavar="PUBLIC", help="`aigaq init` makes it")
    propose.add_argument("--out", type=Path, required=True, metavar="founding.json")
    _add_seat(propose)
    propose.set_defaults(run=run_propose)


def _add_seat(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seat", type=Path, required=True, metavar="MY.seat")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="otherwise you are asked")


def run_keys(options: argparse.Namespace) -> int:
    """Make a founder's keys; the passphrase is shown once and kept nowhere."""
    check_handle(options.handle)
    seat_path, public_path = options.out / f"{options.handle}.seat", options.out / f"{options.handle}.public"
    for path in (seat_path, public_path, options.secrets):
        if path is not None and path.exists():
            raise CommandFailed(f"{path}: is there already; keys are never replaced")
    roles = tuple(role for role in (REVIEWER, STEWARD) if role in options.role)
    seat = make_seat(options.handle, roles)
    if options.secrets:
        write_new(options.secrets, seat.passphrase.reveal() + "\n")
    write_new(seat_path, dump_seat(seat.founder))
    write_new(public_path, seat.founder.enrolment, mode=PUBLIC)
    shown = f"in {options.secrets}" if options.secrets else seat.passphrase.reveal()
    print(
        f"passphrase: {shown}\n"
        f"second factor: {seat.totp_secret}\n"
        f"  {totp_uri(options.handle, seat.totp_secret)}\n"
        "Write both down now: nobody can show them again.\n"
        f"Your fingerprint, to read aloud to the other founders:\n{spoken(read_enrolment(seat.founder.enrolment))}\n"
        f"Hand {public_path} to who proposes the roster; {seat_path} is needed for signing and by `aigaq init`."
    )
    return 0


def run_propose(options: argparse.Namespace) -> int:
    """Compose and sign version 1; the team seed exists here, in memory, until it is sealed to each reviewer."""
    mine = read_seat(options.seat)
    enrolments = _enrolments(mine, options.people, options.custodians)
    handover_key = read_handover_key(options.handover)
    seed = open_seat(mine, _passphrase(options.passphrase_file))
    founding = propose(
        enrolments, threshold=options.threshold, handover_key=handover_key, handle=mine.handle, seed=seed
    )
    write_new(options.out, founding.to_bytes())
    roster = founding.signed.unverified_roster
    print(
        f"{_introduction(roster)}\n"
        f"Hear each person read their six words, then let a second steward run `aigaq founding sign {options.out}`."
    )
    return 0


def run_sign(options: argparse.Namespace) -> int:
    """Show whom the roster names, check that it is what it says, and add a signature."""
    founding = read_founding(options.founding)
    mine = read_seat(options.seat)
    print(f"{_introduction(founding.signed.unverified_roster)}\nSign only if each person has read these words to you.")
    signed = sign(founding, mine, open_seat(mine, _passphrase(options.passphrase_file)))
    write_whole(options.founding, signed.to_bytes(), mode=0o600)
    signers = valid_signers(signed.signed, by=signed.signed.unverified_roster)
    complete = len(signers) >= SIGNATURES_NEEDED
    after = "`aigaq init --founding` can take it in." if complete else "A second steward has to sign it too."
    print(f"Signed by {', '.join(signers)}. {after}")
    return 0


def propose(enrolments: Sequence[bytes], *, threshold: int, handover_key: bytes, handle: str, seed: Seed) -> Founding:
    """Make the team key, seal it to every reviewer, and sign version 1 as one steward; raises RosterRefused."""
    team_seed = Seed.generate()
    roster = first_roster(
        enrolments,
        threshold=threshold,
        team_key=public_key(team_seed),
        handover_key=handover_key,
        demonstration=False,
    )
    _check_steward(roster, handle)
    grants = {
        reader.handle: sealed_grant(FIRST_EPOCH, team_seed, reader.seal_key) for reader in roster.holders(REVIEWER)
    }
    return Founding(signed=sign_first(roster, {handle: seed}), grants=grants)


def sign(founding: Founding, mine: Founder, seed: Seed) -> Founding:
    """Add one founder's signature; raises CommandFailed where roster, seat or team key don't fit together."""
    roster = founding.signed.unverified_roster
    _check_steward(roster, mine.handle)
    person = roster.person(mine.handle)
    if read_enrolment(mine.enrolment) != person:
        raise CommandFailed(f"{mine.handle}: the roster names other keys than your seat; don't sign it")
    if REVIEWER in person.roles:
        _check_grant(founding, roster, mine.handle, seed)
    mine_added = sign_first(roster, {mine.handle: seed}).signatures
    others = tuple(entry for entry in founding.signed.signatures if entry[0] != mine.handle)
    signed = SignedRoster(document=founding.signed.document, signatures=(*others, *mine_added))
    return Founding(signed=signed, grants=founding.grants)


def read_founding(path: Path) -> Founding:
    """Read a founding file without believing it; raises CommandFailed. Demonstration keys are refused here."""
    try:
        fields: Any = canonical.loads(read_file(path))
        if fields["format"] != _FORMAT:
            raise CommandFailed(f"{path}: no founding file")
        founding = Founding(
            signed=parse_signed(canonical.dumps(fields["roster"])),
            grants={str(name): base64.b64decode(text, validate=True) for name, text in fields["grants"].items()},
        )
        roster = founding.signed.unverified_roster
    except RosterRefused as error:
        raise CommandFailed(f"{path}: {error}") from error
    except (CryptoError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CommandFailed(f"{path}: no founding file, or damaged") from error
    if roster.demonstration:
        raise CommandFailed(f"{path}: carries the demonstration flag, which nothing takes away (invariant 10)")
    return founding


def read_handover_key(path: Path) -> bytes:
    """Read the hand-over's public key, 64 hex digits; raises CommandFailed."""
    try:
        key = bytes.fromhex(read_words(path).strip())
    except ValueError as error:
        raise CommandFailed(f"{path}: no public key of the hand-over") from error
    if len(key) != VERIFYING_KEY_BYTES:
        raise CommandFailed(f"{path}: no public key of the hand-over")
    return key


def _enrolments(mine: Founder, people: Sequence[Path], custodians: Sequence[Path]) -> tuple[bytes, ...]:
    found = {mine.handle: mine.enrolment}
    for path, custodian in [*((path, False) for path in people), *((path, True) for path in custodians)]:
        enrolment, person = read_public(path)
        if (CUSTODIAN in person.roles) != custodian:
            raise CommandFailed(f"{path}: custodians go under --custodians, everybody else under --people")
        if found.get(person.handle, enrolment) != enrolment:
            raise CommandFailed(f"{path}: another person has this call sign already")
        found[person.handle] = enrolment
    return tuple(found.values())


def _check_steward(roster: Roster, handle: str) -> None:
    steward: Person | None = next((p for p in roster.holders(STEWARD) if p.handle == handle), None)
    if steward is None:
        raise CommandFailed(f"{handle}: only a steward's signature counts; this seat has no such role on the roster")


def _check_grant(founding: Founding, roster: Roster, handle: str, seed: Seed) -> None:
    # Who signs must hold the team seed, or the proposer could keep it for themselves.
    try:
        open_grant(founding.grants.get(handle, b""), epoch=FIRST_EPOCH, team_key=roster.team_key, seed=seed)
    except NoGrant as error:
        raise CommandFailed(f"{handle}: {error}; don't sign") from error


def _introduction(roster: Roster) -> str:
    people = "\n".join(spoken(person) for person in roster.people)
    return (
        f"People and the six words of each:\n{people}\n"
        f"Custodians who must agree: {roster.threshold} of {len(roster.custodians)}\n"
        f"Roster pin: {roster.digest}"
    )


def _passphrase(path: Path | None) -> Passphrase:
    return read_passphrase(path) if path else normalise_passphrase(getpass("passphrase: "))
