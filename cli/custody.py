"""`aigaq custody`: a custodian's keys and answers, on their own machine; needs no database, settings or network."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from cli.errors import CommandFailed
from cli.files import PUBLIC, read_file, read_words, write_new, write_private
from cli.printable import printable
from cli.records import Subparsers
from cli.seats import check_handle, spoken
from crypto.errors import CryptoError
from crypto.identity_file import IdentityFile, parse_identity_file, write_identity_file
from crypto.seeds import Seed
from testimony.custody.answer import APPROVE, DENY, answer_request
from testimony.custody.request import MAX_FILE_BYTES, RequestFile, parse_request_file, verify_request_file
from testimony.database.clock import utc_now
from testimony.people.enrolment import read_enrolment, signed_enrolment
from testimony.roster.document import CUSTODIAN

HANDLE, ROSTER = "handle", "roster"  # the comments that this program puts beside the key
_PIN_LETTERS = 64


@dataclass(frozen=True, kw_only=True)
class Custodian:
    """Who answers, with what, and which roster they believe."""

    handle: str
    seed: Seed
    pin: str


def configure(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("custody", help="custodians: make keys, look at requests, approve or deny")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    keys = actions.add_parser("keys", help="make HANDLE.key (keep it to yourself) and HANDLE.public (hand it on)")
    keys.add_argument("--handle", required=True, help="your call sign; not your name")
    keys.add_argument("--out", type=Path, required=True, metavar="DIR")
    keys.add_argument("--pin", metavar="HEX", help="the roster's pin, if you have it on paper already")
    keys.set_defaults(run=run_keys)
    pin = actions.add_parser("pin", help="write the roster's pin, copied from paper, into your key file; once")
    pin.add_argument("key", type=Path, metavar="KEY")
    pin.add_argument("--pin", required=True, metavar="HEX")
    pin.set_defaults(run=run_pin)
    show = actions.add_parser("show", help="say what a request asks, and answer nothing")
    _add_request(show)
    show.set_defaults(run=run_show)
    for decision, help_text in ((APPROVE, "hand your share to who asks"), (DENY, "refuse, under your signature")):
        answer = actions.add_parser(decision, help=help_text)
        _add_request(answer)
        answer.add_argument("--out", type=Path, metavar="FILE", help="otherwise beside the request")
        answer.set_defaults(run=run_answer, decision=decision)


def _add_request(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the request as a reviewer downloaded it")
    parser.add_argument("--identity", type=Path, required=True, metavar="KEY", help="your key file")


def run_keys(options: argparse.Namespace) -> int:
    """Make a custodian's keys; the file works with stock age too."""
    check_handle(options.handle)
    comments = {HANDLE: options.handle}
    if options.pin:
        comments[ROSTER] = _checked_pin(options.pin)
    key_path, public_path = options.out / f"{options.handle}.key", options.out / f"{options.handle}.public"
    for path in (key_path, public_path):
        if path.exists():
            raise CommandFailed(f"{path}: is there already; keys are never replaced")
    seed = Seed.generate()
    enrolment = signed_enrolment(options.handle, (CUSTODIAN,), seed)
    write_new(key_path, write_identity_file(IdentityFile(seed=seed, comments=comments)))
    write_new(public_path, enrolment, mode=PUBLIC)
    print(
        f"{key_path} is your key: never copy it to a server. {public_path} goes to who proposes the roster.\n"
        f"Your fingerprint, to read aloud to the founders:\n{spoken(read_enrolment(enrolment))}"
    )
    return 0


def run_pin(options: argparse.Namespace) -> int:
    """Put the pin beside the key, once: who changes it would make you believe another roster."""
    identity, pin = _read_identity(options.key), _checked_pin(options.pin)
    if identity.comments.get(ROSTER, pin) != pin:
        raise CommandFailed(f"{options.key}: holds another pin; a new roster needs new keys")
    write_private(options.key, write_identity_file(IdentityFile(seed=identity.seed, comments=_pinned(identity, pin))))
    print(f"{options.key}: believes the roster {pin}")
    return 0


def run_show(options: argparse.Namespace) -> int:
    """Print a request once it is believed."""
    custodian, file = _read_custodian(options.identity), _read_request(options.file)
    verify_request_file(file, pin=custodian.pin, now=utc_now())
    print(_description(file))
    return 0


def run_answer(options: argparse.Namespace) -> int:
    """Print a request, answer it, and say where the answer lies."""
    custodian, file = _read_custodian(options.identity), _read_request(options.file)
    answer = answer_request(
        file,
        handle=custodian.handle,
        seed=custodian.seed,
        pin=custodian.pin,
        now=utc_now(),
        decision=options.decision,
    )
    out = options.out or options.file.with_name(f"{options.file.name}-{custodian.handle}.answer")
    write_private(out, answer)
    what = "Approved" if options.decision == APPROVE else "Denied"
    print(f"{_description(file)}\n{what} by {custodian.handle}. The answer lies in {out}; send it to who asked.")
    return 0


def _read_request(path: Path) -> RequestFile:
    return parse_request_file(read_file(path, limit=MAX_FILE_BYTES))


def _read_custodian(path: Path) -> Custodian:
    identity = _read_identity(path)
    if HANDLE not in identity.comments:
        raise CommandFailed(f"{path}: no line `# handle: …`; which custodian is it?")
    if ROSTER not in identity.comments:
        raise CommandFailed(f"{path}: no roster pin yet; `aigaq custody pin {path} --pin HEX` writes it from paper")
    return Custodian(handle=identity.comments[HANDLE], seed=identity.seed, pin=_checked_pin(identity.comments[ROSTER]))


def _read_identity(path: Path) -> IdentityFile:
    text = read_words(path)
    try:
        return parse_identity_file(text)
    except CryptoError as error:
        raise CommandFailed(f"{path}: no key file of one post-quantum key") from error


def _pinned(identity: IdentityFile, pin: str) -> dict[str, str]:
    return {**identity.comments, ROSTER: pin}


def _checked_pin(text: str) -> str:
    pin = "".join(text.split()).lower()
    if len(pin) != _PIN_LETTERS or any(letter not in "0123456789abcdef" for letter in pin):
        raise CommandFailed("pin: not 64 hex digits")
    return pin


def _description(file: RequestFile) -> str:
    request = file.request
    until = request.expires.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return (
        f"request    {request.id}\n"
        f"asks for   {request.compartment} of record {request.record_id}\n"
        f"asked by   {request.requester}\n"
        f"reason     {printable(request.reason)}\n"
        f"until      {until}"
    )
