"""Enough shares restore the secret, fewer never do, and a wrong one is noticed."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import shares
from crypto.errors import BadShares
from crypto.shares import combine, split

SECRET = bytes(range(32))
SIZES = [(holders, threshold) for holders in range(2, 7) for threshold in range(2, holders + 1)]


@pytest.mark.parametrize(("holders", "threshold"), SIZES)
def test_any_sufficient_group_restores_the_secret(holders: int, threshold: int) -> None:
    dealt = split(SECRET, holders, threshold)

    for group in combinations(dealt, threshold):
        assert combine(group) == SECRET


@pytest.mark.parametrize(("holders", "threshold"), SIZES)
def test_any_smaller_group_is_refused(holders: int, threshold: int) -> None:
    dealt = split(SECRET, holders, threshold)

    for group in combinations(dealt, threshold - 1):
        with pytest.raises(BadShares, match="few"):
            combine(group)


@pytest.mark.parametrize(("holders", "threshold"), SIZES)
def test_any_smaller_group_lacks_a_piece(holders: int, threshold: int) -> None:
    # The secret is the XOR of all pieces, so who lacks one of them, uniformly random, knows nothing.
    dealt = [shares._parse(share) for share in split(SECRET, holders, threshold)]
    everything = {group for share in dealt for group in share.pieces}

    for group in combinations(dealt, threshold - 1):
        assert {piece for share in group for piece in share.pieces} < everything


def test_all_shares_together_restore_the_secret() -> None:
    assert combine(split(SECRET, 5, 3)) == SECRET


def test_three_of_five_holds_six_pieces() -> None:
    assert [len(share) for share in split(SECRET, 5, 3)] == [36 + 192] * 5


def test_largest_deal_is_possible() -> None:
    dealt = split(SECRET, shares.MAX_HOLDERS, 5)

    assert combine(dealt[4:]) == SECRET


def test_same_secret_is_never_dealt_alike() -> None:
    assert split(SECRET, 3, 2) != split(SECRET, 3, 2)


def test_one_share_twice_is_too_few() -> None:
    share = split(SECRET, 3, 2)[0]

    with pytest.raises(BadShares, match="few"):
        combine([share, share])


def test_shares_of_two_secrets_are_refused() -> None:
    with pytest.raises(BadShares, match="different"):
        combine([split(SECRET, 3, 2)[0], split(bytes(32), 3, 2)[1]])


def test_shares_of_two_deals_of_one_secret_are_refused() -> None:
    with pytest.raises(BadShares):
        combine([split(SECRET, 3, 2)[0], split(SECRET, 3, 2)[1]])


@given(bit=st.integers(0, (36 + 64) * 8 - 1))
def test_any_damaged_bit_is_refused(bit: int) -> None:
    first, second, _ = split(SECRET, 3, 2)
    damaged = bytearray(first)
    damaged[bit // 8] ^= 1 << bit % 8

    with pytest.raises(BadShares):
        combine([bytes(damaged), second])


def test_disagreeing_shares_are_refused() -> None:
    first, second, third = split(SECRET, 3, 2)

    with pytest.raises(BadShares, match="disagree"):
        combine([first, second, third[:-1] + bytes([third[-1] ^ 1])])


@pytest.mark.parametrize(
    "share",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x02" + split(SECRET, 3, 2)[0][1:], id="unknown version"),
        pytest.param(split(SECRET, 3, 2)[0][:-1], id="cut"),
        pytest.param(b"\x01\x01\x03\x00" + bytes(32), id="threshold of one"),
        pytest.param(b"\x01\x04\x03\x00" + bytes(32), id="threshold above holders"),
        pytest.param(b"\x01\x02\xff\x00" + bytes(32), id="too many holders"),
        pytest.param(b"\x01\x02\x03\x03" + bytes(96), id="index above holders"),
    ],
)
def test_faulty_share_is_refused(share: bytes) -> None:
    with pytest.raises(BadShares, match="share:"):
        combine([share, split(SECRET, 3, 2)[1]])


def test_no_share_is_refused() -> None:
    with pytest.raises(BadShares, match="none"):
        combine([])


def test_crowd_of_shares_is_refused_before_work() -> None:
    with pytest.raises(BadShares, match="more"):
        combine([b""] * (shares.MAX_HOLDERS + 1))


@pytest.mark.parametrize(("holders", "threshold"), [(3, 1), (3, 4), (1, 1), (shares.MAX_HOLDERS + 1, 2)], ids=str)
def test_numbers_out_of_bounds_are_not_dealt(holders: int, threshold: int) -> None:
    with pytest.raises(ValueError, match="threshold"):
        split(SECRET, holders, threshold)


def test_secret_of_another_length_is_not_dealt() -> None:
    with pytest.raises(ValueError, match="secret"):
        split(bytes(31), 3, 2)
