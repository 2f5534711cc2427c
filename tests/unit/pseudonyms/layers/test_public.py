"""What tells of a person without naming anybody is found for texts that must stand alone; plain words are left."""

import pytest

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.layers import public
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.strip import strip


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("in June 1995 they", "DATE", "June 1995"),
        ("в январе 2022 было", "DATE", "январе 2022"),
        ("it was 1993 then", "DATE", "1993"),
        ("held for 14 years there", "TIME", "14 years"),
        ("two years and one month's delay", "TIME", "two years and one month's"),
        ("держали пять дней", "TIME", "пять дней"),
        ("үш күн ұстады", "TIME", "үш күн"),
        ("paid EUR 4,684.40 in all", "OTHER", "EUR 4,684.40"),
        ("some 205,000 Turkish liras (TRY) then", "OTHER", "some 205,000 Turkish liras (TRY)"),
        ("отдал 50 000 тенге", "OTHER", "50 000 тенге"),
        ("22,000 ecstasy tablets were", "OTHER", "22,000 ecstasy tablets"),
        ("a Swedish national came", "OTHER", "Swedish national"),
        ("a private security guard came", "OTHER", "private security guard"),
        ("он таксист, уйгур", "OTHER", "уйгур"),
        ("в Швеции и Sweden", "PLACE", "Швеции"),
        ("the United Kingdom let", "PLACE", "United"),
        ("a London-based firm", "PLACE", "London-based"),
        ("the Kayseri Administrative Court held", "ORG", "Kayseri Administrative Court"),
        ("posted to Catterick garrison", "ORG", "Catterick garrison"),
        ("before the House of Lords", "ORG", "House of Lords"),
        ("the Court of Appeal of Poznan", "ORG", "Court of Appeal of Poznan"),
        ("and the PKK said", "OTHER", "PKK"),
    ],
)
def test_what_tells_of_a_person_is_hidden(hidden, text: str, kind: str, words: str) -> None:
    assert (kind, words) in hidden(public.find, text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "he may go and march on",
        "under the Act 1998",
        "the Supreme Court and the Court of Appeal",
        "the European Court of Human Rights",
        "the Republic of Turkey",
        "the Swedish Government",
        "THE FACTS OF THE CASE",
        "мы пошли домой",
        "a northern wind",
        "united",
        "the court",
    ],
)
def test_plain_words_and_acting_states_are_left(hidden, text: str) -> None:
    assert hidden(public.find, text, "en") == []


def test_no_acronym_is_seen_in_a_text_of_capitals(hidden) -> None:
    assert ("OTHER", "PKK") not in hidden(public.find, "THE PKK SAID THAT THEY WERE NOT THERE", "en")


def test_days_named_together_are_joined() -> None:
    document = prepare("between 5 May and 7 June", "en")
    days = [
        Span(start=start, end=end, type=SpanType.DATE, layers=("x",), confidence=1.0)
        for start, end in ((8, 13), (18, 24))
    ]

    assert [(span.start, span.end) for span in public.bridges(days, document.text)] == [(0, 24)]


def test_days_apart_are_not_joined() -> None:
    days = [
        Span(start=start, end=end, type=SpanType.DATE, layers=("x",), confidence=1.0)
        for start, end in ((0, 5), (20, 26))
    ]

    assert list(public.bridges(days, "5 May they took him. 7 June")) == []


def test_labels_of_a_strict_text_tell_nothing() -> None:
    stripped = strip(
        "On 5 January 2022 my son, 19 years old, left; on 8 January 2022 he wrote.", language="en", strict=True
    )

    assert [
        mention.features for mention in stripped.mentions if "grain" in mention.features or "day" in mention.features
    ] == []


def test_the_usual_setting_leaves_origin_and_trade() -> None:
    text = "He is a Kazakh miner; he was held for two years, in 2022."

    assert strip(text, language="en").mentions == ()
    assert len(strip(text, language="en", strict=True).mentions) >= 3
