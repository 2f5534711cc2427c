"""Invented people for count tables."""

from collections.abc import Callable
from random import Random

import pytest

from testimony.release.tables.system import Person


@pytest.fixture
def crowd() -> Callable[..., list[Person]]:
    """Return so many people drawn with a seed over a few uneven months, regions and sexes."""

    def draw(size: int, seed: int = 1, *, categories: int = 4) -> list[Person]:
        random = Random(seed)  # noqa: S311  invented people

        def value(letter: str) -> str:
            return f"{letter}{int(categories * random.random() ** 2)}"

        return [
            Person(
                victim=str(n),
                unit=str(n),
                values={"month": value("m"), "region": value("r"), "sex": random.choice("FM")},
            )
            for n in range(size)
        ]

    return draw


@pytest.fixture
def of_kinds() -> Callable[..., list[Person]]:
    """Return people of one dimension, so many of each category."""

    def make(*, dimension: str = "sex", first: int = 0, **numbers: int) -> list[Person]:
        kinds = [kind for kind, number in numbers.items() for _ in range(number)]
        return [
            Person(victim=str(n), unit=str(n), values={dimension: kind}) for n, kind in enumerate(kinds, start=first)
        ]

    return make
