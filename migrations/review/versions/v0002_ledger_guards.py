"""Triggers that let the ledger grow by the next entry and do nothing else."""

from alembic import op

revision = "0002"
down_revision = "0001"

GUARDED = ("ledger_entry", "ledger_head")


def upgrade() -> None:
    """Guard the entries and the signed heads on either database."""
    statements = _postgresql() if op.get_bind().dialect.name == "postgresql" else _sqlite()
    for statement in statements:
        op.execute(statement)


def _sqlite() -> list[str]:
    # INSERT OR REPLACE removes the old row before it writes, and fires a DELETE trigger only with recursive_triggers
    # on. The BEFORE INSERT triggers come first and see the row that would go, whatever the connection has set.
    statements = [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: {verb} refused'); END"
        for table in GUARDED
        for verb in ("UPDATE", "DELETE")
    ]
    following = (
        "CREATE TRIGGER ledger_entry_next BEFORE INSERT ON ledger_entry "
        "WHEN NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM ledger_entry) "
        "BEGIN SELECT RAISE(ABORT, 'ledger_entry: not the next sequence'); END"
    )
    once = (
        "CREATE TRIGGER ledger_head_once BEFORE INSERT ON ledger_head "
        "WHEN EXISTS (SELECT 1 FROM ledger_head WHERE size = NEW.size AND handle = NEW.handle) "
        "BEGIN SELECT RAISE(ABORT, 'ledger_head: signed already'); END"
    )
    return [*statements, following, once]


def _postgresql() -> list[str]:
    refuse = (
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql "
        "SET search_path = pg_catalog, pg_temp AS "
        "$$ BEGIN RAISE EXCEPTION '%: % refused', TG_TABLE_NAME, TG_OP; END $$"
    )
    following = (
        "CREATE FUNCTION ledger_next() RETURNS trigger LANGUAGE plpgsql "
        "SET search_path = pg_catalog, pg_temp AS $$ BEGIN "
        "IF NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM public.ledger_entry) THEN "
        "RAISE EXCEPTION 'ledger_entry: not the next sequence'; END IF; RETURN NEW; END $$"
    )
    return [
        refuse,
        following,
        *(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
            for table in GUARDED
        ),
        "CREATE TRIGGER ledger_entry_next BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_next()",
    ]
