"""Codings: every edit makes the next version and leaves the earlier one."""

import json
from collections.abc import Callable

import pytest

from testimony.coding.act import Act
from testimony.coding.codebook import Codebook
from testimony.coding.coding import MOST_ACTS, Coding, coding_from_json, coding_to_json
from testimony.coding.errors import CodingError, DuplicateAct, UnknownAct

MakeAct = Callable[..., Act]


@pytest.fixture
def empty() -> Coding:
    return Coding(coder="Tulip", codebook_version="0.1")


def test_adding_an_act_makes_the_next_version(empty: Coding, make_act: MakeAct) -> None:
    coded = empty.add(make_act())

    assert (coded.version, len(coded.acts), empty.acts) == (2, 1, ())


def test_act_with_a_taken_id_is_refused(empty: Coding, make_act: MakeAct) -> None:
    with pytest.raises(DuplicateAct):
        empty.add(make_act()).add(make_act())


def test_removing_an_act_makes_the_next_version(empty: Coding, make_act: MakeAct) -> None:
    coded = empty.add(make_act()).add(make_act(id="a2")).remove("a1")

    assert (coded.version, [act.id for act in coded.acts]) == (4, ["a2"])


def test_removing_an_unknown_act_is_refused(empty: Coding) -> None:
    with pytest.raises(UnknownAct):
        empty.remove("a1")


def test_too_many_acts_are_refused(make_act: MakeAct) -> None:
    with pytest.raises(CodingError):
        Coding(coder="Tulip", codebook_version="0.1", acts=tuple(make_act(id=str(n)) for n in range(MOST_ACTS + 1)))


def test_coding_survives_its_json(empty: Coding, make_act: MakeAct, codebook: Codebook) -> None:
    coded = empty.add(make_act())

    assert coding_from_json(json.loads(json.dumps(coding_to_json(coded))), codebook) == coded


def test_coding_with_another_codebook_is_refused(empty: Coding, codebook: Codebook) -> None:
    values = coding_to_json(empty) | {"codebook_version": "9"}

    with pytest.raises(CodingError) as refusal:
        coding_from_json(values, codebook)

    assert refusal.value.field == "codebook_version"
