"""Engines, transactions and declarative bases for the two databases; no tables of its own."""
