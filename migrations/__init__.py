"""Alembic migrations, one branch per database."""
