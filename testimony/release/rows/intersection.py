"""Lays two releases side by side and counts whose acts come out, for a reader who can match rows perfectly."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from testimony.release.errors import BadSheet
from testimony.release.rows.anonymise import Anonymised
from testimony.release.rows.classmap import ClassMap
from testimony.release.rows.sheet import Sheet

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
    """What a release tells of one person: their class, and their acts as far as it shows them.

    `lost` says that the class told acts of them and that nothing else is known any more: they have left.
    """

    number: int
    veiled: bool
    main: int | None
    acts: frozenset[int]
    lost: bool = False


def intersect(first: Anonymised, second: Anonymised) -> Intersection:
    """Attack both releases at once; both must number their acts alike (the same act labels).

    The reader knows every quasi-identifier, who is in which release and in which class, and which rows belong to
    one person. Somebody in both is one of those in both classes; somebody gone is one of those whose acts are no
    longer told in the second release; a newcomer is one of the newcomers of a class.
    """
    if first.sheet.act_labels != second.sheet.act_labels:
        raise BadSheet("acts: both releases must know the same ones")
    return _intersect(_told(first), _told(second))


def intersect_with_map(earlier: ClassMap, second: Anonymised) -> Intersection:
    """Attack as `intersect` does, knowing of the first release only its class map and who is still there."""
    return _intersect(_told_then(earlier, second.sheet), _told(second))


def _intersect(then: Mapping[str, _Told], now: Mapping[str, _Told]) -> Intersection:
    crowds: dict[_Place, list[_Told]] = defaultdict(list)
    targets: Counter[_Place] = Counter()
    unmatched: set[_Place] = set()
    stayed: set[int] = set()
    for victim in then.keys() | now.keys():
        before, after = then.get(victim), now.get(victim)
        place, told = _seen(before, after)
        crowds[place].append(told)
        targets[place] += 1
        if before is None or after is None:
            continue
        stayed.add(before.number)
        if after.veiled and not before.veiled:
            crowds["gone", before.number, _NO_CLASS].append(before)
            unmatched.add(place)
    for place in unmatched:  # nobody can say which missing row was withheld and which one's person has left
        crowds[place] += crowds["gone", place[1], _NO_CLASS]
    people = max(1, len(then.keys() | now.keys()))
    # Of people who left and whose acts are no longer on record, this much is sure: nobody is missing beside them.
    bare = {place for place, crowd in crowds.items() if place[1] in stayed and all(told.lost for told in crowd)}
    main = sum(targets[place] for place, crowd in crowds.items() if place in bare or _one_main(crowd))
    acts = sum(targets[place] for place, crowd in crowds.items() if place in bare or _one_set(crowd))
    return Intersection(people=people, main_act=main / people, act_set=acts / people)


def _told_then(earlier: ClassMap, sheet: Sheet) -> dict[str, _Told]:
    rows = {victim: row for row, victim in enumerate(sheet.victims)}
    shown = [np.isin(sheet.act_labels, list(one.acts)) for one in earlier.classes]
    found = {}
    for victim, number in earlier.members.items():
        veiled, row = victim in earlier.veiled, rows.get(victim)
        told = bool(earlier.classes[number].acts) and not veiled
        main = int(sheet.sensitive[row]) if told and row is not None else None
        acts = np.flatnonzero(shown[number] & sheet.acts[row]).tolist() if told and row is not None else []
        found[victim] = _Told(
            number=number,
            veiled=veiled,
            main=main if main is not None and shown[number][main] else None,
            acts=frozenset(acts),
            lost=told and row is None,
        )
    return found


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
    found = {told.main for told in crowd if not told.lost}
    return len(found) == 1 and None not in found


def _one_set(crowd: Sequence[_Told]) -> bool:
    found = {told.acts for told in crowd if not told.lost}
    return len(found) == 1 and frozenset() not in found
