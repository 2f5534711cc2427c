"""The trained tagger: a small network over words and their letters, one for the three languages."""
