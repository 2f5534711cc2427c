"""Index records in the order in which the queue lists them."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_record_place", "record", ["unread", "state", "iso_week", "id"], unique=False)
