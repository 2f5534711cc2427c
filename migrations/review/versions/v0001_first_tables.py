"""The first tables of the review database and its store of keys."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE SCHEMA IF NOT EXISTS keys")
    op.create_table(
        "account",
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("locked", sa.LargeBinary(), nullable=False),
        sa.Column("enrolment", sa.LargeBinary(), nullable=False),
        sa.Column("last_totp_step", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('enrolled', 'active', 'suspended')", name="ck_account_state"),
        sa.PrimaryKeyConstraint("handle", name="pk_account"),
    )
    op.create_table(
        "custody_request",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("requester", sa.String(length=32), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_custody_request"),
    )
    op.create_table(
        "invitation",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("roles", sa.String(length=64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("token_digest", name="pk_invitation"),
    )
    op.create_table(
        "record_key",
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name="pk_record_key"),
        schema="keys",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "share",
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("compartment", sa.String(length=16), nullable=False),
        sa.Column("custodian", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("compartment IN ('contact', 'verbatim')", name="ck_share_compartment"),
        sa.PrimaryKeyConstraint("record_id", "compartment", "custodian", name="pk_share"),
        schema="keys",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledger_entry",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("iso_week", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=False),
        sa.Column("detail_hash", sa.String(length=64), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.CheckConstraint("sequence >= 1", name="ck_ledger_entry_sequence"),
        sa.PrimaryKeyConstraint("sequence", name="pk_ledger_entry"),
    )
    op.create_table(
        "ledger_head",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size >= 0", name="ck_ledger_head_size"),
        sa.PrimaryKeyConstraint("size", "handle", name="pk_ledger_head"),
    )
    op.create_table(
        "ledger_range",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("compact", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_ledger_range_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_range"),
    )
    op.create_table(
        "pending_reply",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("lookup_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pending_reply"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("iso_week", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("destroy_on", sa.Date(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("state IN ('new', 'reading', 'coded', 'withdrawn', 'erased')", name="ck_record_state"),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_iso_week", "record", ["iso_week"], unique=False)
    op.create_index("ix_record_state", "record", ["state"], unique=False)
    op.create_table(
        "release",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("iso_week", sa.String(length=8), nullable=False),
        sa.Column("proposer", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release_approval",
        sa.Column("release_id", sa.String(length=32), nullable=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name="fk_release_approval_release_id_release", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "handle", name="pk_release_approval"),
    )
    op.create_table(
        "taken_act",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_taken_act"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roster_proposal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_roster_proposal"),
    )
    op.create_table(
        "roster_version",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_roster_version"),
    )
    op.create_table(
        "team_grant",
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("epoch", "handle", name="pk_team_grant"),
    )
    op.create_table(
        "custody_answer",
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("custodian", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["custody_request.id"],
            name="fk_custody_answer_request_id_custody_request",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("request_id", "custodian", name="pk_custody_answer"),
    )
    op.create_table(
        "record_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("replaces", sa.String(length=64), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            (
                "kind IN ('working', 'contact', 'verbatim', 'act', 'addition', "
                "'addition-verbatim', 'addendum', 'terms', 'coding', 'card', 'decision')"
            ),
            name="ck_record_item_kind",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name="fk_record_item_record_id_record", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_record_item"),
        sa.UniqueConstraint("record_id", "kind", "version", name="uq_record_item_record_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_item_record_id", "record_item", ["record_id"], unique=False)
