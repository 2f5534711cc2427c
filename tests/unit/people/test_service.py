"""People are let in by all three things together, and every failure looks the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyotp
import pytest
from sqlalchemy import update

from crypto.passphrases import normalise_passphrase
from crypto.seeds import Seed
from crypto.sessions import new_cookie_key
from testimony.ledger.errors import LedgerBroken
from testimony.ledger.head import Head
from testimony.people import enrolment, service
from testimony.people.enrolment import fingerprint_of, lock_account, read_enrolment
from testimony.people.errors import Busy, InvitationRefused, SessionEnded, SignInFailed
from testimony.people.models import Account
from testimony.people.places import Places
from testimony.people.service import ACTIVE, ENROLLED, SUSPENDED
from testimony.roster.errors import RosterRefused
from testimony.roster.models import RosterVersion

if TYPE_CHECKING:
    from tests.unit.people.conftest import Office

WRONG = "these are not the words"


def begun(office: Office, handle: str = "yerlan") -> tuple[bytes, str]:
    """Begin an enrolment; gives cookie key and token."""
    key, token = new_cookie_key(), office.people.invite(handle, ("reviewer",))
    office.people.begin_enrolment(key, token)
    return key, token


def code_of(office: Office, secret: str) -> str:
    """Give the code of this moment."""
    return pyotp.TOTP(secret).generate_otp(int(office.clock().timestamp()) // 30)


def test_invitation_says_whom_it_is_for(either_office: Office) -> None:
    token = either_office.people.invite("yerlan", ("reviewer", "steward"))

    invited = either_office.people.invitation(token)

    assert (invited.handle, invited.roles) == ("yerlan", ("reviewer", "steward"))


def test_unknown_token_is_refused(office: Office) -> None:
    with pytest.raises(InvitationRefused):
        office.people.invitation("unknown")


def test_invitation_lasts_three_days(office: Office) -> None:
    token = office.people.invite("yerlan", ("reviewer",))
    office.clock.advance(timedelta(days=3))
    office.people.invitation(token)

    office.clock.advance(timedelta(days=1))

    with pytest.raises(InvitationRefused):
        office.people.invitation(token)


def test_second_invitation_ends_the_first(office: Office) -> None:
    first = office.people.invite("yerlan", ("reviewer",))
    office.people.invite("yerlan", ("reviewer",))

    with pytest.raises(InvitationRefused):
        office.people.invitation(first)


@pytest.mark.parametrize("handle", ["", "a", "Aru", "1aru", "aru b", "ару", "a" * 32, "aru\n"])
def test_handle_of_another_form_is_refused(office: Office, handle: str) -> None:
    with pytest.raises(InvitationRefused, match="handle"):
        office.people.invite(handle, ("reviewer",))


@pytest.mark.parametrize("roles", [(), ("custodian",), ("reviewer", "custodian"), ("admin",)])
def test_roles_that_have_no_seat_are_refused(office: Office, roles: tuple[str, ...]) -> None:
    with pytest.raises(InvitationRefused, match="roles"):
        office.people.invite("yerlan", roles)


@pytest.mark.parametrize("handle", ["aru", "kenes"])
def test_handle_on_the_roster_is_taken(office: Office, handle: str) -> None:
    with pytest.raises(InvitationRefused, match="taken"):
        office.people.invite(handle, ("reviewer",))


def test_handle_of_somebody_who_enrolled_is_taken(office: Office) -> None:
    office.enrol("yerlan")

    with pytest.raises(InvitationRefused, match="taken"):
        office.people.invite("yerlan", ("reviewer",))


def test_newcomer_is_shown_what_opens_their_account(either_office: Office) -> None:
    shown, seed = either_office.enrol("yerlan")

    with either_office.database.reading() as session:
        account = session.get_one(Account, "yerlan")
    opened = enrolment.unlock_account("yerlan", account.locked, normalise_passphrase(" ".join(shown.passphrase)))
    assert (opened.seed, opened.totp_secret) == (seed, shown.totp_secret)
    assert shown.fingerprint == fingerprint_of(read_enrolment(account.enrolment))
    assert len(shown.passphrase) == 6
    assert "yerlan" in shown.totp_uri
    assert account.state == ENROLLED


def test_used_invitation_is_over(office: Office) -> None:
    key, token = begun(office)
    shown = office.people.enrolment(key)
    office.people.confirm_enrolment(key, " ".join(shown.passphrase), code_of(office, shown.totp_secret))

    with pytest.raises(InvitationRefused):
        office.people.invitation(token)


def test_confirmed_enrolment_is_not_shown_again(office: Office) -> None:
    key, _ = begun(office)
    shown = office.people.enrolment(key)
    office.people.confirm_enrolment(key, " ".join(shown.passphrase), code_of(office, shown.totp_secret))

    with pytest.raises(SessionEnded):
        office.people.enrolment(key)


@pytest.mark.parametrize("wrong", ["passphrase", "code", "empty passphrase", "endless passphrase"])
def test_enrolment_is_not_confirmed_with_something_wrong(office: Office, wrong: str) -> None:
    key, _ = begun(office)
    shown = office.people.enrolment(key)
    passphrase, code = " ".join(shown.passphrase), code_of(office, shown.totp_secret)
    given = {"passphrase": WRONG, "empty passphrase": "", "endless passphrase": "x" * 5000}.get(wrong, passphrase)

    with pytest.raises(SignInFailed, match=r"^sign-in$"):
        office.people.confirm_enrolment(key, given, "000000" if wrong == "code" else code)

    assert office.state("yerlan") is None
    assert office.people.enrolment(key) == shown


def test_two_who_use_one_link_do_not_both_get_in(either_office: Office) -> None:
    token = either_office.people.invite("yerlan", ("reviewer",))
    keys = [new_cookie_key(), new_cookie_key()]
    people = either_office.people
    for key in keys:
        people.begin_enrolment(key, token)

    def confirm(key: bytes) -> str:
        shown = people.enrolment(key)
        try:
            people.confirm_enrolment(key, " ".join(shown.passphrase), code_of(either_office, shown.totp_secret))
        except InvitationRefused:
            return "refused"
        return "in"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(confirm, keys)) == ["in", "refused"]


def test_enrolment_needs_its_cookie(office: Office) -> None:
    with pytest.raises(SessionEnded):
        office.people.enrolment(new_cookie_key())


def test_signed_in_session_is_no_enrolment(office: Office) -> None:
    with pytest.raises(SessionEnded):
        office.people.enrolment(office.sign_in())


def test_enrolment_is_no_signed_in_session(office: Office) -> None:
    key, _ = begun(office)

    with pytest.raises(SessionEnded):
        office.people.resume(key)


def test_all_three_open_a_session(either_office: Office) -> None:
    unlocked = either_office.people.resume(either_office.sign_in())

    assert (unlocked.handle, unlocked.seed) == ("aru", either_office.team.seeds["aru"])
    assert unlocked.roster == either_office.team.roster


def test_each_session_has_a_key_of_its_own(office: Office) -> None:
    first = office.sign_in()
    office.clock.advance(timedelta(seconds=30))

    assert office.sign_in() != first


def fail_by(office: Office, what: str) -> None:
    """Sign in with one thing wrong."""
    handle, passphrase, code = "aru", office.passphrase("aru"), office.code("aru")
    if what == "suspended":
        office.people.suspend_seat("aru")
    if what == "never vouched for":
        shown, _ = office.enrol("yerlan")
        office.clock.advance(timedelta(seconds=60))
        handle, passphrase, code = "yerlan", " ".join(shown.passphrase), office.code("yerlan")
    if what == "seat with another seed":
        change_seat(office, "aru", Seed.generate())
    if what == "seat of nobody on the roster":
        move_seat(office, "aru", "ghost")
        handle = "ghost"
    if what == "damaged seat":
        with office.database.writing() as session:
            session.execute(update(Account).where(Account.handle == "aru").values(locked=b"damaged"))
    given = {
        "unknown handle": ("nobody", passphrase, code),
        "custodian": ("kenes", passphrase, code),
        "passphrase": (handle, WRONG, code),
        "passphrase of somebody else": (handle, office.passphrase("madina"), code),
        "no passphrase": (handle, "", code),
        "endless passphrase": (handle, "x" * 5000, code),
        "code": (handle, passphrase, "000000"),
        "no code": (handle, passphrase, ""),
        "code of somebody else": (handle, passphrase, office.code("madina")),
    }.get(what, (handle, passphrase, code))
    office.people.sign_in(*given, None)


def change_seat(office: Office, handle: str, seed: Seed) -> None:
    """Put another seed into somebody's seat, under their passphrase."""
    locked = lock_account(
        handle, seed, office.totp[handle], normalise_passphrase(office.passphrase(handle)), office.people.cost
    )
    with office.database.writing() as session:
        session.execute(update(Account).where(Account.handle == handle).values(locked=locked))


