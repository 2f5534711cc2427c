"""What others wrote stays on its line and in its direction."""

import pytest

from cli.printable import printable

HOSTILE = {
    "an escape sequence": ("a\x1b[2Jb", "a·[2Jb"),
    "a line break": ("a\nb", "a·b"),
    "writing turned around": ("a\u202eb", "a·b"),
    "an undecodable byte of a file's name": ("a\udcffb", "a·b"),
}


@pytest.mark.parametrize("row", HOSTILE.values(), ids=HOSTILE)
def test_sign_that_no_line_shows_becomes_a_dot(row: tuple[str, str]) -> None:
    assert printable(row[0]) == row[1]


def test_ordinary_words_stay_as_they_are() -> None:
    assert printable("Айғақ: ü, 12 % – «ok»") == "Айғақ: ü, 12 % – «ok»"
