"""Tables of the ledger: entries and signed heads that nothing may change, and the edge of their hash tree."""

from sqlalchemy import CheckConstraint, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from testimony.database.base import Digest, ReviewBase, Sealed, Week

# No second UNIQUE column in these tables: INSERT OR REPLACE could delete a row through it. Triggers in the
# migrations refuse every change, and every number that isn't the next one.


class LedgerEntry(ReviewBase):
    """One act: its week and kind in the clear, the rest sealed to the team key."""

    __tablename__ = "ledger_entry"
    __table_args__ = (CheckConstraint("sequence >= 1", name="sequence"),)

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    iso_week: Mapped[Week]
    kind: Mapped[str] = mapped_column(String(32))
    detail: Mapped[Sealed]
    detail_hash: Mapped[Digest]
    leaf: Mapped[Digest]


class LedgerHead(ReviewBase):
    """A head as one person's session signed it."""

    __tablename__ = "ledger_head"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    size: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    handle: Mapped[str] = mapped_column(String(32), primary_key=True)
    root: Mapped[Digest]
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerRange(ReviewBase):
    """One row, what is needed to append: derived from the entries, and compared with them by each verification."""

    __tablename__ = "ledger_range"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    compact: Mapped[bytes] = mapped_column(LargeBinary)
