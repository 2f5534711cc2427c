"""Revisions of the review database, the store of keys included."""
