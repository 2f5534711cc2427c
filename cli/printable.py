"""Keeps what others wrote from moving a terminal's cursor or disguising the lines around it."""


def printable(text: str) -> str:
    """Return text with a dot for every escape, line break and mark that turns the direction of writing."""
    return "".join(letter if letter.isprintable() else "·" for letter in text)
