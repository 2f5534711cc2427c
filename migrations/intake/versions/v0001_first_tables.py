"""The first tables of the intake database."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "delivered_reply",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivered_reply"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_draft_expires", "draft", ["expires"], unique=False)
    op.create_table(
        "mailbox",
        sa.Column("lookup_id", sa.String(length=32), nullable=False),
        sa.Column("capsule", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("lookup_id", name="pk_mailbox"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("iso_week", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('testimony', 'act')", name="ck_outbox_item_kind"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_item"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roster_seen",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_roster_seen"),
    )
    op.create_table(
        "mailbox_message",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lookup_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lookup_id"], ["mailbox.lookup_id"], name="fk_mailbox_message_lookup_id_mailbox", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mailbox_message"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mailbox_message_lookup_id", "mailbox_message", ["lookup_id"], unique=False)
