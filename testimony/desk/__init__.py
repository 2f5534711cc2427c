"""What a reviewer does with a record: queue, reading, marking, terms, coding, messages."""
