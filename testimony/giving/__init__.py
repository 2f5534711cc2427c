"""What a source does: draft, check, send, keep a code, and the mailbox behind it."""
