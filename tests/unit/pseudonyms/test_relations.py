"""Words for kin and offices are known in their forms."""

import pytest

from testimony.pseudonyms.relations import relation_of


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("сына", "son"),
        ("ұлымды", "son"),
        ("следователя", "investigator"),
        ("cellmate", "cellmate"),
        ("мұғалімімен", "teacher"),
    ],
)
def test_a_relation_is_told(word: str, relation: str) -> None:
    assert relation_of(word) == relation


def test_an_ordinary_word_is_no_relation() -> None:
    assert relation_of("камера") is None
