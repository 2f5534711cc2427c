"""Requests for an identity, the custodians' answers, and opening what enough of them agree to."""
