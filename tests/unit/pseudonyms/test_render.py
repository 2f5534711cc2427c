"""Readers see numbered labels; the source sees their own words, boxed."""

from hypothesis import given
from hypothesis import strategies as st

from testimony.pseudonyms.render import boxes, coarse_label, mention_label, working_text
from testimony.pseudonyms.strip import strip

_TEXT = "Мой сын Ербол пропал. Ербола видели в Темиртау."


def test_labels_are_typed_numbered_and_related() -> None:
    assert working_text(strip(_TEXT, language="ru")) == (
        "Мой сын [Person 1 · son] пропал. [Person 1 · son] видели в [Place 1]."
    )


def test_labels_are_translatable_and_fall_back() -> None:
    labels = {"PERSON": "Человек", "son": "сын"}
    assert working_text(strip(_TEXT, language="ru"), labels) == (
        "Мой сын [Человек 1 · сын] пропал. [Человек 1 · сын] видели в [Place 1]."
    )


def test_boxes_show_the_own_words() -> None:
    pieces = boxes(_TEXT, strip(_TEXT, language="ru"))
    assert [piece for piece, mention in pieces if mention] == ["Ербол", "Ербола", "Темиртау"]


def test_boxes_at_both_ends_leave_no_empty_piece() -> None:
    pieces = boxes("Ербол", strip("Ербол", language="ru"))
    assert [(piece, mention is not None) for piece, mention in pieces] == [("Ербол", True)]


_ALPHABET = st.text(
    st.one_of(
        st.sampled_from("Ербол Сейткалиев 5 января +7701 @a.kz №\n-.,«»'’\u200b\u00ad\u0301\u0306ё12"),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)


@given(_ALPHABET, st.sampled_from(["en", "ru", "kk"]))
def test_boxes_joined_are_the_text(text: str, language: str) -> None:
    stripped = strip(text, language=language)
    assert "".join(piece for piece, _ in boxes(text, stripped)) == text


def test_days_between_events_are_shown_to_readers_and_not_in_publications() -> None:
    stripped = strip("5 января 2022 забрали, 8 января 2022 отпустили.", language="ru")
    entities = {entity.id: entity for entity in stripped.entities}
    second = stripped.mentions[1]

    assert mention_label(second, entities[second.entity]) == "Date 2 · 2022-01 · 3 days later"
    assert mention_label(second, entities[second.entity], language="ru").endswith("3 дня спустя")
    assert coarse_label(second, entities[second.entity]) == "Date 2 · 2022-01"
