"""Trees agree with RFC 6962 and prove growth, and no other history passes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Damaged
from crypto.merkle import (
    MAX_SIZE,
    CompactRange,
    consistency_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
)

LEAVES = [leaf_hash(bytes([number])) for number in range(70)]


def by_definition(leaves: list[bytes]) -> bytes:
    """Compute the root as the RFC defines it, by halving at the largest power of two below the size."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))


@pytest.mark.parametrize("size", range(35))
def test_root_is_the_one_of_the_definition(size: int) -> None:
    assert root(LEAVES[:size]) == by_definition(LEAVES[:size])


def test_leaf_can_not_pass_as_a_node() -> None:
    left, right = LEAVES[:2]

    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize("size", range(35))
def test_appending_gives_the_same_root(size: int) -> None:
    tree = CompactRange()
    for leaf in LEAVES[:size]:
        tree = tree.append(leaf)

    assert tree.size == size
    assert tree.root() == root(LEAVES[:size])


def test_tree_continues_from_its_serialised_form() -> None:
    tree = CompactRange()
    for leaf in LEAVES[:11]:
        tree = tree.append(leaf)

    restored = CompactRange.parse(tree.serialise())

    assert restored == tree
    assert restored.append(LEAVES[11]).root() == root(LEAVES[:12])


@pytest.mark.parametrize(
    "encoded",
    [
        pytest.param(b"", id="nothing but zero"),
        pytest.param(bytes(7), id="cut size"),
        pytest.param(bytes(7) + b"\x03" + bytes(32), id="a hash too few"),
        pytest.param(bytes(8) + bytes(32), id="a hash too many"),
        pytest.param(b"\xff" * 8 + bytes(64 * 32), id="size above the bound"),
    ],
)
def test_faulty_serialised_form_is_refused(encoded: bytes) -> None:
    with pytest.raises(Damaged, match="range"):
        CompactRange.parse(encoded)


@pytest.mark.parametrize(
    ("size", "hashes"),
    [(1, ()), (-1, (bytes(32),)), (1, (bytes(31),)), (MAX_SIZE + 1, (bytes(32),))],
    ids=str,
)
def test_contradicting_range_can_not_be_made(size: int, hashes: tuple[bytes, ...]) -> None:
    with pytest.raises(Damaged, match="range"):
        CompactRange(size=size, hashes=hashes)


def test_content_is_not_taken_for_a_leaf_hash() -> None:
    with pytest.raises(Damaged, match="leaf"):
        root([b"content", b"content"])


@given(sizes=st.tuples(st.integers(0, 70), st.integers(0, 70)))
def test_growth_is_proven(sizes: tuple[int, int]) -> None:
    old, new = sorted(sizes)

    verify_consistency(
        old_size=old,
        old_root=root(LEAVES[:old]),
        new_size=new,
        new_root=root(LEAVES[:new]),
        proof=consistency_proof(LEAVES[:new], old),
    )


@given(sizes=st.tuples(st.integers(1, 70), st.integers(1, 70)), changed=st.integers(0, 69))
def test_changed_history_is_refused(sizes: tuple[int, int], changed: int) -> None:
    old, new = sorted(sizes)
    at = changed % old
    rewritten = [*LEAVES[:at], bytes(32), *LEAVES[at + 1 :]]

    with pytest.raises(Damaged):
        verify_consistency(
            old_size=old,
            old_root=root(LEAVES[:old]),
            new_size=new,
            new_root=root(rewritten[:new]),
            proof=consistency_proof(rewritten[:new], old),
        )


@given(sizes=st.tuples(st.integers(1, 70), st.integers(1, 70)), data=st.data())
def test_altered_proof_is_refused(sizes: tuple[int, int], data: st.DataObject) -> None:
    old, new = sorted(sizes)
    proof = consistency_proof(LEAVES[:new], old)
    altered = [
        [*proof, bytes(32)],
        *([proof[:-1], [*proof[:-1], bytes(32)], [bytes(32), *proof[1:]]] if proof else []),
    ]

    with pytest.raises(Damaged):
        verify_consistency(
            old_size=old,
            old_root=root(LEAVES[:old]),
            new_size=new,
            new_root=root(LEAVES[:new]),
            proof=data.draw(st.sampled_from(altered)),
        )


@pytest.mark.parametrize(
    ("old_size", "old_root", "new_size", "proof"),
    [
        pytest.param(0, root(LEAVES[:1]), 3, [], id="empty tree with a root of leaves"),
        pytest.param(0, root([]), 3, [bytes(32)], id="empty tree with a proof"),
        pytest.param(3, root(LEAVES[:2]), 3, [], id="same size, other root"),
        pytest.param(3, root(LEAVES[:3]), 2, [], id="shrunken tree"),
        pytest.param(-1, root([]), 3, [], id="negative size"),
        pytest.param(2, root(LEAVES[:2]), 3, [], id="nothing proves it from a whole subtree"),
        pytest.param(3, root(LEAVES[:3]), 7, [], id="nothing proves it"),
        pytest.param(1, root(LEAVES[:1]), MAX_SIZE + 1, [], id="size above the bound"),
        pytest.param(1, root(LEAVES[:1]), 3, [bytes(32)] * 129, id="endless proof"),
    ],
)
def test_impossible_claim_is_refused(old_size: int, old_root: bytes, new_size: int, proof: list[bytes]) -> None:
    with pytest.raises(Damaged, match="consistency"):
        verify_consistency(
            old_size=old_size,
            old_root=old_root,
            new_size=new_size,
            new_root=root(LEAVES[: max(0, min(new_size, 70))]),
            proof=proof,
        )


@pytest.mark.parametrize("old_size", [-1, 4])
def test_proof_from_a_size_outside_the_tree_is_not_made(old_size: int) -> None:
    with pytest.raises(ValueError, match="old_size"):
        consistency_proof(LEAVES[:3], old_size)
