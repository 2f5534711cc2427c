"""What people type to hide a name, or to break the program: nothing leaks, nothing is lost, nothing takes too long."""

import itertools
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimony.pseudonyms.again import hide_missed
from testimony.pseudonyms.pools import pool
from testimony.pseudonyms.render import working_text
from testimony.pseudonyms.result import Run, Stripped
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.strip import strip
from testimony.pseudonyms.surrogates import draw, quote

_LANGUAGES = ["en", "ru", "kk"]


def _left(text: str, language: str, start: int, end: int) -> str:
    """Give the letters and figures between two places that stay readable."""
    hidden = {place for m in strip(text, language=language).mentions for place in range(m.start, m.end)}
    return "".join(text[place] for place in range(start, end) if place not in hidden and text[place].isalnum())


_AROUND = {
    "en": ("My brother ", " was beaten."),
    "ru": ("Мой брат ", " был дома."),
    "kk": ("Менің інім ", " үйде болды."),
}
_DISGUISES = [
    ("zero-width space", "en", "Yer\u200bbol"),
    ("zero-width space", "kk", "Ер\u200bбол"),
    ("zero-width joiner", "ru", "Е\u200dр\u200dб\u200dо\u200dл"),
    ("soft hyphen", "ru", "Сейт\u00adкалиев"),
    ("byte order mark", "en", "Bo\ufefflat"),
    ("right-to-left mark", "ru", "Бо\u200fлат"),
    ("right-to-left override", "en", "\u202eBolat\u202c"),
    ("isolates", "kk", "\u2068Болат\u2069"),
    ("tag characters", "ru", "Бол\U000e0061ат"),
    ("combining accent", "ru", "Ербо\u0301л"),
    ("stacked marks", "en", "B\u0300\u0301o\u0302\u0303lat"),
    ("breve apart", "ru", "Андреи\u0306"),
    ("homoglyphs in a Cyrillic word", "ru", "Epбoл"),
    ("homoglyphs in a Latin word", "en", "Воlаt"),
    ("homoglyphs in a Kazakh word", "kk", "Aйгүл"),
    ("full-width letters", "en", "Ｂｏｌａｔ"),
    ("mathematical letters", "en", "𝐁𝐨𝐥𝐚𝐭"),
    ("circled letters", "en", "Ⓑⓞⓛⓐⓣ"),
    ("ligature", "en", "Zulﬁya"),
    ("broken over a line", "ru", "Ер-\nбол"),
    ("broken over a line with spaces", "kk", "Айгү- \r\n  лге"),
    ("spaced out", "ru", "Е р б о л"),
    ("hyphens between letters", "ru", "Е-р-б-о-л"),
    ("emoji around", "ru", "😀Ербол😀"),
    ("emoji with a joiner around", "kk", "👨\u200d👩\u200d👧Ербол👨\u200d👩\u200d👧"),
    ("figures for letters", "ru", "ерб0л"),
    ("figures for letters, Latin", "en", "B0lat"),
    ("capitals inside", "ru", "еРбОл"),
    ("mixed scripts in one word", "kk", "Ерbол"),
    ("Kazakh Latin of 2017, apostrophes", "kk", "Ai'gu'l"),
    ("Kazakh Latin of 2018, acutes", "kk", "Aıgúl"),
    ("Kazakh Latin of 2021, umlauts", "kk", "Aigül"),
    ("Kazakh Latin, a case with its suffix", "kk", "Bolatty"),
    ("Kazakh Latin of 2018, a family name", "kk", "Seıtqalıev"),
    ("Kazakh Latin of 2021, a family name", "kk", "Seitqaliev"),
    ("Kazakh Latin of 2021, s with a cedilla", "kk", "Şyñğys"),
]


@pytest.mark.parametrize(
    ("language", "written"),
    [row[1:] for row in _DISGUISES],
    ids=[f"{kind}, {language}" for kind, language, _ in _DISGUISES],
)
def test_a_name_in_disguise_is_hidden_to_the_last_letter(language: str, written: str) -> None:
    before, after = _AROUND[language]

    assert _left(f"{before}{written}{after}", language, len(before), len(before) + len(written)) == ""


@pytest.mark.parametrize(("language", "name"), [("ru", "Ербол"), ("kk", "Айгүл"), ("en", "Bolat")])
def test_a_name_that_nobody_wrote_leaves_the_sentence_readable(language: str, name: str) -> None:
    before, after = _AROUND[language]

    assert working_text(strip(before + after.strip(), language=language)) == before + after.strip()
    assert name not in working_text(strip(f"{before}{name}{after}", language=language))


