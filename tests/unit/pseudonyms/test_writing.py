"""A stand-in's name takes the parts, case, number and casing of the hidden one."""

import pytest

from testimony.pseudonyms.errors import CastError
from testimony.pseudonyms.pools import PoolName, pool
from testimony.pseudonyms.result import Mention
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.writing import Surrogate, his_or_hers, write


def _name(russian: str) -> PoolName:
    return next(name for name in pool() if name.russian == russian)


def _mention(**features: str) -> Mention:
    told = {name.replace("_", "-"): value for name, value in features.items()}
    return Mention(
        number=1, start=0, end=1, type=SpanType.PERSON, entity="p1", layers=(), confidence=1.0, features=told
    )  # fmt: skip


_MAN = Surrogate(given=_name("Арсен"), surname=_name("Есенов"), father=_name("Ернар"), sex="m")
_WOMAN = Surrogate(given=_name("Асель"), surname=_name("Есенов"), father=_name("Ернар"), sex="f")


@pytest.mark.parametrize(
    ("features", "his", "hers"),
    [
        ({"parts": "given", "case": "gen", "tongue": "ru"}, "Арсена", "Асели"),
        ({"parts": "given surname", "case": "nom gen", "tongue": "ru"}, "Арсен Есенова", "Асель Есеновой"),
        ({"parts": "surname", "case": "gen|nom", "tongue": "ru"}, "Есенова", "Есенова"),
        ({"parts": "surname", "case": "gen", "number": "pl", "tongue": "ru"}, "Есеновых", "Есеновых"),
        ({"parts": "given patronymic", "case": "dat", "tongue": "ru"}, "Арсену Ернаровичу", "Асели Ернаровне"),
        ({"parts": "given lineage", "case": "dat", "tongue": "ru"}, "Арсену Ернарулы", "Асели Ернаркызы"),
        ({"parts": "surname initial initial", "case": "dat", "tongue": "ru"}, "Есенову А. Е", "Есеновой А. Е"),
        ({"parts": "given", "case": "abl", "tongue": "ru"}, "Арсена", "Асели"),
        ({"parts": "given", "case": "acc", "tongue": "kk"}, "Арсенді", "Әселді"),
        ({"parts": "given", "case": "pre", "tongue": "kk"}, "Арсенде", "Әселде"),
        ({"parts": "given lineage", "case": "dat", "tongue": "kk"}, "Арсен Ернарұлына", "Әсел Ернарқызына"),
        ({"parts": "surname", "case": "dat", "number": "pl", "tongue": "kk"}, "Есеновтерге", "Есеновтерге"),
        ({"parts": "given", "possessor": "my", "tongue": "kk"}, "Арсенім", "Әселім"),
        ({"parts": "surname given", "casing": "upper title", "tongue": "ru"}, "ЕСЕНОВ Арсен", "ЕСЕНОВА Асель"),
        ({"parts": "given", "casing": "lower", "tongue": "ru"}, "арсен", "асель"),
        ({"parts": "surname", "number": "pl", "tongue": "en"}, "Yessenovs", "Yessenovs"),
        ({"parts": "initial surname", "tongue": "en"}, "A. Yessenov", "A. Yessenova"),
        ({}, "Arsen", "Assel"),
    ],
)
def test_a_mention_is_written_as_the_hidden_one_stood(features: dict[str, str], his: str, hers: str) -> None:
    assert [write(_mention(**features), person) for person in (_MAN, _WOMAN)] == [his, hers]


def test_a_family_name_that_never_changes_has_no_ending_for_a_woman() -> None:
    woman = Surrogate(given=None, surname=_name("Коваленко"), father=None, sex="f")
    assert write(_mention(parts="surname", case="ins", tongue="ru"), woman) == "Коваленко"


def test_a_part_that_the_stand_in_lacks_is_refused() -> None:
    nobody = Surrogate(given=None, surname=None, father=None, sex="m")
    with pytest.raises(CastError, match="part"):
        write(_mention(parts="surname"), nobody)


@pytest.mark.parametrize(
    ("value", "sex", "chosen"), [("gen|nom", "m", "gen"), ("gen|nom", "f", "nom"), ("gen", "f", "gen"), ("a|", "f", "")]
)
def test_what_was_open_is_chosen_by_sex(value: str, sex: str, chosen: str) -> None:
    assert his_or_hers(value, sex) == chosen
