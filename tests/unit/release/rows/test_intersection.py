"""Two releases side by side, read as text by somebody who knows who is in which: nothing more may come out."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.release.errors import CannotHold
from testimony.release.rows.anonymise import Anonymised, anonymise
from testimony.release.rows.intersection import intersect, intersect_with_map
from testimony.release.rows.rule import Rule
from testimony.release.rows.sheet import Sheet
from testimony.release.rows.successive import begin, renew

WHY = "a test"
renew_few = partial(renew, reason=WHY)
RULE = Rule(k=5, l=2)
Values = tuple[str, ...]
Told = tuple[str, str]


def _read(release: Anonymised) -> dict[Values, Counter[Told]]:
    """Return, per combination of released values, how often each main act and set of acts stands beside it."""
    columns, mains, sets = release.text()
    crowds: dict[Values, Counter[Told]] = defaultdict(Counter)
    for values, main, acts in zip(zip(*columns, strict=True), mains, sets, strict=True):
        crowds[values][main, acts] += 1
    return crowds


def _values(release: Anonymised) -> dict[str, Values]:
    rows = np.flatnonzero(release.recoding.released)
    return {release.sheet.victims[row]: v for row, v in zip(rows, zip(*release.text()[0], strict=True), strict=True)}


def _only_one(found: set[str]) -> bool:
    return len(found) == 1 and found != {"*"}


def _stays(first: Anonymised, second: Anonymised) -> int:
    """Count people of both whose main act or set of acts is the only one that both of their crowds can have."""
    then, now = _read(first), _read(second)
    before, after = _values(first), _values(second)
    told = 0
    for victim in before.keys() & after.keys():
        for kind in (0, 1):
            old, new = ({one[kind] for one in crowd} for crowd in (then[before[victim]], now[after[victim]]))
            # An act that one release withholds may be any; the sets of one release may lack what the other's tell.
            told += _only_one(old) or (_only_one(new) and "*" in old) or (kind == 0 and _both(old, new))
    return told


def _both(old: set[str], new: set[str]) -> bool:
    return not {"*"} & (old | new) and len(old & new) == 1


def _differences(first: Anonymised, second: Anonymised) -> int:
    """Count crowds of newcomers, or of people gone, whose rows are all told the same where nobody else's changed."""
    then, now = _read(first), _read(second)
    before, after = _values(first), _values(second)
    told = 0
    for mine, theirs, old, new in ((after, before, then, now), (before, after, now, then)):
        moved = {values for victim, values in mine.items() if victim not in theirs}
        for values in moved:
            rows = new[values] - old.get(values, Counter())
            # A row that says nothing may be one that said something before, so it may be theirs as well.
            rows.update({silent: many for silent, many in new[values].items() if silent == ("*", "*")})
            told += any(_only_one({one[kind] for one in rows}) for kind in (0, 1))
    return told


def _two(sheet: Sheet, *, new: int, gone: int, seed: int) -> tuple[Anonymised, Anonymised]:
    order = Random(seed).sample(range(sheet.size), sheet.size)  # noqa: S311  invented people
    first = anonymise(sheet.of(sorted(order[new:])), RULE, reason=WHY)
    return first, renew_few(begin(first), sheet.of(sorted(order[: sheet.size - gone])), RULE).release


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 9999),
    size=st.integers(150, 400),
    new=st.integers(0, 60),
    gone=st.integers(0, 40),
    homes=st.booleans(),
    missing=st.sampled_from([0.0, 0.1]),
)
def test_two_releases_tell_no_act_by_what_stays_comes_or_goes(
    make_sheet: Callable[..., Sheet], seed: int, size: int, new: int, gone: int, homes: bool, missing: float
) -> None:
    sheet = make_sheet(size, seed, homes=homes, missing=missing)
    try:
        first, second = _two(sheet, new=new, gone=gone, seed=seed)
    except CannotHold:
        return
    assert (_stays(first, second), _differences(first, second)) == (0, 0)
    found = intersect(first, second)
    assert (found.main_act, found.act_set) == (0, 0)


def test_releases_made_afresh_tell_this_reader_something(make_sheet: Callable[..., Sheet]) -> None:
    told = 0
    for seed in range(4):
        sheet = make_sheet(400, seed)
        first, second = (anonymise(sheet.of(rows), RULE, reason=WHY) for rows in (range(380), range(10, 400)))
        told += _stays(first, second) + _differences(first, second)
    assert told > 0


