"""Marked prose becomes gold spans, and what is marked wrongly is refused."""

from __future__ import annotations

import pytest

from tests.evaluation.markup import MarkupError, iin_is_sound, read_marked

TITLE = "=== en-01 dev proper mother\n"


def test_a_mark_becomes_a_span_at_its_place() -> None:
    (text,) = read_marked(f"{TITLE}My son {{Yerbol|1 son}} left {{Akzhar|pl}}.\n", "en")

    assert text.text == "My son Yerbol left Akzhar."
    assert [(text.text[g.start : g.end], g.type, g.person) for g in text.spans] == [
        ("Yerbol", "PERSON", "p1"),
        ("Akzhar", "PLACE", None),
    ]
    assert text.relations == {"p1": "son"}
    assert (text.id, text.half, text.style, text.voice) == ("en-01", "dev", "proper", "mother")


def test_a_neutral_mark_is_no_gold() -> None:
    (text,) = read_marked(f"{TITLE}In {{Talgar|?}} again", "en")

    assert text.spans == ()
    assert text.neutral == ((3, 9),)


def test_a_family_name_points_to_no_one_person() -> None:
    (text,) = read_marked(f"{TITLE}The {{Bekturovs|x}}", "en")

    assert [(g.type, g.person) for g in text.spans] == [("PERSON", None)]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param("{Yerbol|son}", "unknown mark", id="a code that is none"),
        pytest.param("{Yerbol|1", "left open", id="an open mark"),
        pytest.param("{Yerbol|1 son} {Yerbol|1 brother}", "two relations", id="two relations"),
        pytest.param("{910524498146|iin}", "checksum", id="a wrong IIN"),
    ],
)
def test_a_wrong_mark_is_refused(body: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said):
        read_marked(TITLE + body, "en")


def test_a_title_without_a_half_is_refused() -> None:
    with pytest.raises(MarkupError, match="not a title"):
        read_marked("=== en-01 mother\nwords", "en")


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        pytest.param("910524498145", True, id="right"),
        pytest.param("910524498154", False, id="two digits swapped"),
        pytest.param("91052449814", False, id="a digit short"),
    ],
)
def test_the_checksum_of_an_iin_is_told(number: str, sound: bool) -> None:
    assert iin_is_sound(number) is sound
