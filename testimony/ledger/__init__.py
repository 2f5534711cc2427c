"""An append-only, hash-chained account of what was done, that a truncation or a change gives away."""
