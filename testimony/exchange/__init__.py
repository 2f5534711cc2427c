"""What passes between the two databases: sealed packets one way; replies, rosters and receipts of import the other."""
