"""Russian case forms of names, written out by hand."""

import pytest

from testimony.pseudonyms.inflection.russian import CASES, cases_of, decline, decline_family

_FORMS = """
given m Болат Болата Болату Болата Болатом Болате
given m Сергей Сергея Сергею Сергея Сергеем Сергее
given m Дмитрий Дмитрия Дмитрию Дмитрия Дмитрием Дмитрии
given m Игорь Игоря Игорю Игоря Игорем Игоре
given m Никита Никиты Никите Никиту Никитой Никите
given m Павел Павла Павлу Павла Павлом Павле
given m Али Али Али Али Али Али
given m Бердыш Бердыша Бердышу Бердыша Бердышем Бердыше
given f Анна Анны Анне Анну Анной Анне
given f Ольга Ольги Ольге Ольгу Ольгой Ольге
given f Асия Асии Асии Асию Асией Асии
given f Майя Майи Майе Майю Майей Майе
given f Наташа Наташи Наташе Наташу Наташей Наташе
given f Айгуль Айгули Айгули Айгуль Айгулью Айгули
given f Гульнар Гульнар Гульнар Гульнар Гульнар Гульнар
given f Сауле Сауле Сауле Сауле Сауле Сауле
patronymic m Болатович Болатовича Болатовичу Болатовича Болатовичем Болатовиче
patronymic f Болатовна Болатовны Болатовне Болатовну Болатовной Болатовне
patronymic m Болатұлы Болатұлы Болатұлы Болатұлы Болатұлы Болатұлы
surname m Сейткалиев Сейткалиева Сейткалиеву Сейткалиева Сейткалиевым Сейткалиеве
surname f Сейткалиева Сейткалиевой Сейткалиевой Сейткалиеву Сейткалиевой Сейткалиевой
surname m Пушкин Пушкина Пушкину Пушкина Пушкиным Пушкине
surname m Вишневский Вишневского Вишневскому Вишневского Вишневским Вишневском
surname m Толстой Толстого Толстому Толстого Толстым Толстом
surname m Белый Белого Белому Белого Белым Белом
surname f Вишневская Вишневской Вишневской Вишневскую Вишневской Вишневской
surname m Ким Кима Киму Кима Кимом Киме
surname f Ким Ким Ким Ким Ким Ким
surname m Шевченко Шевченко Шевченко Шевченко Шевченко Шевченко
surname f Глинка Глинки Глинке Глинку Глинкой Глинке
surname m Петров-Водкин Петрова-Водкина Петрову-Водкину Петрова-Водкина Петровым-Водкиным Петрове-Водкине
surname m АХМЕТОВ АХМЕТОВА АХМЕТОВУ АХМЕТОВА АХМЕТОВЫМ АХМЕТОВЕ
"""
_ROWS = [
    (*line.split()[:3], case, form)
    for line in _FORMS.strip().split("\n")
    for case, form in zip(CASES, line.split()[2:], strict=True)
]


@pytest.mark.parametrize(
    ("role", "sex", "name", "case", "form"), _ROWS, ids=[f"{name} {sex} {case}" for _, sex, name, case, _ in _ROWS]
)
def test_a_name_is_declined_as_its_ending_and_sex_ask(role: str, sex: str, name: str, case: str, form: str) -> None:
    assert decline(name, case, role=role, sex=sex) == form


@pytest.mark.parametrize(
    ("form", "name", "sex", "cases"),
    [
        ("болата", "болат", "m", ["gen", "acc"]),
        ("болат", "болат", "m", ["nom"]),
        ("марии", "мария", "f", ["gen", "dat", "pre"]),
        ("павла", "павел", "m", ["gen", "acc"]),
        ("павел", "павел", "m", ["nom"]),
        ("болату", "асель", "f", []),
        ("айгуль", "айгуль", "f", ["nom", "acc"]),
    ],
)
def test_the_cases_of_a_form_are_told(form: str, name: str, sex: str, cases: list[str]) -> None:
    assert cases_of(form, name, role="given", sex=sex) == cases


def test_an_unknown_case_is_refused() -> None:
    with pytest.raises(KeyError):
        decline("Болат", "voc", role="given", sex="m")


@pytest.mark.parametrize(
    ("surname", "case", "form"),
    [
        ("Есенов", "nom", "Есеновы"),
        ("Есенов", "gen", "Есеновых"),
        ("Калинин", "ins", "Калиниными"),
        ("Коваленко", "dat", "Коваленко"),
        ("ЕСЕНОВ", "dat", "ЕСЕНОВЫМ"),
    ],
)
def test_a_family_is_called_by_its_plural(surname: str, case: str, form: str) -> None:
    assert decline_family(surname, case) == form
