"""Act codes, coded acts with their dates and places, and one coder's coding of a record."""
