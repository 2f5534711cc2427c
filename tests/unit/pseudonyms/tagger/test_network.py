"""The shipped weights load, are those of the card, and say the same whatever the length."""

import json
from importlib import resources

import numpy as np
import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.errors import WeightsError
from testimony.pseudonyms.layers.tagger import LEAST_PERSON
from testimony.pseudonyms.tagger.features import encode, hash_words
from testimony.pseudonyms.tagger.network import KINDS, load, shipped

_FOLDER = resources.files("testimony.pseudonyms.tagger")


def test_chances_of_a_word_add_up_to_one() -> None:
    chances = shipped().chances(encode(prepare("Мой сын Ербол пропал.", "ru")))

    assert chances.shape == (4, len(KINDS))
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("мой сын Жаргелды пропал", "ru"),
        ("our neighbour zhargeldy was beaten", "en"),
        ("көршіміз жаргелді келмеді", "kk"),
    ],
)
def test_a_name_nobody_listed_is_told_by_its_neighbours(text: str, language: str) -> None:
    chances = shipped().chances(encode(prepare(text, language)))

    assert chances[:, KINDS.index("PERSON")].max() > LEAST_PERSON


def test_an_ordinary_sentence_holds_no_person() -> None:
    chances = shipped().chances(encode(prepare("они смеялись и забрали телефон", "ru")))

    assert chances[:, KINDS.index("PERSON")].max() < LEAST_PERSON


def test_a_long_text_is_read_as_its_parts_are() -> None:
    once = shipped().chances(encode(prepare("Пришёл Ербол. " * 12, "ru")))
    often = shipped().chances(encode(prepare("Пришёл Ербол. " * 1200, "ru")))

    assert np.allclose(often[8:10], once[8:10], atol=1e-5)
    assert np.allclose(often[1030:1032], often[1230:1232], atol=1e-5)


def test_other_weights_than_the_card_describes_are_refused() -> None:
    with pytest.raises(WeightsError):
        load(
            _FOLDER.joinpath("weights.npz").read_bytes() + b"x",
            json.loads(_FOLDER.joinpath("card.json").read_text("utf-8"))["sha256"],
        )


def test_the_shipped_file_is_small() -> None:
    assert len(_FOLDER.joinpath("weights.npz").read_bytes()) < 5_000_000


def test_a_word_has_the_same_pieces_wherever_it_stands() -> None:
    pieces, starts = hash_words(["ербол", "айгүл"])
    alone, _ = hash_words(["айгүл"])

    assert sorted(pieces[starts[1] :]) == sorted(alone)


def test_kazakh_letters_and_those_of_russian_keys_make_the_same_pieces() -> None:
    assert hash_words(["айгүлге"])[0].tolist() == hash_words(["айгулге"])[0].tolist()
    assert hash_words(["айгүлге"])[0].tolist() != hash_words(["айгилге"])[0].tolist()
