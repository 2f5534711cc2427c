"""Declarative bases: one per database, and one for the store of keys that backups treat apart."""

from typing import Annotated

from sqlalchemy import LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# A separate schema (SQLite: an attached file) so that key rows can be backed up for 14 days only.
KEYS_SCHEMA = "keys"

# SQLite would number rows as they come, and tell whoever has the file who wrote after whom; without its
# row numbers they stand in the order of their random ids.
UNORDERED = {"sqlite_with_rowid": False}

Id = Annotated[str, mapped_column(String(32))]  # 16 random bytes, hex
Digest = Annotated[str, mapped_column(String(64))]  # SHA-256, hex
Week = Annotated[str, mapped_column(String(8))]  # ISO week, "2022-W01"; nothing finer is kept in the clear
Sealed = Annotated[bytes, mapped_column(LargeBinary)]


class IntakeBase(DeclarativeBase):
    """Tables of the intake database."""

    metadata = MetaData(naming_convention=NAMING)


class ReviewBase(DeclarativeBase):
    """Tables of the review database, the keys store included."""

    metadata = MetaData(naming_convention=NAMING)
