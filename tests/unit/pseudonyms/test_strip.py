"""The whole strip: what is declared, marked or found is gone, places are exact, and nothing brings it down."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimony.pseudonyms.doubt import ALLOW_LIST
from testimony.pseudonyms.errors import UnknownLanguageError
from testimony.pseudonyms.layers import propagation
from testimony.pseudonyms.render import working_text
from testimony.pseudonyms.result import Mention, Run
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.strip import strip


def _covered(text: str, mentions: tuple[Mention, ...]) -> set[int]:
    return {place for mention in mentions for place in range(mention.start, mention.end)}


def test_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguageError, match="language"):
        strip("text", language="de")


def test_empty_text_gives_nothing() -> None:
    stripped = strip("", language="en")
    assert (stripped.parts, stripped.entities, stripped.doubtful) == ((), (), False)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("вчера зюзю видели, зюзе плохо, с Зюзей", "Зюзя"),
        ("его звали Хмурбек Трындыев. Трындыеву плохо", "Tryndyev"),
        ("мойзюзельдай пропал", "Зюзельдай"),
    ],
)
def test_declared_names_are_hidden_in_every_form(text: str, declared: str) -> None:
    left = working_text(strip(text, language="ru", declared=[declared])).lower()
    assert declared.lower()[:3] not in left
    assert "зюз" not in left
    assert "трынд" not in left


def test_a_declared_phrase_does_not_hide_its_small_words_alone() -> None:
    left = working_text(strip("Мы были у Зюзи и ушли", language="ru", declared=["Зюзя и Ко"]))
    assert " и ушли" in left


def test_a_declared_blank_hides_nothing() -> None:
    assert strip("Мы ушли", language="ru", declared=["", "  "]).mentions == ()


@pytest.mark.parametrize(
    ("surface", "kind", "expected"),
    [
        ("красной мельнице", "WORK", SpanType.WORK),
        ("мельница", "PLACE", SpanType.PLACE),
        ("мельнице", "?", SpanType.OTHER),
    ],
)
def test_what_a_reviewer_marks_is_hidden_with_its_type(surface: str, kind: str, expected: SpanType) -> None:
    stripped = strip("Мы работали на красной мельнице. Потом на мельнице.", language="ru", missed=[(surface, kind)])
    assert expected in [mention.type for mention in stripped.mentions]


def test_a_word_called_harmless_stays_hidden_and_is_flagged() -> None:
    stripped = strip("Пришёл Ербол.", language="ru", shown=["ербол"])
    assert [dict(m.features).get("disputed") for m in stripped.mentions] == ["yes"]


def test_mentions_are_numbered_in_order() -> None:
    mentions = strip("Ербол и Айгуль. Ербола увели.", language="ru").mentions
    assert [m.number for m in mentions] == [1, 2, 3]


def test_big_cities_stay_readable() -> None:
    text = "Мы ехали из Нур-Султана в Алматы через Шымкент."
    assert working_text(strip(text, language="ru")) == text


@pytest.mark.parametrize(
    "written",
    [
        "Ер\u200bбол",
        "Ер\u00adбол",
        "Epбoл",
        "Ербо\u0301л",
        "Ер-\nбол",
        "ерб0л",
        "Е р б о л",
        "Е-р-б-о-л",
        "😀Ербол😀",
        "ЕРБОЛ",
        "Ербол\n",
        "Ербол’у",
    ],
)
def test_a_name_in_disguise_is_hidden(written: str) -> None:
    text = f"Вчера {written} был дома"
    covered = _covered(text, strip(text, language="ru").mentions)
    assert all(
        place in covered
        for place in range(len(text))
        if text[place] in "ЕрболРБОЛepoеp0" and 5 < place < 5 + len(written)
    )


@pytest.mark.parametrize(
    "unit",
    ["а", "1", ".", "@", "-", "a.", "a@", "1.", "Ж ", "«", "А.", "\u0301", "улица "],
)
def test_fifty_thousand_of_anything_pass(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    stripped = strip(text, language="ru")
    assert sum(m.end - m.start for m in stripped.mentions) <= len(text)


def test_a_long_word_without_spaces_is_hidden_whole() -> None:
    text = "Вот " + "мойсынпропал" * 10
    assert (4, len(text)) in [(m.start, m.end) for m in strip(text, language="ru").mentions]


def test_no_word_list_grows_with_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    original = propagation.Matcher.match

    def counted(self: Any, token: Any, *, spare_common: bool) -> bool:
        asked[token.lower] += 1
        return original(self, token, spare_common=spare_common)

    monkeypatch.setattr(propagation.Matcher, "match", counted)
    strip("Пришёл Ербол. " + "хмурил трындел " * 500, language="ru")
    assert max(asked.values()) <= 4


@given(st.text(max_size=80), st.sampled_from(["en", "ru", "kk"]))
def test_offsets_are_ordered_and_inside(text: str, language: str) -> None:
    mentions = strip(text, language=language).mentions
    edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


def test_an_article_that_opens_a_sentence_is_no_name() -> None:
    assert working_text(strip("An officer came.", language="en")) == "An officer came."


def test_a_family_name_spelled_like_the_article_is_hidden_in_cyrillic() -> None:
    assert "Ан" not in working_text(strip("Ко мне пришёл Ан Виктор.", language="ru"))


@pytest.mark.parametrize(("language", "hidden"), [("ru", True), ("en", False)], ids=["doubtful", "sure"])
def test_unknown_words_are_hidden_where_the_text_is_doubtful_and_nowhere_else(language: str, hidden: bool) -> None:
    text = "They took me from home. They laughd at me, and the guards closed the door behind us all."

    stripped = strip(text, language=language, allow_list_if_doubtful=True)

    assert ("laughd" not in "".join(part.text for part in stripped.parts if isinstance(part, Run))) is hidden
    assert (ALLOW_LIST in stripped.reasons) is hidden


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Салам! меня побили", "ru"),
        ("told us to bury him, another guy was with me", "en"),
        ("ол студент алматыда тұрады, сол түні жіберген ал бізді үш күн ұстаған, тегі есімде жоқ", "kk"),
        ("we stood near the akimat in taldykorgan", "en"),
    ],
)
def test_ordinary_words_stay(text: str, language: str) -> None:
    assert not strip(text, language=language).mentions
