"""The private app: sign-in, queue, reading room, terms, coding, custody, releases, people and ledger."""
