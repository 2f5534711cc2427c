"""Bytes in, bytes out: age files, seeds, passphrases, receipts, shares, signatures, sessions."""
