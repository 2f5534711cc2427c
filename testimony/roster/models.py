"""Tables of the roster: the signed versions and those still collecting signatures."""

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from testimony.database.base import Id, ReviewBase


class RosterVersion(ReviewBase):
    """A signed roster version as bytes; believed only after the whole chain verifies against the pin."""

    __tablename__ = "roster_version"

    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    signed: Mapped[bytes] = mapped_column(LargeBinary)


class RosterProposal(ReviewBase):
    """A next version that still lacks a signature."""

    __tablename__ = "roster_proposal"

    id: Mapped[Id] = mapped_column(primary_key=True)
    signed: Mapped[bytes] = mapped_column(LargeBinary)
