"""The draft table: one sealed row per unfinished testimony or open mailbox."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from testimony.database.base import UNORDERED, IntakeBase, Sealed


class DraftRow(IntakeBase):
    """A draft sealed under a key that only the source's cookie holds.

    `expires` is in epoch seconds on a ten-minute grid.
    """

    __tablename__ = "draft"
    __table_args__ = UNORDERED

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[Sealed]
    expires: Mapped[int] = mapped_column(BigInteger, index=True)
