"""Putting a name into the case that a sentence asks for: Kazakh suffixes, Russian endings, the English possessive."""
