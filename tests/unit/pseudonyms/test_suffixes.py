"""Kazakh endings: ordinary words are known in their forms, and names stay names."""

import pytest

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.lexicon import is_common, is_kazakh_form
from testimony.pseudonyms.suffixes import is_ending, is_form_of

STEMS = frozenset(fold(word) for word in ("бала", "ұр", "кел", "айт", "аяқ", "кітап", "ерін", "оқы", "бөл", "ата"))


@pytest.mark.parametrize(
    "word",
    [
        "балаларымыздың", "баламмен", "балаларда", "баласыз", "баламын", "балалық",
        "ұрды", "ұрмады", "ұрғызып", "ұрылған", "ұрғандардың", "ұрушы", "ұрсаңыз", "ұратын",
        "келмеймін", "келіпті", "келгенше", "келмес", "келейік", "келеді", "келіңіз",
        "айтты", "айтып", "айтылмаған", "аяғым", "кітабын", "ерні", "оқиды",
    ],
)  # fmt: skip
def test_forms_of_a_known_stem_are_recognised(word: str) -> None:
    assert is_form_of(STEMS, fold(word))


@pytest.mark.parametrize("word", ["урды", "келмеймин", "аягым", "китабын", "олар"])
def test_russian_keys_make_no_difference(word: str) -> None:
    assert is_form_of(STEMS, fold(word)) == (word != "олар")


@pytest.mark.parametrize("word", ["балбөбек", "ұрсұлтан", "келбек", "айтжан", "атахан", "балагүл"])
def test_a_stem_inside_a_name_explains_nothing(word: str) -> None:
    assert not is_form_of(STEMS, fold(word))


def test_a_form_of_a_name_is_none_of_a_shorter_stem() -> None:
    assert is_form_of(STEMS, fold("атамды"))
    assert not is_form_of(STEMS, fold("атамды"), frozenset({fold("Атам")}))


def test_a_longer_stem_wins_over_a_name() -> None:
    assert is_form_of(STEMS | {fold("балалар")}, fold("балаларды"), frozenset({fold("Бала")}))


@pytest.mark.parametrize(
    ("key", "known"), [("larimizdin", True), ("ga", True), ("", True), ("bek", False), ("ov", False)]
)
def test_only_endings_of_nouns_are_endings(key: str, known: bool) -> None:
    assert is_ending(key) is known


@pytest.mark.parametrize(
    "word", ["қабырғаға", "алақаныма", "тоқтатты", "кузетши", "сөйлемейді", "шкафта", "камерасында", "танымаймын"]
)
def test_words_of_testimonies_are_common_in_their_forms(word: str) -> None:
    assert is_common(word, fold(word))


@pytest.mark.parametrize(
    "word", ["болатұлы", "сейітбай", "айгүлге", "ерасылды", "назарбаевтың", "волковтың", "жібековамен", "қазыбекұлына"]
)
def test_names_in_their_forms_are_not_common(word: str) -> None:
    assert not is_common(word, fold(word))


@pytest.mark.parametrize("word", ["құнанбай", "елена", "дина"])
def test_no_chain_of_endings_makes_a_name_a_word(word: str) -> None:
    assert not is_kazakh_form(fold(word))
