"""The pool's classes are those that the endings of its names have, so that one form fits where another stood."""

import pytest

from testimony.pseudonyms.grammar.russian import class_of
from testimony.pseudonyms.pools import MAN, MEN, STILL, SURNAME, WOMEN, PoolName, pool

_FEWEST = {"m": 60, "f": 60, "surname": 60}


@pytest.mark.parametrize("name", pool(), ids=lambda name: name.russian)
def test_a_name_is_in_the_class_of_its_ending(name: PoolName) -> None:
    if name.part == "surname":
        assert name.kind == (SURNAME if name.russian.endswith(("ов", "ев", "ин")) else STILL)
    else:
        sex = "m" if name.kind in MEN else "f"
        assert name.kind == (class_of(name.russian.lower(), sex) or {"m": MAN, "f": "f"}[sex])


def test_every_name_is_spelled_with_a_capital_in_its_own_script() -> None:
    for name in pool():
        assert name.kazakh.istitle()
        assert name.russian.istitle()
        assert name.english.istitle()
        assert name.english.isascii()
        assert not name.russian[0].isascii()


def test_there_are_names_enough_of_each_kind() -> None:
    counts = {
        "m": sum(name.kind in MEN for name in pool()),
        "f": sum(name.kind in WOMEN for name in pool()),
        "surname": sum(name.part == "surname" for name in pool()),
    }

    assert all(counts[kind] >= fewest for kind, fewest in _FEWEST.items())


@pytest.mark.parametrize(("tongue", "spelled"), [("kk", "Әсия"), ("ru", "Асия"), ("en", "Assiya"), ("?", "Assiya")])
def test_a_name_is_spelled_as_the_tongue_asks(tongue: str, spelled: str) -> None:
    name = next(name for name in pool() if name.russian == "Асия")

    assert name.spelled(tongue) == spelled


def test_a_name_is_known_by_the_keys_of_all_its_spellings() -> None:
    name = next(name for name in pool() if name.russian == "Нуржан")

    assert name.keys == {"nurjan"}
