"""Row-level releases: hierarchies, recodings that keep a rule, and what each of them costs."""
