"""Additive counts: which cells to hide, a proof that they stay hidden, and the method paragraph."""