_LETTERS = "аәбғйқңөұүіьЕРБҒҢabcnyAEOıúşğñáǵ" + "0123456789"
_SIGNS = " \n\t.,;:!?-–—'’ʼ«»()[]@#№/\\_+*&%<>|~^=\u00a0\u2028\u0085\x00"
_ODD = "\u200b\u200d\u200f\u202e\u2066\u0301\u0306\ufeff\u00ad😀ßİŉǅﬁ½Ⅳ①𝐁ﷺ漢ب\u0345"
_TELLING = (
    "Болат|Болатты|Айгүлге|Сейткалиева|Серікұлын|Сериковна|Назгуль|Шевченко|Bolat|Seitkaliyev|Ли|И.|8 701 123 45 67|"
    "900101300123|12.03.2021|a@b.kz|t.me/x|ул. |с. |ТОО |ИИН |мой сын |көрші "
)
_PIECES = st.one_of(
    st.sampled_from([*_LETTERS, *_SIGNS, *_ODD]),
    st.sampled_from(_TELLING.split("|")),
    st.text(max_size=4),
)
_TEXTS = st.lists(_PIECES, max_size=25).map("".join) | st.lists(_PIECES, max_size=25).map(" ".join)


def _rebuilt(stripped: Stripped) -> str:
    surfaces = iter(stripped.key.surfaces)
    return "".join(part.text if isinstance(part, Run) else next(surfaces).text for part in stripped.parts)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(_LANGUAGES), st.booleans(), st.lists(_PIECES, max_size=2))
def test_runs_and_hidden_words_give_the_text_back_letter_by_letter(
    text: str, language: str, allow_list: bool, declared: list[str]
) -> None:
    stripped = strip(text, language=language, allow_list=allow_list, declared=declared)

    assert _rebuilt(stripped) == text
    assert [(m.start, m.end, m.entity) for m in stripped.mentions] == [
        (s.start, s.end, s.entity) for s in stripped.key.surfaces
    ]
    assert all(text[surface.start : surface.end] == surface.text for surface in stripped.key.surfaces)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, st.sampled_from(_LANGUAGES), _PIECES)
def test_whatever_is_stripped_can_be_stored_marked_and_quoted(text: str, language: str, mark: str) -> None:
    stripped = strip(text, language=language)

    assert Stripped.from_json(stripped.to_json()) == stripped
    assert {m.entity for m in stripped.mentions} <= {entity.id for entity in stripped.entities}
    assert len(hide_missed(stripped, mark, SpanType.PERSON).mentions) >= len(stripped.mentions)
    assert not quote(stripped, draw(stripped)) or text


def _work(text: str, language: str) -> int:
    """Count the calls that a strip makes; a clock would tell of the machine."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        strip(text, language=language)
    finally:
        sys.setprofile(None)
    return calls


def _people(count: int) -> str:
    givens = [name.russian for name in pool() if name.part == "given"]
    surnames = [name.russian for name in pool() if name.part == "surname"]
    return " ".join(f"{a} {b}." for a, b in itertools.islice(itertools.product(givens, surnames), count))


def _words(count: int) -> str:
    syllables = ["".join(pair) for pair in itertools.product("бвгджзклмнпрст", "аеиоу")]
    return " ".join("".join(each) + "тын" for each in itertools.islice(itertools.product(syllables, repeat=2), count))


_GROWING: dict[str, Callable[[int], str]] = {
    "one endless word": lambda n: "а" * 10 * n,
    "one name": lambda n: "Ербол " * n,
    "ever new people": _people,
    "ever new words": _words,
    "Ever New Capitals": lambda n: _words(n).title(),
    "initials": lambda n: "А. " * n,
    "spaced letters": lambda n: "а " * n,
    "figures": lambda n: "7 " * n,
    "phones": lambda n: "8 701 123 45 67 " * n,
    "at signs": lambda n: "a@" * n,
    "accents": lambda n: "а\u0301\u200b" * n,
    "broken lines": lambda n: "а-\n" * n,
    "streets": lambda n: "улица " * n,
    "quotes": lambda n: "«А» " * n,
    "emoji": lambda n: "😀Ербол" * n,
}
_SMALL, _MOST_GROWTH = 60, 2.6


@pytest.mark.parametrize("kind", _GROWING)
def test_twice_the_text_is_about_twice_the_work(kind: str) -> None:
    text = _GROWING[kind]
    strip(text(2 * _SMALL), language="ru")  # word lists are read once, when first asked, and not counted

    assert _work(text(2 * _SMALL), "ru") <= _MOST_GROWTH * _work(text(_SMALL), "ru")
