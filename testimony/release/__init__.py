"""Pure release work: what may leave, safe tables, their files and their manifest."""
