"""Tables for records in the review database: what is in the clear, sealed items, and the store of keys."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from testimony.database.base import KEYS_SCHEMA, UNORDERED, Digest, Id, ReviewBase, Sealed, Week

STATES = ("new", "reading", "coded", "withdrawn", "erased")
ITEM_KINDS = (
    "working",
    "contact",
    "verbatim",
    "act",
    "addition",
    "addition-verbatim",
    "addendum",
    "terms",
    "coding",
    "card",
    "decision",
)


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Record(ReviewBase):
    """One testimony: a random id, a week, a state, and two flags that stop every use."""

    __tablename__ = "record"
    __table_args__ = (
        CheckConstraint(_one_of("state", STATES), name="state"),
        Index("ix_record_place", "unread", "state", "iso_week", "id"),  # the order in which the queue lists them
        UNORDERED,
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    iso_week: Mapped[Week] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    held: Mapped[bool]  # a source's freeze or withdrawal, verified
    unread: Mapped[bool]  # a source's act that nobody has opened: no use until somebody has
    destroy_on: Mapped[date | None] = mapped_column(Date)
    digest: Mapped[Digest]  # of the packet as taken from intake: a different packet under this id is refused


class RecordItem(ReviewBase):
    """One sealed, signed, versioned part of a record."""

    __tablename__ = "record_item"
    __table_args__ = (
        CheckConstraint(_one_of("kind", ITEM_KINDS), name="kind"),
        UniqueConstraint("record_id", "kind", "version"),
        UNORDERED,
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    record_id: Mapped[Id] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    version: Mapped[int] = mapped_column(Integer)
    digest: Mapped[Digest]
    replaces: Mapped[Digest | None]  # of the version before, which the seal names as its predecessor
    payload: Mapped[Sealed | None]  # None once replaced by a newer strip: only the digest stays


class RecordKey(ReviewBase):
    """The seed of a record's working identity, sealed to the team; without this row the text is gone."""

    __tablename__ = "record_key"
    __table_args__ = ({"schema": KEYS_SCHEMA, **UNORDERED},)

    record_id: Mapped[Id] = mapped_column(primary_key=True)
    sealed: Mapped[Sealed]


class Share(ReviewBase):
    """One custodian's share of a compartment's one-time seed, sealed to that custodian."""

    __tablename__ = "share"
    __table_args__ = (
        CheckConstraint("compartment IN ('contact', 'verbatim')", name="compartment"),
        {"schema": KEYS_SCHEMA, **UNORDERED},
    )

    record_id: Mapped[Id] = mapped_column(primary_key=True)
    compartment: Mapped[str] = mapped_column(String(16), primary_key=True)
    custodian: Mapped[str] = mapped_column(String(32), primary_key=True)
    sealed: Mapped[Sealed]
