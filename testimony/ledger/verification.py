"""Checks the whole ledger, entry by entry, against itself, the signed heads, and a head kept outside."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crypto import labels, signatures
from crypto.errors import BadSignature
from crypto.merkle import CompactRange
from testimony.ledger.errors import BadHead, LedgerBroken
from testimony.ledger.head import Head
from testimony.ledger.ledger import ROWS_AT_ONCE, detail_hash, kept_edge, leaf_of, numbered, stored_leaves
from testimony.ledger.models import LedgerEntry, LedgerHead

Keys = Callable[[str], bytes]  # handle → 32-byte verifying key, KeyError for nobody

_YOURS = "the head you gave"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """A ledger in order; `proven` is the size of the outside head it was held against, None without one."""

    size: int
    root: str
    proven: int | None

    @property
    def complete(self) -> bool:
        """Tell whether the head given covers every entry: nothing was cut off before it."""
        return self.proven == self.size

    @property
    def sentence(self) -> str:
        """Say what was proven and what was not."""
        if self.proven is None:
            return f"{self.size} entries: consistent, not proven complete"
        if self.complete:
            return f"{self.size} entries: proven against {_YOURS}"
        return (
            f"{self.size} entries: 1 to {self.proven} proven against {_YOURS}; "
            "those after it consistent, not proven complete"
        )


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """Somebody's word that the ledger had this root at this size."""

    by: str
    head: Head


def verify(session: Session, *, keys: Keys | None, outside: Head | None) -> Verified:
    """Read every entry once, in constant memory; raises LedgerBroken for the first thing that is wrong.

    Without `keys` the signatures under the heads aren't checked, their sizes and roots are.
    """
    # Closed by name: after an error PostgreSQL's cursors would otherwise stay open as long as the traceback lives.
    with closing(_claims(session, keys, outside)) as claims, closing(_checked_leaves(session)) as leaves:
        edge = _hold(leaves, claims)
    # Whoever rewrites the kept hashes would have the next head signed over entries that nobody wrote.
    if (kept_edge(session) or CompactRange()) != edge:
        raise LedgerBroken("the kept hashes of the ledger don't fit its entries")
    return Verified(size=edge.size, root=edge.root().hex(), proven=outside.size if outside else None)


def check_extends(session: Session, earlier: Head) -> Head:
    """Return the present head, once the ledger is shown to begin with `earlier`; raises LedgerBroken.

    For sign-in: it reads the leaves only, which is cheap and enough to refuse a rollback.
    """
    with closing(stored_leaves(session)) as leaves:
        edge = _hold(leaves, iter([_Claim(by=_YOURS, head=earlier)]))
    return Head(size=edge.size, root=edge.root().hex())


def _hold(leaves: Iterable[bytes], claims: Iterator[_Claim]) -> CompactRange:
    """Grow the tree leaf by leaf and compare it with each claim, smallest first."""
    edge = CompactRange()
    claim = _next_at(claims, edge)
    for leaf in leaves:
        edge = edge.append(leaf)
        if claim is not None and claim.head.size == edge.size:
            claim = _next_at(claims, edge, claim)
    if claim is not None:
        raise LedgerBroken(
            f"entry {edge.size + 1} is missing: {claim.by} counts {claim.head.size} entries, here are {edge.size}",
            sequence=edge.size + 1,
        )
    return edge


def _next_at(claims: Iterator[_Claim], edge: CompactRange, first: _Claim | None = None) -> _Claim | None:
    """Compare every claim of the present size and return the first about a larger one."""
    claim = first or next(claims, None)
    root = edge.root().hex()
    while claim is not None and claim.head.size == edge.size:
        if claim.head.root != root:
            raise LedgerBroken(
                f"entry {edge.size} or one before it is another than when {claim.by} was made", sequence=edge.size
            )
        claim = next(claims, None)
    return claim


def _checked_leaves(session: Session) -> Generator[bytes]:
    entry = LedgerEntry
    columns = select(entry.sequence, entry.iso_week, entry.kind, entry.detail, entry.detail_hash, entry.leaf).order_by(
        entry.sequence
    )
    with session.execute(columns.execution_options(yield_per=ROWS_AT_ONCE)) as rows:
        yield from numbered((row[0], _checked(*row)) for row in rows)


def _checked(sequence: int, week: str, kind: str, detail: bytes, hashed: str, leaf: str) -> bytes:
    try:
        detail_fits = detail_hash(detail) == hashed
        expected = leaf_of(sequence=sequence, week=week, kind=kind, detail_hash=hashed)
    except (TypeError, ValueError) as error:  # SQLite keeps a number or bytes in a column of text, if told to
        raise LedgerBroken(f"entry {sequence} was changed: it is unreadable", sequence=sequence) from error
    if not detail_fits:
        raise LedgerBroken(f"entry {sequence} was changed: its detail isn't what was hashed", sequence=sequence)
    if expected.hex() != leaf:
        raise LedgerBroken(f"entry {sequence} was changed: its leaf doesn't fit", sequence=sequence)
    return expected


def _claims(session: Session, keys: Keys | None, outside: Head | None) -> Generator[_Claim]:
    """Yield the signed heads and the outside one, smallest first."""
    heads = select(LedgerHead.size, LedgerHead.handle, LedgerHead.root, LedgerHead.signature)
    ordered = heads.order_by(LedgerHead.size, LedgerHead.handle).execution_options(yield_per=ROWS_AT_ONCE)
    with session.execute(ordered) as rows:
        for size, handle, root, signature in rows:
            if outside is not None and outside.size <= size:
                yield _Claim(by=_YOURS, head=outside)
                outside = None
            signed = _signed_head(size, root, handle)
            _check_signature(signed, handle, signature, keys)
            yield _Claim(by=f"the head signed by {handle}", head=signed)
    if outside is not None:
        yield _Claim(by=_YOURS, head=outside)


def _signed_head(size: int, root: str, handle: str) -> Head:
    try:
        return Head(size=size, root=root)
    except BadHead as error:
        raise LedgerBroken(f"the head of size {size} signed by {handle} was changed: it is unreadable") from error


def _check_signature(signed: Head, handle: str, signature: bytes, keys: Keys | None) -> None:
    if keys is None:
        return
    try:
        signatures.verify(keys(handle), labels.SIGN_LEDGER_HEAD, signed.message(handle), signature)
    except KeyError as error:
        raise LedgerBroken(f"the head of size {signed.size} is signed by {handle}, who is nobody") from error
    except BadSignature as error:
        raise LedgerBroken(f"the head of size {signed.size} bears a bad signature of {handle}") from error
