"""A facility, school or firm with a name or number is hidden, and so is a workplace; bare kinds stay."""

import pytest

from testimony.pseudonyms.layers import institutions


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("в ИВС №2", "FACILITY", "ИВС №2"),
        ("в СИЗО-18", "FACILITY", "СИЗО-18"),
        ("в камере 14", "FACILITY", "камере 14"),
        ("из Алмалинского РОВД", "FACILITY", "Алмалинского РОВД"),
        ("в увд города талдыкорган", "FACILITY", "увд города талдыкорган"),
        ("№12 түрмеде", "FACILITY", "12 түрмеде"),
        ("the Karasai prison", "FACILITY", "Karasai prison"),
        ("в ЛА-155/18", "FACILITY", "ЛА-155/18"),
        ("ук 161/1 костанай", "FACILITY", "ук 161/1"),
        ("в/ч 12345", "FACILITY", "в/ч 12345"),
        ("воинская часть № 5571", "FACILITY", "воинская часть № 5571"),
        ("пятый отдел полиции", "FACILITY", "пятый отдел полиции"),
        ("в четырнадцатой камере", "FACILITY", "четырнадцатой камере"),
        ("Petropavl colony", "FACILITY", "Petropavl colony"),
        ("УП Ауэзовского района", "FACILITY", "УП Ауэзовского района"),
        ("№7 қалалық ауруханада", "WORK", "7 қалалық ауруханада"),
        ("No. 3 of Taraz Emergency Service", "ORG", "No. 3 of Taraz Emergency Service"),
        ("бал цехында", "ORG", "бал цехында"),
        ("карагандинский СИЗО № 16", "FACILITY", "карагандинский СИЗО № 16"),
        ("абай атындағы орта мектепте", "WORK", "абай атындағы орта мектепте"),
        ("школа имени Ауэзова", "WORK", "школа имени Ауэзова"),
        ("at karaganda poultry llp", "ORG", "karaganda poultry llp"),
        ("«Жаңартау» кәсіподағы", "ORG", "Жаңартау» кәсіподағы"),
        ("in school No. 5", "WORK", "school No. 5"),
    ],
)
def test_an_institution_is_hidden(hidden, text: str, kind: str, words: str) -> None:
    assert any(kind == k and words in piece for k, piece in hidden(institutions.find, text))


@pytest.mark.parametrize(
    "text",
    [
        "в тюрьме",
        "в камере было холодно",
        "works at night",
        "работал на меня",
        "часть людей",
        "отдел.",
        "in almaty our factory",
        "осы мектебінде",
        "цехында",
        "камерада Ерлан",
        "до 180/90",
        "the third of them",
    ],
)
def test_a_bare_kind_stays(hidden, text: str) -> None:
    assert hidden(institutions.find, text) == []


def test_the_word_for_city_behind_a_number_stays(hidden) -> None:
    assert ("WORK", "школе №39") in hidden(institutions.find, "в школе №39 города Тараз")


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("taken to the railway hospital but died", "en", "railway hospital"),
        ("cell 41 of the Semey pre-trial prison", "en", "Semey pre-trial prison"),
        ("shooting near Hotel Kazakhstan", "en", "Hotel Kazakhstan"),
        ("уволили из акимата Медеуского района", "ru", "акимата Медеуского района"),
        ("возле ТЦ «Мерей»", "ru", "ТЦ «Мерей"),
    ],
)
def test_what_tells_which_one_it_is_makes_a_name(hidden, text: str, language: str, words: str) -> None:
    assert words in [found for _, found in hidden(institutions.find, text, language)]


@pytest.mark.parametrize("text", ["у акимата стояли люди", "in the hospital", "возле ТЦ стояли", "акимат Алматы"])
def test_an_office_without_a_name_stays(hidden, text: str) -> None:
    assert hidden(institutions.find, text) == []