def _alike(release: Anonymised, *, but: int) -> Anonymised:
    """Return the release as if everybody of the first class had suffered the same, told, but so many of them."""
    rows = np.flatnonzero(release.recoding.class_of == 0)
    acts, sensitive, visible = release.sheet.acts.copy(), release.sheet.sensitive.copy(), release.visible.copy()
    acts[rows], visible[0] = False, False
    acts[rows[but:], 0], visible[0, 0] = True, True
    return replace(release, sheet=replace(release.sheet, acts=acts, sensitive=sensitive), visible=visible)


def test_company_of_somebody_gone_is_not_all_told_the_same(make_sheet: Callable[..., Sheet]) -> None:
    first = _alike(anonymise(make_sheet(300), RULE, reason=WHY), but=2)
    gone = int(np.flatnonzero(first.recoding.class_of == 0)[-1])
    rest = [row for row in range(300) if row != gone]
    # The choice that gave it away: always the last ones, who were all told the one act.
    second = renew_few(
        begin(first), first.sheet.of(rest), RULE, choose=lambda rows, count: list(rows)[-count:] if count else []
    )
    assert intersect(first, second.release).act_set == 0


@pytest.mark.parametrize("who", ["stays", "comes", "goes"])
def test_intersection_finds_what_a_crowd_all_shares(make_sheet: Callable[..., Sheet], who: str) -> None:
    whole = _alike(anonymise(make_sheet(300), RULE, reason=WHY), but=0)
    without = _without_first_class(whole)
    pair = {"stays": (whole, whole), "comes": (without, whole), "goes": (whole, without)}[who]
    assert intersect(*pair).act_set > 0


def _without_first_class(release: Anonymised) -> Anonymised:
    class_of = np.where(release.recoding.class_of == 0, -1, release.recoding.class_of)
    return replace(release, recoding=replace(release.recoding, class_of=class_of))


def _torn_from_class(first: Anonymised) -> tuple[list[int], Anonymised]:
    """Return everybody's rows but one of a class that tells acts, and the first release with nothing else changed."""
    rows = np.flatnonzero(first.recoding.released)
    gone = int(rows[first.visible.any(axis=1)[first.recoding.class_of[rows]]][0])
    rest = [row for row in range(first.sheet.size) if row != gone]
    recoding = replace(first.recoding, class_of=first.recoding.class_of[rest])
    return rest, replace(first, sheet=first.sheet.of(rest), recoding=recoding, veiled=first.veiled[rest])


def test_class_map_alone_shows_somebody_missing_without_company(make_sheet: Callable[..., Sheet]) -> None:
    first = anonymise(make_sheet(300), RULE, reason=WHY)
    _, torn = _torn_from_class(first)
    found = intersect_with_map(begin(first), torn)
    assert found.main_act == found.act_set == pytest.approx(1 / found.people)


def test_class_map_alone_shows_nothing_where_the_series_was_kept(make_sheet: Callable[..., Sheet]) -> None:
    first = anonymise(make_sheet(300), RULE, reason=WHY)
    rest, _ = _torn_from_class(first)
    found = intersect_with_map(begin(first), renew_few(begin(first), first.sheet.of(rest), RULE).release)
    assert (found.main_act, found.act_set) == (0, 0)


def _next_without_first(first: Anonymised, *, veiled: bool) -> Anonymised:
    """Return the first release once more without the first row of class 0; the next one's acts may be withheld."""
    gone, beside = np.flatnonzero(first.recoding.class_of == 0)[:2].tolist()
    hidden = first.veiled.copy()
    hidden[beside] = veiled
    rest = [row for row in range(first.sheet.size) if row != gone]
    recoding = replace(first.recoding, class_of=first.recoding.class_of[rest])
    return replace(first, sheet=first.sheet.of(rest), recoding=recoding, veiled=hidden[rest])


CROWDS = {
    "withheld beside somebody gone who was told another": (1, True, False),
    "nobody withheld: all who stay were told the same": (1, False, True),
    "withheld beside somebody gone who was told the same": (0, True, True),
}


@pytest.mark.parametrize("row", CROWDS.values(), ids=CROWDS)
def test_missing_row_may_be_of_somebody_who_stays_only_where_one_is_withheld(
    make_sheet: Callable[..., Sheet], row: tuple[int, bool, bool]
) -> None:
    others, veiled, comes_out = row
    first = _alike(anonymise(make_sheet(300), RULE, reason=WHY), but=others)
    staying = int((first.recoding.class_of == 0).sum()) - 1

    found = intersect(first, _next_without_first(first, veiled=veiled))

    assert (found.act_set * found.people >= staying) is comes_out
