"""Invents a coded table with its hierarchies and configuration, to try the engine without anybody's data.

Nobody in it exists. The same number of rows and seed give the same table, which is why `random` is right here.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from testimony.release.errors import BadSheet

MOST_ROWS = 1_000_000
_REGIONS = {
    "North": ("Akmola", "Kostanay", "Pavlodar"),
    "South": ("Almaty", "Shymkent", "Turkistan", "Zhambyl"),
    "West": ("Aktobe", "Atyrau", "Mangystau"),
    "East": ("Abai", "East_KZ", "Karaganda"),
}
_DISTRICTS = 6
_OCCUPATIONS = {
    "professional": ("accountant", "doctor", "engineer", "teacher"),
    "manual": ("driver", "loader", "miner"),
    "not_working": ("homemaker", "pensioner", "student", "unemployed"),
}
_RELATIONSHIPS = {
    "self": ("self",),
    "relative": ("child", "parent", "sibling", "spouse"),
    "third_party": ("lawyer", "witness"),
}
_ACTS = (
    "arbitrary_detention",
    "beating",
    "denial_of_counsel",
    "forced_confession",
    "humiliation",
    "incommunicado",
    "threats",
)
_FIRST, _DAYS = date(2022, 1, 2), 180

_CONFIG = """preset = "analyst"

[columns]
victim = "case_ref"
household = "household"
sensitive = "main_act"
acts = "acts"

[[hierarchy]]
column = "age"
kind = "age"

[[hierarchy]]
column = "sex"
kind = "flat"

[[hierarchy]]
column = "location"
file = "location.csv"

[[hierarchy]]
column = "occupation"
file = "occupation.csv"

[[hierarchy]]
column = "date"
kind = "date"
first = 2022-01-01
last = 2022-12-31

[[hierarchy]]
column = "relationship"
file = "relationship.csv"

[output]
name = "invented"
title = "Invented table"

[tables]
threshold = 10

[[table]]
dimensions = ["occupation", "sex"]
"""


def synthesise(rows: int, seed: int) -> dict[str, bytes]:
    """Return source.csv, config.toml and the hierarchy files by name; raise BadSheet for an impossible size."""
    if not 1 <= rows <= MOST_ROWS:
        raise BadSheet(f"rows: must be from 1 to {MOST_ROWS}")
    random = Random(seed)  # noqa: S311  an invented table protects nobody
    places = [
        (f"{region}_d{n:02}", region, zone, "*")
        for zone, regions in _REGIONS.items()
        for region in regions
        for n in range(_DISTRICTS)
    ]
    jobs = [(job, group, "*") for group, found in _OCCUPATIONS.items() for job in found]
    kin = [(one, group, "*") for group, found in _RELATIONSHIPS.items() for one in found]
    header = (
        "case_ref",
        "household",
        "age",
        "sex",
        "location",
        "occupation",
        "date",
        "relationship",
        "main_act",
        "acts",
    )
    lines = [header, *(_person(random, number, places, jobs, kin) for number in range(rows))]
    return {
        "source.csv": _csv(lines),
        "config.toml": _CONFIG.encode(),
        "location.csv": _csv(places),
        "occupation.csv": _csv(jobs),
        "relationship.csv": _csv(kin),
    }


def _person(
    random: Random,
    number: int,
    places: Sequence[Sequence[str]],
    jobs: Sequence[Sequence[str]],
    kin: Sequence[Sequence[str]],
) -> tuple[str, ...]:
    # Squaring makes a few places and jobs common and most of them rare, as in real collections.
    place, job = (choices[int(len(choices) * random.random() ** 2)][0] for choices in (places, jobs))
    acts = sorted(random.sample(_ACTS, random.randint(1, 3)))
    day = _FIRST + timedelta(days=int(_DAYS * random.random() ** 2))
    return (
        f"V-{number:07}",
        f"H-{number // 2:07}" if number % 20 < 2 else "",
        str(min(90, 14 + int(random.gammavariate(3, 8)))),
        random.choice(("F", "M")),
        place,
        job,
        day.isoformat(),
        random.choice(kin)[0],
        random.choice(acts),
        "|".join(acts),
    )


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\n").writerows(lines)
    return sheet.getvalue().encode()
