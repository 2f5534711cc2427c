"""A testimony's compartments in the review database: sealing, storing, reading, adding."""
