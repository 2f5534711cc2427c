"""Only the end of a chain from the pinned first version, two stewards under each step, is believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import canonical
from crypto.seeds import Seed, public_key, signing_key
from testimony.roster.chain import (
    SignedRoster,
    check_proposal,
    dump_chain,
    is_complete,
    load_chain,
    parse_signed,
    valid_signers,
    verify_chain,
)
from testimony.roster.document import REVIEWER, STEWARD, Roster
from testimony.roster.errors import RosterRefused

if TYPE_CHECKING:
    from tests.unit.roster.conftest import Signers

Chain = tuple[SignedRoster, ...]
Changed = Callable[..., Roster]


def test_chain_from_the_pin_gives_its_last_version(chain: Chain, first: Roster, second: Roster) -> None:
    assert verify_chain(chain, pin=first.digest) == second


def test_chain_of_one_gives_the_first_version(chain: Chain, first: Roster) -> None:
    assert verify_chain(chain[:1], pin=first.digest) == first


def test_chain_survives_writing_and_reading(chain: Chain) -> None:
    assert load_chain(dump_chain(chain)) == chain


def test_signed_version_survives_writing_and_reading(chain: Chain) -> None:
    assert parse_signed(chain[1].to_bytes()) == chain[1]


def test_chain_without_versions_is_refused(first: Roster) -> None:
    with pytest.raises(RosterRefused):
        verify_chain((), pin=first.digest)


def test_other_first_version_than_the_pinned_is_refused(signers: Signers, first: Roster) -> None:
    own = replace(first, team_key=public_key(Seed.generate()))

    with pytest.raises(RosterRefused, match="pinned"):
        verify_chain((signers.sign(own),), pin=first.digest)


def test_first_version_must_be_numbered_one(signers: Signers, second: Roster) -> None:
    with pytest.raises(RosterRefused, match="numbered"):
        verify_chain((signers.sign(second),), pin=second.digest)


def test_skipped_version_is_refused(signers: Signers, chain: Chain, first: Roster, second: Roster) -> None:
    third = signers.sign(second.next_version(people=second.people))

    with pytest.raises(RosterRefused, match="missing"):
        verify_chain((chain[0], third), pin=first.digest)


def test_repeated_version_is_refused(chain: Chain, first: Roster) -> None:
    with pytest.raises(RosterRefused, match="missing"):
        verify_chain((chain[0], chain[0]), pin=first.digest)


def test_reordered_versions_are_refused(chain: Chain, first: Roster) -> None:
    with pytest.raises(RosterRefused):
        verify_chain((chain[1], chain[0]), pin=first.digest)


def test_version_that_follows_another_one_is_refused(
    signers: Signers, chain: Chain, first: Roster, second: Roster
) -> None:
    fork = signers.sign(replace(second, previous="f" * 64))

    with pytest.raises(RosterRefused, match="missing"):
        verify_chain((chain[0], fork), pin=first.digest)


def test_version_one_steward_signed_is_refused(signers: Signers, chain: Chain, first: Roster, second: Roster) -> None:
    with pytest.raises(RosterRefused, match="two stewards"):
        verify_chain((chain[0], signers.sign(second, ["aru"])), pin=first.digest)


def test_steward_who_signs_twice_counts_once(signers: Signers, chain: Chain, first: Roster, second: Roster) -> None:
    once = signers.sign(second, ["aru"])
    twice = replace(once, signatures=once.signatures * 2)

    with pytest.raises(RosterRefused, match="two stewards"):
        verify_chain((chain[0], twice), pin=first.digest)


@pytest.mark.parametrize("other", ["zarina", "kenes"])
def test_signer_who_is_no_steward_counts_for_nothing(
    other: str, signers: Signers, chain: Chain, first: Roster, second: Roster
) -> None:
    with pytest.raises(RosterRefused, match="two stewards"):
        verify_chain((chain[0], signers.sign(second, ["aru", other])), pin=first.digest)


def test_steward_made_by_the_version_itself_counts_for_nothing(
    signers: Signers, chain: Chain, first: Roster, changed: Changed
) -> None:
    own = changed(first.next_version(people=first.people), "zarina", roles=(REVIEWER, STEWARD))

    with pytest.raises(RosterRefused, match="two stewards"):
        verify_chain((chain[0], signers.sign(own, ["aru", "zarina"])), pin=first.digest)


def test_suspended_steward_signs_no_later_version(
    signers: Signers, chain: Chain, first: Roster, changed: Changed
) -> None:
    without = changed(first.next_version(people=first.people), "madina", active=False)
    later = without.next_version(people=without.people)

    with pytest.raises(RosterRefused, match="two stewards"):
        verify_chain((chain[0], signers.sign(without), signers.sign(later, ["aru", "madina"])), pin=first.digest)


def test_signature_under_another_document_counts_for_nothing(
    signers: Signers, chain: Chain, first: Roster, second: Roster, changed: Changed
) -> None:
    swapped = replace(chain[1], document=changed(second, "yerlan", active=False).to_bytes())

    with pytest.raises(RosterRefused, match="two stewards"):
        verify_chain((chain[0], swapped), pin=first.digest)


def test_foreign_signature_beside_two_good_ones_harms_nothing(
    signers: Signers, chain: Chain, first: Roster, second: Roster
) -> None:
    noisy = chain[1].signed_by("stranger", signing_key(Seed.generate()))

    assert verify_chain((chain[0], noisy), pin=first.digest) == second


FORBIDDEN = {
    "demonstration flag flipped": lambda r, _: replace(r, demonstration=True),
    "new team key in the same epoch": lambda r, _: replace(r, team_key=public_key(Seed.generate())),
    "new epoch with the old team key": lambda r, _: replace(r, epoch=2),
    "epoch jumps": lambda r, _: replace(r, epoch=3, team_key=public_key(Seed.generate())),
    "sealing key of a known handle swapped": lambda r, change: change(
        r, "zarina", seal_key=public_key(Seed.generate())
    ),
    "signing key of a known handle swapped": lambda r, change: change(r, "zarina", sign_key=bytes(32)),
    "person dropped": lambda r, _: replace(r, people=r.people[:-1]),
}


@pytest.mark.parametrize("spoil", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_step_that_breaks_a_rule_is_refused_whoever_signed(
    spoil: Callable[[Roster, Changed], Roster], signers: Signers, chain: Chain, first: Roster, changed: Changed
) -> None:
    following = spoil(first.next_version(people=first.people), changed)

    with pytest.raises(RosterRefused):
        verify_chain((chain[0], signers.sign(following)), pin=first.digest)


def test_flag_can_not_be_taken_back_either(signers: Signers, first: Roster) -> None:
    flagged = replace(first, demonstration=True)
    unflagged = replace(flagged.next_version(people=flagged.people), demonstration=False)

    with pytest.raises(RosterRefused, match="demonstration"):
        verify_chain((signers.sign(flagged), signers.sign(unflagged)), pin=flagged.digest)


def test_new_epoch_with_a_new_team_key_follows(signers: Signers, chain: Chain, first: Roster) -> None:
    following = replace(first.next_version(people=first.people), epoch=2, team_key=public_key(Seed.generate()))

    assert verify_chain((chain[0], signers.sign(following)), pin=first.digest).epoch == 2


def test_epoch_does_not_go_back(signers: Signers, first: Roster) -> None:
    late = replace(first, epoch=2)
    back = replace(late.next_version(people=late.people), epoch=1, team_key=public_key(Seed.generate()))

    with pytest.raises(RosterRefused, match="epoch"):
        verify_chain((signers.sign(late), signers.sign(back)), pin=late.digest)


def test_proposal_that_follows_is_given(first: Roster, second: Roster) -> None:
    assert check_proposal(first, SignedRoster(document=second.to_bytes())) == second


def test_proposal_with_a_damaged_document_is_refused(first: Roster) -> None:
    with pytest.raises(RosterRefused):
        check_proposal(first, SignedRoster(document=b"{"))


def test_proposal_is_complete_with_the_second_steward(signers: Signers, first: Roster, second: Roster) -> None:
    assert not is_complete(signers.sign(second, ["aru"]), by=first)
    assert is_complete(signers.sign(second, ["aru", "madina"]), by=first)


def test_only_signatures_that_hold_are_listed(signers: Signers, first: Roster, second: Roster) -> None:
    signed = signers.sign(second, ["aru", "zarina"])
    forged = replace(signed, signatures=(*signed.signatures, ("daniyar", bytes(64))))

    assert valid_signers(forged, by=first) == ("aru",)


def test_signing_again_replaces_the_signature(signers: Signers, chain: Chain) -> None:
    again = chain[0].signed_by("aru", signing_key(signers.seeds["aru"]))

    assert sorted(handle for handle, _ in again.signatures) == ["aru", "daniyar"]


def test_file_that_is_no_list_is_refused() -> None:
    with pytest.raises(RosterRefused):
        load_chain(b"{}")


def test_empty_file_is_refused() -> None:
    with pytest.raises(RosterRefused):
        load_chain(b"[]")


def test_file_that_is_not_canonical_is_refused() -> None:
    with pytest.raises(RosterRefused):
        load_chain(b"[ ]")


def test_signed_version_that_is_not_canonical_is_refused(chain: Chain) -> None:
    with pytest.raises(RosterRefused):
        parse_signed(chain[0].to_bytes() + b"\n")


BAD_ENTRIES: dict[str, object] = {
    "a number": 7,
    "another format": {"format": "x"},
    "no document": {"format": "aigaq-signed-roster-1", "signatures": []},
    "document as a number": {"format": "aigaq-signed-roster-1", "document": 1, "signatures": []},
    "signatures as a number": {"format": "aigaq-signed-roster-1", "document": "", "signatures": 1},
    "a signature as text": {"format": "aigaq-signed-roster-1", "document": "", "signatures": ["x"]},
    "a signature that is no hex": {
        "format": "aigaq-signed-roster-1",
        "document": "",
        "signatures": [{"handle": "aru", "signature": "zz"}],
    },
}


@pytest.mark.parametrize("entry", BAD_ENTRIES.values(), ids=BAD_ENTRIES.keys())
def test_entry_of_another_shape_is_refused(entry: object) -> None:
    with pytest.raises(RosterRefused):
        load_chain(canonical.dumps([entry]))


@given(position=st.integers(min_value=0), bit=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_no_flipped_bit_of_a_roster_file_is_believed(
    position: int, bit: int, chain: Chain, first: Roster, second: Roster
) -> None:
    blob = bytearray(dump_chain(chain))
    blob[position % len(blob)] ^= 1 << bit

    try:
        believed = verify_chain(load_chain(bytes(blob)), pin=first.digest)
    except RosterRefused:
        return
    pytest.fail(f"believed version {believed.version} of {second.version}")


@given(length=st.integers(min_value=0))
@settings(max_examples=30, deadline=None)
def test_no_cut_roster_file_is_believed(length: int, chain: Chain, first: Roster) -> None:
    blob = dump_chain(chain)

    with pytest.raises(RosterRefused):
        verify_chain(load_chain(blob[: length % len(blob)]), pin=first.digest)