def move_seat(office: Office, handle: str, other: str) -> None:
    """Put a seat under a handle that two stewards never signed."""
    locked = lock_account(
        other,
        office.team.seeds[handle],
        office.totp[handle],
        normalise_passphrase(office.passphrase(handle)),
        office.people.cost,
    )
    with office.database.writing() as session:
        session.execute(update(Account).where(Account.handle == handle).values(handle=other, locked=locked))


FAILURES = (
    "unknown handle",
    "custodian",
    "passphrase",
    "passphrase of somebody else",
    "no passphrase",
    "endless passphrase",
    "code",
    "no code",
    "code of somebody else",
    "suspended",
    "never vouched for",
    "seat with another seed",
    "seat of nobody on the roster",
    "damaged seat",
)


@pytest.mark.parametrize("what", FAILURES)
def test_every_failure_to_sign_in_says_the_same(office: Office, what: str) -> None:
    with pytest.raises(SignInFailed) as failed:
        fail_by(office, what)

    assert (type(failed.value), failed.value.args) == (SignInFailed, ("sign-in",))
    assert list(office.sessions._folder.glob("*.session")) == []


@pytest.mark.parametrize("handle", ["aru", "kenes", "nobody", "", "A" * 500])
def test_wrong_passphrase_costs_one_check_whoever_is_named(
    office: Office, handle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = []
    real = service.unlock_account

    def counted(*arguments: Any) -> Any:
        checked.append(arguments[0])
        return real(*arguments)

    monkeypatch.setattr(service, "unlock_account", counted)

    with pytest.raises(SignInFailed):
        office.people.sign_in(handle, WRONG, "000000", None)

    assert checked == [handle]


def test_code_opens_once(either_office: Office) -> None:
    either_office.sign_in()

    with pytest.raises(SignInFailed):
        either_office.sign_in()


def test_one_code_used_twice_at_once_opens_once(either_office: Office) -> None:
    people, passphrase, code = either_office.people, either_office.passphrase("aru"), either_office.code("aru")

    def sign_in(_: int) -> bool:
        try:
            people.sign_in("aru", passphrase, code, None)
        except SignInFailed:
            return False
        return True

    with ThreadPoolExecutor(4) as both:
        assert sorted(both.map(sign_in, range(4))) == [False, False, False, True]


def test_code_of_the_step_before_opens(office: Office) -> None:
    code = office.code("aru")
    office.clock.advance(timedelta(seconds=30))

    assert office.people.sign_in("aru", office.passphrase("aru"), code, None)


def test_code_of_two_steps_before_opens_nothing(office: Office) -> None:
    code = office.code("aru")
    office.clock.advance(timedelta(seconds=60))

    with pytest.raises(SignInFailed):
        office.people.sign_in("aru", office.passphrase("aru"), code, None)


def test_full_pool_is_busy(office: Office) -> None:
    office.places = Places(places=1, patience_seconds=0)

    with office.places.place(), pytest.raises(Busy):
        office.sign_in()


def test_roster_swapped_in_the_table_lets_nobody_in(office: Office) -> None:
    with office.database.writing() as session:
        row = session.get_one(RosterVersion, 1)
        row.signed = row.signed.replace(b'"epoch":1', b'"epoch":2').replace(b'\\"epoch\\":1', b'\\"epoch\\":2')

    with pytest.raises(RosterRefused):
        office.sign_in()


def test_remembered_head_that_fits_lets_in(office: Office) -> None:
    head = office.people.head_text(office.people.resume(office.sign_in()))
    office.clock.advance(timedelta(seconds=30))

    assert office.people.sign_in("aru", office.passphrase("aru"), office.code("aru"), head)


def test_remembered_head_of_a_longer_ledger_is_a_rollback(office: Office) -> None:
    office.sign_in()
    office.clock.advance(timedelta(seconds=30))
    head = Head(size=99, root="0" * 64).to_cookie()

    with pytest.raises(LedgerBroken):
        office.people.sign_in("aru", office.passphrase("aru"), office.code("aru"), head)


def test_rollback_leaves_the_code_unused(office: Office) -> None:
    with pytest.raises(LedgerBroken):
        office.people.sign_in(
            "aru", office.passphrase("aru"), office.code("aru"), Head(size=99, root="0" * 64).to_cookie()
        )

    assert office.sign_in()


def test_suspension_ends_an_open_session(office: Office) -> None:
    key = office.sign_in()

    office.people.suspend_seat("aru")

    for _ in range(2):
        with pytest.raises(SessionEnded):
            office.people.resume(key)


def test_nobody_can_not_be_suspended(either_office: Office) -> None:
    with pytest.raises(SignInFailed):
        either_office.people.suspend_seat("nobody")


def test_suspended_seat_says_so(either_office: Office) -> None:
    either_office.people.suspend_seat("aru")

    assert (either_office.state("aru"), either_office.state("madina")) == (SUSPENDED, ACTIVE)


def test_session_of_a_seed_that_is_not_on_the_roster_ends(office: Office) -> None:
    key = new_cookie_key()
    office.sessions.open(key, {"handle": "aru", "seed": Seed.generate().reveal().hex()})

    with pytest.raises(SessionEnded):
        office.people.resume(key)


def test_idle_session_ends(office: Office) -> None:
    key = office.sign_in()
    office.clock.advance(timedelta(minutes=15))
    office.people.resume(key)

    office.clock.advance(timedelta(minutes=15, seconds=1))

    with pytest.raises(SessionEnded):
        office.people.resume(key)


def test_signed_out_session_is_over(office: Office) -> None:
    key = office.sign_in()

    office.people.sign_out(key)

    with pytest.raises(SessionEnded):
        office.people.resume(key)


def test_own_passphrase_confirms(office: Office) -> None:
    assert office.people.confirm(office.sign_in(), office.passphrase("aru").upper()).handle == "aru"


@pytest.mark.parametrize("given", [WRONG, "", "madina likes plain long words"])
def test_other_passphrase_does_not_confirm(office: Office, given: str) -> None:
    with pytest.raises(SignInFailed, match=r"^sign-in$"):
        office.people.confirm(office.sign_in(), given)


def test_confirmation_against_a_swapped_seat_fails(office: Office) -> None:
    key = office.sign_in()
    change_seat(office, "aru", Seed.generate())

    with pytest.raises(SignInFailed):
        office.people.confirm(key, office.passphrase("aru"))


def test_confirmation_needs_a_session(office: Office) -> None:
    with pytest.raises(SessionEnded):
        office.people.confirm(new_cookie_key(), office.passphrase("aru"))


def test_decoy_is_made_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    people, made = office.people, []
    real = service.lock
    monkeypatch.setattr(service, "lock", lambda *a, **k: made.append(1) or real(*a, **k))

    for _ in range(2):
        with pytest.raises(SignInFailed):
            people.sign_in("nobody", WRONG, "000000", None)

    assert made == [1]
