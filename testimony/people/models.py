"""Tables of the people who work here: no public key stands in any of them."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from testimony.database.base import Digest, ReviewBase, Sealed


class Account(ReviewBase):
    """One person's seat: their seed and TOTP secret locked under their passphrase."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("state IN ('enrolled', 'active', 'suspended')", name="state"),)

    handle: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    locked: Mapped[Sealed]
    enrolment: Mapped[bytes] = mapped_column(LargeBinary)  # the newcomer's self-signed keys, for who vouches
    last_totp_step: Mapped[int] = mapped_column(Integer)  # a used code is refused a second time


class Invitation(ReviewBase):
    """A one-time link, known here by its hash only."""

    __tablename__ = "invitation"

    token_digest: Mapped[Digest] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(String(32))
    roles: Mapped[str] = mapped_column(String(64))
    expires_on: Mapped[date] = mapped_column(Date)


class TeamGrant(ReviewBase):
    """An epoch's team seed sealed to one reader."""

    __tablename__ = "team_grant"

    epoch: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    handle: Mapped[str] = mapped_column(String(32), primary_key=True)
    sealed: Mapped[Sealed]
