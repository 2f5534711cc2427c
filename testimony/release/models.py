"""Tables of the release register: what was proposed, sealed to the team, and who approved it."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from testimony.database.base import UNORDERED, Id, ReviewBase, Sealed, Week


class ReleaseRow(ReviewBase):
    """A proposed release: files and manifest, signed by who proposed it and sealed to the team key."""

    __tablename__ = "release"
    __table_args__ = UNORDERED

    id: Mapped[Id] = mapped_column(primary_key=True)
    iso_week: Mapped[Week]
    proposer: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[Sealed]


class ReleaseApproval(ReviewBase):
    """A second person's signature under exactly these bytes."""

    __tablename__ = "release_approval"

    release_id: Mapped[Id] = mapped_column(ForeignKey("release.id", ondelete="CASCADE"), primary_key=True)
    handle: Mapped[str] = mapped_column(String(32), primary_key=True)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
