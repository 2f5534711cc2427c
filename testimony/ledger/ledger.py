"""Appends entries to the ledger, and lets people sign its head."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from crypto import canonical, labels
from crypto.digests import sha256
from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.errors import Damaged
from crypto.merkle import CompactRange, leaf_hash
from crypto.seeds import Seed
from crypto.signatures import SigningKey
from testimony.ledger.errors import LedgerBroken
from testimony.ledger.head import HEX_DIGEST, Head
from testimony.ledger.models import LedgerEntry, LedgerHead, LedgerRange

# Details are short and their kind stands in the clear: a smaller floor than a testimony's hides what there is to hide,
# and 100,000 entries stay a few hundred megabytes.
DETAIL_FLOOR_BYTES = 1024
_APPEND_LOCK = 7_120_002  # any number that nothing else in this database takes
_ONLY_ROW = 1
ROWS_AT_ONCE = 500


def append(session: Session, *, kind: str, detail: Mapping[str, object], week: str, team_key: bytes) -> int:
    """Add one entry in the caller's transaction and return its sequence, counted from 1; raises LedgerBroken.

    `detail` is a JSON object, sealed to the 1216-byte public key of the team.
    """
    _one_writer(session)
    edge = _edge(session)
    sequence = edge.size + 1
    sealed = seal_envelope(canonical.dumps(dict(detail)), _context(sequence), [team_key], floor=DETAIL_FLOOR_BYTES)
    hashed = detail_hash(sealed)
    leaf = leaf_of(sequence=sequence, week=week, kind=kind, detail_hash=hashed)
    entry = {
        "sequence": sequence,
        "iso_week": week,
        "kind": kind,
        "detail": sealed,
        "detail_hash": hashed,
        "leaf": leaf.hex(),
    }
    session.execute(insert(LedgerEntry).values(entry))
    _keep_edge(session, edge.append(leaf))
    return sequence


def head(session: Session) -> Head:
    """Return size and root as they stand; raises LedgerBroken where the kept hashes don't fit the entries."""
    edge = _edge(session)
    return Head(size=edge.size, root=edge.root().hex())


def cosign(session: Session, *, handle: str, key: SigningKey) -> Head:
    """Sign the present head in the caller's transaction and return it; signing the same head again changes nothing."""
    _one_writer(session)
    present = head(session)
    signed = session.get(LedgerHead, (present.size, handle))
    if signed is None:
        signature = key.sign(labels.SIGN_LEDGER_HEAD, present.message(handle))
        row = {"size": present.size, "handle": handle, "root": present.root, "signature": signature}
        session.execute(insert(LedgerHead).values(row))
    elif signed.root != present.root:
        raise LedgerBroken(f"the head of size {present.size} was signed by {handle} with another root")
    return present


def read_detail(entry: LedgerEntry, team_seed: Seed) -> dict[str, object]:
    """Open an entry's detail; raises NotForThisKey for another epoch's seed, Damaged or WrongContext."""
    document = canonical.loads(open_envelope(entry.detail, team_seed, _context(entry.sequence)))
    if not isinstance(document, dict):
        raise Damaged("ledger detail: not an object")
    return document


def rebuild_edge(session: Session) -> Head:
    """Compute the kept hashes anew from the entries, after a restore; `verify` says whether they deserve trust."""
    _one_writer(session)
    edge = CompactRange()
    with closing(stored_leaves(session)) as leaves:
        for leaf in leaves:
            edge = edge.append(leaf)
    _keep_edge(session, edge)
    return Head(size=edge.size, root=edge.root().hex())


def stored_leaves(session: Session) -> Generator[bytes]:
    """Yield the 32-byte leaves in order, few in memory at a time; raises LedgerBroken for a gap or a bad leaf."""
    columns = select(LedgerEntry.sequence, LedgerEntry.leaf).order_by(LedgerEntry.sequence)
    with session.execute(columns.execution_options(yield_per=ROWS_AT_ONCE)) as rows:
        yield from numbered((sequence, _leaf_bytes(sequence, leaf)) for sequence, leaf in rows)


def numbered(rows: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """Yield the leaves of (sequence, leaf) rows; raises LedgerBroken where a sequence from 1 on is missing."""
    for expected, (sequence, leaf) in enumerate(rows, start=1):
        if sequence != expected:
            raise LedgerBroken(f"entry {expected} is missing", sequence=expected)
        yield leaf


def detail_hash(sealed: bytes) -> str:
    """Hash a sealed detail: 64 hexadecimal digits."""
    return sha256(labels.DIGEST_LEDGER_DETAIL, sealed).hex()


def leaf_of(*, sequence: int, week: str, kind: str, detail_hash: str) -> bytes:
    """Return the 32-byte RFC 6962 leaf hash of an entry."""
    return leaf_hash(canonical.dumps([sequence, week, kind, detail_hash]))


def kept_edge(session: Session) -> CompactRange | None:
    """Return the kept hashes as they stand, None before the first entry; raises LedgerBroken for unreadable ones."""
    row = session.scalar(select(LedgerRange.compact).where(LedgerRange.id == _ONLY_ROW))
    if row is None:
        return None
    try:
        return CompactRange.parse(row)
    except Damaged as error:
        raise LedgerBroken("the kept hashes of the ledger are unreadable") from error


def _leaf_bytes(sequence: int, leaf: str) -> bytes:
    if not HEX_DIGEST.fullmatch(leaf):
        raise LedgerBroken(f"entry {sequence} was changed: its leaf is unreadable", sequence=sequence)
    return bytes.fromhex(leaf)


def _edge(session: Session) -> CompactRange:
    edge = kept_edge(session) or CompactRange()
    last = session.scalar(select(func.max(LedgerEntry.sequence))) or 0
    if edge.size != last:
        raise LedgerBroken(f"the ledger ends with entry {last} and its kept hashes with {edge.size}")
    return edge


def _keep_edge(session: Session, edge: CompactRange) -> None:
    changed = update(LedgerRange).where(LedgerRange.id == _ONLY_ROW).values(compact=edge.serialise())
    if not session.scalars(changed.returning(LedgerRange.id)).all():
        session.execute(insert(LedgerRange).values(id=_ONLY_ROW, compact=edge.serialise()))


def _one_writer(session: Session) -> None:
    # SQLite's BEGIN IMMEDIATE lets one writer in at a time; PostgreSQL needs to be told, until commit.
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _APPEND_LOCK})


def _context(sequence: int) -> Context:
    return Context(record_id=sequence.to_bytes(16, "big"), kind="ledger")
