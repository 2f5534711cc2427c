"""Runs the revisions of either database on the connection and in the transaction that the caller holds."""

from alembic import context
from sqlalchemy import Connection


def run() -> None:
    """Run what `testimony.database.migrate` asked for; raises TypeError when called by anything else."""
    connection = context.config.attributes.get("connection")
    if not isinstance(connection, Connection):
        raise TypeError("migrations run through testimony.database.migrate only")
    # The caller's transaction covers all revisions, SQLite's too: half a migration is never committed.
    context.configure(connection=connection, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()
