"""Lays two releases side by side and counts whose acts come out, for a reader who can match rows perfectly."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.errors import BadSheet
from testimony.release.rows.anonymise import Anonymised

# What became of somebody, and the class in the first and in the second release.
_Place = tuple[str, int, int]
_NO_CLASS = -1


@dataclass(frozen=True, kw_only=True)
class Intersection:
    """Shares of the people in either release whose main act, or whose non-empty set of told acts, comes out."""

    people: int
    main_act: float
    act_set: float


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What a release tells of one person: their class, and their acts as far as it shows them."""

    number: int
    veiled: bool
    main: int | None
    acts: frozenset[int]


def intersect(first: Anonymised, second: Anonymised) -> Intersection:
    """Attack both releases at once; both must number their acts alike (the same act labels).

    The reader knows every quasi-identifier, who is in which release and in which class, and which rows belong to
    one person. Somebody in both is one of those in both classes; somebody gone is one of those whose acts are no
    longer told in the second release; a newcomer is one of the newcomers of a class.
    """
    if first.sheet.act_labels != second.sheet.act_labels:
        raise BadSheet("acts: both releases must know the same ones")
    then, now = _told(first), _told(second)
    crowds: dict[_Place, list[_Told]] = defaultdict(list)
    targets: Counter[_Place] = Counter()
    unmatched: set[_Place] = set()
    for victim in then.keys() | now.keys():
        before, after = then.get(victim), now.get(victim)
        place, told = _seen(before, after)
        crowds[place].append(told)
        targets[place] += 1
        if before is not None and after is not None and after.veiled and not before.veiled:
            crowds["gone", before.number, _NO_CLASS].append(before)
            unmatched.add(place)
    for place in unmatched:  # nobody can say which missing row was withheld and which one's person has left
        crowds[place] += crowds["gone", place[1], _NO_CLASS]
    people = len(then.keys() | now.keys())
    main = sum(targets[place] for place, crowd in crowds.items() if _one_main(crowd))
    acts = sum(targets[place] for place, crowd in crowds.items() if _one_set(crowd))
    return Intersection(people=people, main_act=main / people, act_set=acts / people)


def _told(release: Anonymised) -> dict[str, _Told]:
    sheet, found = release.sheet, {}
    for row in np.flatnonzero(release.recoding.released):
        number, main = int(release.recoding.class_of[row]), int(sheet.sensitive[row])
        shown = release.visible[number] & ~release.veiled[row]
        found[sheet.victims[row]] = _Told(
            number=number,
            veiled=bool(release.veiled[row]),
            main=main if shown[main] else None,
            acts=frozenset(np.flatnonzero(shown & sheet.acts[row]).tolist()),
        )
    return found


def _seen(before: _Told | None, after: _Told | None) -> tuple[_Place, _Told]:
    if after is None:
        if before is None:  # every victim looked at is in one of the two
            raise AssertionError("a victim of neither release")
        return ("gone", before.number, _NO_CLASS), before
    if before is None:
        return ("new", _NO_CLASS, after.number), after
    main = before.main if after.main is None else after.main
    both = _Told(number=after.number, veiled=after.veiled, main=main, acts=before.acts | after.acts)
    return ("stays", before.number, after.number), both


def _one_main(crowd: Sequence[_Told]) -> bool:
    return crowd[0].main is not None and len({told.main for told in crowd}) == 1


def _one_set(crowd: Sequence[_Told]) -> bool:
    return bool(crowd[0].acts) and len({told.acts for told in crowd}) == 1
