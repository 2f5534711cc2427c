"""Invented coded tables with small hierarchies."""

from collections.abc import Callable, Sequence
from random import Random

import pytest

from testimony.release.config import rows_config
from testimony.release.rows.hierarchy import Hierarchy, hierarchy_from_lines
from testimony.release.rows.sheet import Layout, Sheet, code_sheet, read_columns
from testimony.release.synthesis import synthesise

PLACES = [(f"{region}{n}", region, "*") for region in ("north", "south", "west") for n in range(4)]
AGES = [(str(age), f"{age // 10}0s", "*") for age in range(20, 60, 2)]
SEXES = [("F", "*"), ("M", "*")]
ACTS = ("beating", "detention", "threats", "confession")


@pytest.fixture(scope="session")
def hierarchies() -> tuple[Hierarchy, ...]:
    return (
        hierarchy_from_lines("place", PLACES),
        hierarchy_from_lines("age", AGES),
        hierarchy_from_lines("sex", SEXES),
    )


@pytest.fixture(scope="session")
def make_sheet(hierarchies: tuple[Hierarchy, ...]) -> Callable[..., Sheet]:
    """Return a table of so many people drawn with a seed; households of two where asked for."""

    def make(size: int, seed: int = 1, *, homes: bool = False, missing: float = 0.0) -> Sheet:
        random = Random(seed)  # noqa: S311  invented people

        def draw(lines: Sequence[Sequence[str]]) -> str:
            value = lines[int(len(lines) * random.random() ** 1.5)][0]
            return "*" if random.random() < missing else value

        acts = [sorted(random.sample(ACTS, random.randint(1, 3))) for _ in range(size)]
        columns = {
            "victim": [f"v{n}" for n in range(size)],
            "home": [f"h{n // 2}" if homes else "" for n in range(size)],
            "place": [draw(PLACES) for _ in range(size)],
            "age": [draw(AGES) for _ in range(size)],
            "sex": [draw(SEXES) for _ in range(size)],
            "main": [random.choice(found) for found in acts],
            "acts": ["|".join(found) for found in acts],
        }
        layout = Layout(victim="victim", sensitive="main", acts="acts", household="home")
        return code_sheet(columns, layout, hierarchies)

    return make


@pytest.fixture(scope="session")
def invented() -> Sheet:
    """Return an invented table of the size and shape of a real large one."""
    files = synthesise(1200, 5)
    columns = read_columns(files["source.csv"])
    config = rows_config(files["config.toml"].decode(), columns, files.__getitem__)
    return code_sheet(columns, config.layout, config.hierarchies)
