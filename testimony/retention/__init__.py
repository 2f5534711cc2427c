"""What must be gone and when: withdrawals, expired answers, old messages."""
