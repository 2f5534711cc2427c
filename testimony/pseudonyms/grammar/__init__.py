"""Reading a hidden name's endings: which part of a name a word is, in which case, of which sex."""
