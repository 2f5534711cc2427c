"""Tables of custody: what was asked, and the shares that custodians re-sealed to who asked."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from testimony.database.base import Digest, Id, ReviewBase, Sealed


class CustodyRequest(ReviewBase):
    """A signed request for one compartment of one record; its id is a hash of what it asks."""

    __tablename__ = "custody_request"

    id: Mapped[Digest] = mapped_column(primary_key=True)
    record_id: Mapped[Id]
    requester: Mapped[str] = mapped_column(String(32))
    document: Mapped[bytes] = mapped_column(LargeBinary)  # the file a custodian takes home
    expires: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CustodyAnswer(ReviewBase):
    """One custodian's signed answer: their share re-sealed to the requester, or a refusal; deleted at expiry."""

    __tablename__ = "custody_answer"

    request_id: Mapped[Digest] = mapped_column(ForeignKey("custody_request.id", ondelete="CASCADE"), primary_key=True)
    custodian: Mapped[str] = mapped_column(String(32), primary_key=True)
    sealed: Mapped[Sealed]
