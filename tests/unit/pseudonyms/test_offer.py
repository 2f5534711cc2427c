"""What a text may be quoted with holds no name of its own."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.offer import clashes, offer, offered
from testimony.pseudonyms.pools import pool


def _names(text: str, declared: tuple[str, ...] = ()) -> set[str]:
    bits = offer(prepare(text, "ru"), declared, lambda count: count - 1)
    return {pool()[position].russian for position in offered(bits)}


@pytest.mark.parametrize("text", ["Арсена избили", "арсен", "Arsen came", "Арсенович"])
def test_a_name_spoken_of_is_not_offered(text: str) -> None:
    assert "Арсен" not in _names(text)


def test_a_declared_name_is_not_offered() -> None:
    assert "Арсен" not in _names("пришли домой", ("Арсен Муратов",))


def test_any_other_name_is_offered() -> None:
    assert {"Арсен", "Данияр", "Лебедев"} <= _names("Пришёл Ербол")


def test_nothing_is_offered_by_a_text_from_before() -> None:
    assert offered("") == frozenset()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Видели Анну", "Анна"),
        ("без Инны", "Инна"),
        ("Асии дали слово", "Асия"),
        ("Арсендікі", "Арсен"),
        ("Арсендерге", "Арсен"),
        ("Исаев пришёл", "Иса"),
        ("Исаұлы", "Иса"),
        ("видели Ваню", "Иван"),
        ("Данияровна", "Данияр"),
        ("Есеновых выселили", "Есенов"),
        ("мойсынарсенпропал", "Арсен"),
        ("а р с е н", "Арсен"),
        ("Д4нияр", "Данияр"),
        ("Ар\u200bсен", "Арсен"),
        ("Арсeн", "Арсен"),
        ("ARSEN", "Арсен"),
    ],
)
def test_a_name_is_not_offered_whatever_form_the_text_has_it_in(text: str, name: str) -> None:
    assert name not in _names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("анасы жылады", "Анна"), ("истина", "Иса"), ("Арсений", "Данияр"), ("в Алматы", "Али"), ("Мария", "Марина")],
)
def test_a_word_that_only_looks_a_little_like_a_name_costs_none(text: str, name: str) -> None:
    assert name in _names(text)


def test_a_random_part_of_the_pool_is_offered() -> None:
    document = prepare("Пришёл Ербол", "ru")
    parts = {offer(document, ()) for _ in range(8)}

    assert len(parts) == 8
    assert all(0.25 < len(offered(part)) / len(pool()) < 0.75 for part in parts)


@pytest.mark.parametrize(("word", "name"), [("арсену", "Арсен"), ("есеновой", "Есенов"), ("әсияға", "Асия")])
def test_a_form_clashes_with_its_name(word: str, name: str) -> None:
    assert name in {pool()[position].russian for position in clashes([fold(word)])}


def test_a_longer_word_clashes_with_nothing() -> None:
    assert clashes([fold("арсенал"), fold("домой")]) == set()
