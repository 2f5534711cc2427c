"""The model card states what the weights are, and the scores count words."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path

import pytest

from testimony.pseudonyms.tagger.network import shipped
from tests.training import card, scores

FIELDS = {"name", "what", "form", "data", "made by", "reproducible", "scores", "limits", "sha256", "bytes"}


def test_a_card_holds_the_hash_and_the_size_of_its_weights(tmp_path: Path) -> None:
    (tmp_path / "weights.npz").write_bytes(b"weights")

    card.write(tmp_path / "weights.npz", tmp_path / "card.json", made_by="make train", scores={"trial": 1})

    written = json.loads((tmp_path / "card.json").read_text("utf-8"))
    assert written.keys() == FIELDS
    assert written["sha256"] == hashlib.sha256(b"weights").hexdigest()
    assert (written["bytes"], written["made by"]) == (7, "make train")


def test_the_shipped_card_is_complete_and_its_weights_small() -> None:
    shipped_card = json.loads(resources.files("testimony.pseudonyms.tagger").joinpath("card.json").read_text("utf-8"))

    assert shipped_card.keys() == FIELDS
    assert all(part["licence"] for part in shipped_card["data"])
    assert shipped_card["bytes"] <= 5_000_000


@pytest.mark.parametrize("lower", [False, True])
def test_scores_count_words_of_names_and_others(lower: bool) -> None:
    rows = [("ru", "Болата избили в отделе", [(0, 6, "PERSON")]), ("ru", "...", [])]

    assert scores.of_words(shipped(), rows, lower=lower) == {"found": 100.0, "taken for names": 0.0}


def test_scores_of_nothing_are_nothing() -> None:
    assert scores.of_words(shipped(), [], lower=False) == {"found": 0.0, "taken for names": 0.0}
