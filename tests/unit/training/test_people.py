"""Invented people: names of every shape, in the case the sentence asks for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from testimony.pseudonyms.tagger.network import KINDS
from tests.training.chance import seeded
from tests.training.people import People, latin, read_pools
from tests.training.renaming import renamed
from tests.training.sentences import Sentences


@pytest.fixture(scope="module")
def people() -> People:
    return People(read_pools(), seeded(11))


def test_names_are_spelled_in_latin_letters() -> None:
    assert latin("Жаңыл") == "Zhanyl"
    assert latin("Игорь") == "Igor"


def test_a_name_is_put_into_the_case_of_the_language(people: People) -> None:
    assert people.write("Болат", "given", "ru", "m", "dat", last=True) == "Болату"
    assert people.write("Болат", "given", "kk", "m", "dat", last=True) == "Болатқа"
    assert people.write("Болат", "given", "en", "m", "nom", last=True) == "Bolat"
    assert people.write("Болат", "given", "en", "m", "gen", last=True)[:5] == "Bolat"


def test_only_the_last_word_of_a_kazakh_name_takes_the_case(people: People) -> None:
    assert people.write("Болат", "given", "kk", "m", "dat", last=False) == "Болат"


def test_mentions_have_many_shapes(people: People) -> None:
    mentions = [people.mention("ru", "x", "gen") for _ in range(400)]

    assert {len(words) for words in mentions} >= {1, 2, 3}
    assert any("." in "".join(words) for words in mentions)
    assert len({" ".join(words) for words in mentions}) > 350


def test_renaming_changes_names_and_leaves_the_rest(people: People) -> None:
    row = ("ru", "Вчера Ивана Петрова видели в Омске.", [(6, 19, "PERSON"), (29, 34, "LOCATION")])

    rows = [renamed(row, people, seeded(seed)) for seed in range(20)]

    assert len({text for _, text, _ in rows}) > 5
    for _, text, spans in rows:
        (_, end, kind), place = spans
        assert kind == "PERSON"
        assert text.startswith("Вчера ")
        assert text[end:] == " видели в Омске."
        assert text[place[0] : place[1]] == "Омске"


def test_a_name_with_initials_is_left_alone(people: People) -> None:
    row = ("ru", "Пришёл И. Петров.", [(7, 16, "PERSON")])

    assert all(renamed(row, people, seeded(seed)) == row for seed in range(10))


def test_overlapping_spans_are_kept_once(people: People) -> None:
    row = ("ru", "Улица Ивана Петрова", [(0, 19, "LOCATION"), (6, 19, "PERSON")])

    assert renamed(row, people, seeded(1)) == ("ru", "Улица Ивана Петрова", [(0, 19, "LOCATION")])


def test_texts_hold_their_spans_in_order() -> None:
    dice = seeded(5)
    sentences = Sentences(People(read_pools(), dice), dice)

    for language, text, spans in [sentences.text() for _ in range(60)]:
        assert language in {"ru", "kk", "en"}
        assert all(text[start:end].strip() == text[start:end] != "" for start, end, _ in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert {kind for _, _, kind in spans} <= set(KINDS)


def test_the_same_dice_draw_the_same_texts() -> None:
    drawn = []
    for _ in range(2):
        dice = seeded(8)
        sentences = Sentences(People(read_pools(), dice), dice)
        drawn.append([sentences.text() for _ in range(10)])

    assert drawn[0] == drawn[1]
