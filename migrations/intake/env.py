"""Alembic looks here for how to run this database's revisions."""

from migrations.environment import run

run()
