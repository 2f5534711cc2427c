"""PostgreSQL roles: each process may do its own work and no more, whoever has taken it over."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from testimony.database.base import KEYS_SCHEMA
from testimony.database.engine import Database
from testimony.database.migrate import Branch

INTAKE = "aigaq_intake"
HANDOVER_INTAKE = "aigaq_handover_intake"
REVIEW = "aigaq_review"


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What one role may do with tables or functions."""

    role: str
    privileges: str
    on: str


# Without SELECT a role can't use RETURNING, DELETE … WHERE or ON CONFLICT (column): what needs them is a function
# (see migrations/intake), and ids come from the client.
_INTAKE_GRANTS = (
    Grant(role=INTAKE, privileges="SELECT", on="alembic_version"),
    Grant(role=INTAKE, privileges="INSERT", on="outbox_item"),
    Grant(role=INTAKE, privileges="SELECT, INSERT, UPDATE, DELETE", on="draft"),
    Grant(role=INTAKE, privileges="SELECT, INSERT", on="roster_seen"),
    Grant(role=INTAKE, privileges="EXECUTE", on="FUNCTION create_mailbox(text, bytea)"),
    Grant(role=INTAKE, privileges="EXECUTE", on="FUNCTION read_mailbox(text)"),
    Grant(role=INTAKE, privileges="EXECUTE", on="FUNCTION replace_capsule(text, bytea)"),
    Grant(role=INTAKE, privileges="EXECUTE", on="FUNCTION take_messages(text)"),
    Grant(role=HANDOVER_INTAKE, privileges="SELECT", on="alembic_version"),
    Grant(role=HANDOVER_INTAKE, privileges="SELECT, DELETE", on="outbox_item"),
    Grant(role=HANDOVER_INTAKE, privileges="EXECUTE", on="FUNCTION deliver_reply(text, text, bytea, date)"),
    Grant(role=HANDOVER_INTAKE, privileges="EXECUTE", on="FUNCTION sweep_mailboxes(date)"),
)

_EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
_REVIEW_GRANTS = (
    Grant(role=REVIEW, privileges=_EVERYTHING, on="ALL TABLES IN SCHEMA public"),
    Grant(role=REVIEW, privileges=_EVERYTHING, on=f"ALL TABLES IN SCHEMA {KEYS_SCHEMA}"),
    Grant(role=REVIEW, privileges="USAGE", on=f"SCHEMA {KEYS_SCHEMA}"),
)
_REVIEW_LIMITS = (
    f"REVOKE UPDATE, DELETE ON ledger_entry, ledger_head FROM {REVIEW}",
    f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {REVIEW}",
)


def grant_roles(database: Database, branch: Branch) -> None:
    """Make the branch's roles and set their rights anew: run it as owner after each upgrade; SQLite has no roles.

    The roles come without LOGIN: let each service's own login inherit one of them (`GRANT aigaq_intake TO …`).
    """
    if database.is_sqlite:
        return
    with database.writing() as session:
        for statement in statements(branch):
            session.execute(text(statement))


def statements(branch: Branch) -> tuple[str, ...]:
    """Give the SQL of a branch's roles, for who wants to read it first; running it twice is harmless."""
    grants, limits, schemas = (
        (_INTAKE_GRANTS, (), ("public",))
        if branch == "intake"
        else (_REVIEW_GRANTS, _REVIEW_LIMITS, ("public", KEYS_SCHEMA))
    )
    roles = tuple(dict.fromkeys(grant.role for grant in grants))
    return (
        *(_create(role) for role in roles),
        _on_database("REVOKE ALL ON DATABASE %I FROM PUBLIC"),
        *(_revoke(schema, who) for schema in schemas for who in ("PUBLIC", *roles)),
        *(_on_database(f"GRANT CONNECT ON DATABASE %I TO {role}") for role in roles),
        *(f"GRANT USAGE ON SCHEMA public TO {role}" for role in roles),
        *(f"GRANT {grant.privileges} ON {grant.on} TO {grant.role}" for grant in grants),
        *limits,
    )


def _create(role: str) -> str:
    # Two upgrades at once may both find the role missing; the second then finds it there.
    return (
        f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )


def _on_database(statement: str) -> str:
    return f"DO $$ BEGIN EXECUTE format('{statement}', current_database()); END $$"


def _revoke(schema: str, who: str) -> str:
    return (
        f"DO $$ BEGIN REVOKE ALL ON SCHEMA {schema} FROM {who}; "
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {who}; "
        f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM {who}; END $$"
    )
