"""Words that wait for a person: named, given back, or left hidden for good."""

from __future__ import annotations

from testimony.pseudonyms.layers.unknown import LAYER_ALLOW
from testimony.pseudonyms.result import Entity, Key, Mention, Run, Stripped, Surface
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.withholding import give_back, is_withheld, settle, still_withheld, withheld_words


def _mention(number: int, start: int, end: int, entity: str, *layers: str) -> Mention:
    return Mention(
        number=number, start=start, end=end, type=SpanType.OTHER, entity=entity, layers=layers, confidence=0.1
    )


NAME = _mention(1, 0, 5, "x1", LAYER_ALLOW, "tagger")
WORD = _mention(2, 6, 12, "x2", LAYER_ALLOW)
AGAIN = _mention(3, 17, 23, "x2", LAYER_ALLOW)
TEXT = Stripped(
    parts=(NAME, Run(text=" "), WORD, Run(text=" and "), AGAIN, Run(text=".")),
    entities=(Entity(id="x1", type=SpanType.OTHER, number=1), Entity(id="x2", type=SpanType.OTHER, number=2)),
    suggestions=(),
    doubtful=True,
    reasons=("lower case",),
    language="en",
    key=Key(
        surfaces=(
            Surface(entity="x1", start=0, end=5, text="aibek"),
            Surface(entity="x2", start=6, end=12, text="laughd"),
            Surface(entity="x2", start=17, end=23, text="Laughd"),
        )
    ),
)


def test_what_only_the_allow_list_hides_is_withheld() -> None:
    assert [is_withheld(mention) for mention in TEXT.mentions] == [False, True, True]


def test_withheld_words_are_those_of_the_key_and_no_name_is_among_them() -> None:
    assert withheld_words(TEXT) == {2: "laughd", 3: "Laughd"}


def test_a_text_given_back_reads_on_without_a_seam_and_loses_the_label() -> None:
    back = give_back(TEXT, {2: "laughd", 3: "Laughd"})

    assert back.parts == (NAME, Run(text=" laughd and Laughd."))
    assert [entity.id for entity in back.entities] == ["x1"]


def test_a_word_given_back_in_one_place_keeps_its_label_in_the_other() -> None:
    back = give_back(TEXT, {2: "laughd"})

    assert back.parts == (NAME, Run(text=" laughd and "), AGAIN, Run(text="."))
    assert [entity.id for entity in back.entities] == ["x1", "x2"]


def test_nothing_given_back_leaves_the_text_as_it_is() -> None:
    assert give_back(TEXT, {}) == TEXT


def test_what_a_person_left_hidden_waits_no_longer() -> None:
    settled = settle(TEXT, {2, 3})

    assert still_withheld(settled, {2: "laughd", 3: "Laughd"}) == {}
    assert [mention.confidence for mention in settled.mentions] == [0.1, 1.0, 1.0]
    assert [mention.number for mention in settled.mentions] == [1, 2, 3]


def test_words_given_back_wait_no_longer_and_the_others_do() -> None:
    assert still_withheld(give_back(TEXT, {2: "laughd"}), {2: "laughd", 3: "Laughd"}) == {3: "Laughd"}
