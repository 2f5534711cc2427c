"""Revisions of the intake database."""
