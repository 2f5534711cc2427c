"""Two stewards bring people in and out, and sign nothing but what they were asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, update

from crypto.seeds import Seed, public_key, signing_key
from testimony.people.enrolment import fingerprint_of, signed_enrolment
from testimony.people.errors import NoGrant, SessionEnded, SignInFailed, VouchRefused
from testimony.people.models import Account, TeamGrant
from testimony.people.service import ACTIVE, ENROLLED, SUSPENDED
from testimony.people.team import sealed_grant, team_seed
from testimony.people.vouching import Colleague, Pending
from testimony.roster.chain import SignedRoster, parse_signed
from testimony.roster.document import Person, Roster
from testimony.roster.models import RosterProposal

if TYPE_CHECKING:
    from tests.unit.people.conftest import Office

WRONG = "river candle seven orchard paper winter"


def vouched_in(office: Office, handle: str, *roles: str) -> Seed:
    """Let somebody enrol and be vouched for by two."""
    shown, seed = office.enrol(handle, *roles)
    for steward in ("aru", "daniyar"):
        office.vouching.vouch(office.unlocked(steward), handle, " ".join(shown.fingerprint))
    return seed


def as_person(office: Office, handle: str, seed: Seed) -> object:
    """Give a newcomer as a signed-in person."""
    return replace(office.unlocked("aru"), handle=handle, seed=seed)


def propose(office: Office, change: Callable[[Roster], Roster], signer: str = "aru") -> None:
    """Put more into the stored proposal than was asked, signed by its first steward again."""
    with office.database.writing() as session:
        [row] = session.query(RosterProposal).all()
        changed = change(parse_signed(row.signed).unverified_roster)
        signed = SignedRoster(document=changed.to_bytes()).signed_by(signer, signing_key(office.team.seeds[signer]))
        row.signed = signed.to_bytes()


def refused(office: Office, act: str, who: object, *arguments: str) -> str:
    """Give the reason why an act is refused."""
    with pytest.raises(VouchRefused) as error:
        getattr(office.vouching, act)(who, *arguments)
    return error.value.reason


def test_newcomer_waits_until_somebody_vouches(either_office: Office) -> None:
    either_office.enrol("yerlan")

    assert either_office.vouching.joining() == (Pending(handle="yerlan", roles=("reviewer",), vouched_by=()),)


def test_first_steward_alone_lets_nobody_in(either_office: Office) -> None:
    shown, _ = either_office.enrol("yerlan")

    assert not either_office.vouching.vouch(either_office.unlocked(), "yerlan", " ".join(shown.fingerprint))

    assert either_office.state("yerlan") == ENROLLED
    assert either_office.vouching.joining()[0].vouched_by == ("aru",)
    assert either_office.roster().version == 1


def test_second_steward_makes_the_newcomer_active_with_the_team_key(either_office: Office) -> None:
    seed = vouched_in(either_office, "yerlan")

    roster = either_office.roster()
    assert (roster.version, roster.person("yerlan").roles) == (2, ("reviewer",))
    assert either_office.state("yerlan") == ACTIVE
    assert either_office.opens("yerlan", seed, roster)
    assert either_office.vouching.joining() == ()


def test_newcomer_signs_in_once_vouched_for(office: Office) -> None:
    shown, _ = office.enrol("yerlan")
    passphrase = " ".join(shown.passphrase)
    office.clock.advance(timedelta(seconds=60))
    with pytest.raises(SignInFailed):
        office.people.sign_in("yerlan", passphrase, office.code("yerlan"), None)

    for steward in ("aru", "daniyar"):
        office.vouching.vouch(office.unlocked(steward), "yerlan", " ".join(shown.fingerprint))

    assert office.people.sign_in("yerlan", passphrase, office.code("yerlan"), None)


def test_newcomer_opens_every_epoch(office: Office) -> None:
    for steward in ("aru", "daniyar"):
        office.vouching.suspend(office.unlocked(steward), "madina")
    shown, seed = office.enrol("yerlan", "reviewer", "steward")
    for steward in ("aru", "daniyar"):
        office.vouching.vouch(office.unlocked(steward), "yerlan", " ".join(shown.fingerprint))

    assert office.roster().epoch == 2
    assert office.opens("yerlan", seed, office.team.roster)
    assert office.opens("yerlan", seed, office.roster())


def test_steward_who_does_not_review_gets_no_team_key(office: Office) -> None:
    seed = vouched_in(office, "yerlan", "steward")

    assert not office.opens("yerlan", seed, office.roster())


def test_words_are_forgiven_their_case_and_hyphens(office: Office) -> None:
    shown, _ = office.enrol("yerlan")

    assert not office.vouching.vouch(office.unlocked(), "yerlan", "-".join(shown.fingerprint).upper())


@pytest.mark.parametrize("words", ["", WRONG])
def test_wrong_words_are_refused_and_nothing_is_signed(office: Office, words: str) -> None:
    office.enrol("yerlan")

    assert refused(office, "vouch", office.unlocked(), "yerlan", words) == "words"
    assert office.vouching.joining()[0].vouched_by == ()


def test_keys_swapped_in_the_table_have_other_words(office: Office) -> None:
    shown, _ = office.enrol("yerlan")
    forged = signed_enrolment("yerlan", ("reviewer",), Seed.generate())
    with office.database.writing() as session:
        session.execute(update(Account).where(Account.handle == "yerlan").values(enrolment=forged))

    assert refused(office, "vouch", office.unlocked(), "yerlan", " ".join(shown.fingerprint)) == "words"


def test_keys_of_another_handle_are_refused(office: Office) -> None:
    shown, seed = office.enrol("yerlan")
    other = signed_enrolment("zarina", ("reviewer",), seed)
    with office.database.writing() as session:
        session.execute(update(Account).where(Account.handle == "yerlan").values(enrolment=other))

    assert refused(office, "vouch", office.unlocked(), "yerlan", " ".join(shown.fingerprint)) == "words"


def test_same_steward_does_not_vouch_twice(office: Office) -> None:
    shown, _ = office.enrol("yerlan")
    words = " ".join(shown.fingerprint)
    office.vouching.vouch(office.unlocked(), "yerlan", words)

    assert refused(office, "vouch", office.unlocked(), "yerlan", words) == "twice"
    assert office.state("yerlan") == ENROLLED


def test_reviewer_who_is_no_steward_neither_vouches_nor_suspends(office: Office) -> None:
    seed = vouched_in(office, "yerlan")
    shown, _ = office.enrol("zarina")
    yerlan = as_person(office, "yerlan", seed)

    assert refused(office, "vouch", yerlan, "zarina", " ".join(shown.fingerprint)) == "role"
    assert refused(office, "suspend", yerlan, "madina") == "role"
    assert office.state("madina") == ACTIVE


@pytest.mark.parametrize("handle", ["nobody", "madina", "kenes"])
def test_nobody_is_vouched_for_who_did_not_just_enrol(office: Office, handle: str) -> None:
    assert refused(office, "vouch", office.unlocked(), handle, WRONG) == "nobody"


def test_steward_without_the_team_key_does_not_complete_a_readers_joining(office: Office) -> None:
    seed = vouched_in(office, "yerlan", "steward")
    shown, _ = office.enrol("zarina")
    words = " ".join(shown.fingerprint)
    office.vouching.vouch(office.unlocked(), "zarina", words)

    assert refused(office, "vouch", as_person(office, "yerlan", seed), "zarina", words) == "reader"
    assert office.state("zarina") == ENROLLED


def puppet(roster: Roster) -> Roster:
    """Add somebody nobody was asked about."""
    seed = Seed.generate()
    extra = Person(handle="zpuppet", roles=("reviewer",), seal_key=public_key(seed), sign_key=signing_key(seed).public)
    return replace(roster, people=(*roster.people, extra))


SMUGGLED: dict[str, Callable[[Roster], Roster]] = {
    "somebody else": puppet,
    "another threshold": lambda roster: replace(roster, threshold=3),
    "a team key of one's own": lambda roster: replace(
        roster, epoch=roster.epoch + 1, team_key=public_key(Seed.generate())
    ),
    "another hand-over key": lambda roster: replace(roster, handover_key=bytes(32)),
}


@pytest.mark.parametrize("change", SMUGGLED.values(), ids=SMUGGLED.keys())
def test_second_steward_vouches_for_the_newcomer_and_nothing_smuggled_beside(
    office: Office, change: Callable[[Roster], Roster]
) -> None:
    shown, _ = office.enrol("yerlan")
    words = " ".join(shown.fingerprint)
    office.vouching.vouch(office.unlocked("aru"), "yerlan", words)
    propose(office, change)

    assert not office.vouching.vouch(office.unlocked("daniyar"), "yerlan", words)

    assert office.roster() == office.team.roster
    assert office.vouching.joining()[0].vouched_by == ("daniyar",)


def test_forged_signature_in_the_table_is_no_vouching(office: Office) -> None:
    shown, _ = office.enrol("yerlan")
    words = " ".join(shown.fingerprint)
    office.vouching.vouch(office.unlocked("aru"), "yerlan", words)
    with office.database.writing() as session:
        [row] = session.query(RosterProposal).all()
        signed = parse_signed(row.signed)
        row.signed = replace(signed, signatures=(*signed.signatures, ("daniyar", bytes(64)))).to_bytes()

    assert office.vouching.joining()[0].vouched_by == ("aru",)
    assert office.vouching.vouch(office.unlocked("daniyar"), "yerlan", words)


def test_keys_that_somebody_has_already_break_a_rule(office: Office) -> None:
    office.enrol("yerlan")
    copied = signed_enrolment("yerlan", ("reviewer",), office.team.seeds["madina"])
    with office.database.writing() as session:
        session.execute(update(Account).where(Account.handle == "yerlan").values(enrolment=copied))
    from_madina = office.team.roster.person("madina")
    words = " ".join(fingerprint_of(from_madina))

    assert refused(office, "vouch", office.unlocked(), "yerlan", words) == "rules"


def test_first_steward_closes_the_seat_and_the_roster_waits(either_office: Office) -> None:
    key = either_office.sign_in("madina")

    assert not either_office.vouching.suspend(either_office.unlocked(), "madina")

    with pytest.raises(SessionEnded):
        either_office.people.resume(key)
    assert either_office.roster().version == 1
    assert either_office.vouching.leaving() == (
        Pending(handle="madina", roles=("reviewer", "steward"), vouched_by=("aru",)),
    )


def test_second_steward_starts_an_epoch_for_those_who_remain(either_office: Office) -> None:
    either_office.vouching.suspend(either_office.unlocked("aru"), "madina")

    assert either_office.vouching.suspend(either_office.unlocked("daniyar"), "madina")

    roster, seeds = either_office.roster(), either_office.team.seeds
    assert (roster.version, roster.epoch) == (2, 2)
    assert roster.team_key != either_office.team.roster.team_key
    assert [either_office.opens(name, seeds[name], roster) for name in ("aru", "daniyar")] == [True, True]
    assert not either_office.opens("madina", seeds["madina"], roster)
    assert either_office.vouching.leaving() == ()


def test_leavers_old_key_opens_nothing_of_the_new_epoch(office: Office) -> None:
    for steward in ("aru", "daniyar"):
        office.vouching.suspend(office.unlocked(steward), "madina")
    roster = office.roster()

    with office.database.reading() as session, pytest.raises(NoGrant):
        team_seed(session, epoch=2, team_key=roster.team_key, handle="madina", seed=office.team.seeds["madina"])


def test_leaving_custodian_starts_no_epoch(office: Office) -> None:
    for steward in ("aru", "daniyar"):
        office.vouching.suspend(office.unlocked(steward), "kenes")

    roster = office.roster()
    assert (roster.epoch, [person.handle for person in roster.custodians]) == (1, ["sabira", "timur"])


def test_custodians_do_not_become_fewer_than_must_agree(office: Office) -> None:
    for steward in ("aru", "daniyar"):
        office.vouching.suspend(office.unlocked(steward), "kenes")

    assert refused(office, "suspend", office.unlocked(), "timur") == "rules"


def test_last_two_stewards_stay_and_their_seats_stay_open(office: Office) -> None:
    for steward in ("aru", "daniyar"):
        office.vouching.suspend(office.unlocked(steward), "madina")

    assert refused(office, "suspend", office.unlocked("aru"), "daniyar") == "rules"
    assert office.state("daniyar") == ACTIVE


def test_nobody_suspends_themselves(office: Office) -> None:
    assert refused(office, "suspend", office.unlocked("aru"), "aru") == "self"


@pytest.mark.parametrize("handle", ["nobody", "madina"])
def test_only_who_is_active_is_suspended(office: Office, handle: str) -> None:
    for steward in ("aru", "daniyar"):
        office.vouching.suspend(office.unlocked(steward), "madina")

    assert refused(office, "suspend", office.unlocked("aru"), handle) == "nobody"


def test_same_steward_does_not_suspend_twice(office: Office) -> None:
    office.vouching.suspend(office.unlocked(), "madina")

    assert refused(office, "suspend", office.unlocked(), "madina") == "twice"


@pytest.mark.parametrize(
    "change",
    [puppet, SMUGGLED["another threshold"], lambda roster: replace(roster, team_key=public_key(Seed.generate()))],
    ids=["somebody else", "another threshold", "a team key nobody holds"],
)
def test_second_steward_signs_the_leaving_and_nothing_smuggled_beside(
    office: Office, change: Callable[[Roster], Roster]
) -> None:
    office.vouching.suspend(office.unlocked("aru"), "madina")
    propose(office, change)

    assert not office.vouching.suspend(office.unlocked("daniyar"), "madina")
    assert office.roster() == office.team.roster

    assert office.vouching.suspend(office.unlocked("aru"), "madina")
    assert office.opens("daniyar", office.team.seeds["daniyar"], office.roster())


def test_grant_swapped_for_a_key_of_ones_own_is_noticed(office: Office) -> None:
    office.vouching.suspend(office.unlocked("aru"), "madina")
    sealed = sealed_grant(2, Seed.generate(), office.team.roster.person("daniyar").seal_key)
    with office.database.writing() as session:
        session.execute(update(TeamGrant).where(TeamGrant.handle == "daniyar").values(sealed=sealed))

    assert not office.vouching.suspend(office.unlocked("daniyar"), "madina")


def test_two_leavings_at_once_leave_nobody_without_the_team_key(office: Office) -> None:
    vouched_in(office, "yerlan", "reviewer", "steward")
    office.vouching.suspend(office.unlocked("aru"), "madina")
    office.vouching.suspend(office.unlocked("aru"), "yerlan")

    assert not office.vouching.suspend(office.unlocked("daniyar"), "madina")
    assert office.vouching.suspend(office.unlocked("aru"), "madina")

    roster = office.roster()
    assert [office.opens(name, office.team.seeds[name], roster) for name in ("aru", "daniyar")] == [True, True]


def test_two_stewards_who_do_not_read_make_no_team_key(office: Office) -> None:
    first, second = vouched_in(office, "yerlan", "steward"), vouched_in(office, "zarina", "steward")
    office.vouching.suspend(as_person(office, "yerlan", first), "madina")

    assert refused(office, "suspend", as_person(office, "zarina", second), "madina") == "reader"
    assert office.vouching.suspend(office.unlocked("aru"), "madina")


def test_steward_who_does_not_read_signs_after_one_who_does(office: Office) -> None:
    seed = vouched_in(office, "yerlan", "steward")
    office.vouching.suspend(office.unlocked("aru"), "madina")

    assert office.vouching.suspend(as_person(office, "yerlan", seed), "madina")
    assert office.opens("aru", office.team.seeds["aru"], office.roster())


def test_colleagues_are_listed_with_their_seats(office: Office) -> None:
    office.people.suspend_seat("madina")

    colleagues = {colleague.handle: colleague for colleague in office.vouching.colleagues()}

    assert colleagues["kenes"] == Colleague(handle="kenes", roles=("custodian",), active=True, account_state="")
    assert (colleagues["aru"].account_state, colleagues["madina"].account_state) == (ACTIVE, SUSPENDED)


def test_reader_without_a_grant_for_an_older_epoch_completes_no_joining(office: Office) -> None:
    shown, _ = office.enrol("yerlan")
    words = " ".join(shown.fingerprint)
    office.vouching.vouch(office.unlocked("aru"), "yerlan", words)
    with office.database.writing() as session:
        session.execute(delete(TeamGrant).where(TeamGrant.handle == "daniyar"))

    assert refused(office, "vouch", office.unlocked("daniyar"), "yerlan", words) == "reader"


def test_newcomer_who_waits_goes_on_waiting_while_somebody_leaves(office: Office) -> None:
    shown, _ = office.enrol("yerlan")
    office.vouching.vouch(office.unlocked("aru"), "yerlan", " ".join(shown.fingerprint))

    office.vouching.suspend(office.unlocked("aru"), "madina")

    assert office.vouching.joining()[0].vouched_by == ("aru",)
