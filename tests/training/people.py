"""Invented people for training sentences: names of many origins, in any form a text may use."""

from __future__ import annotations

import random
from dataclasses import dataclass

from testimony.pseudonyms.inflection import kazakh, russian
from tests.training import grammar

_CONSONANTS, _VOWELS = "бгдзйклмнрстхш", "аеиоуы"
_KAZAKH_TO_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
# A hard or soft sign is spelled by nothing.
_SPELLINGS = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya a gh q n o u u h i"
LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі", _SPELLINGS.split(" "), strict=True))
_INITIALS = "АБГДЕЖЗИКЛМНОРСТУШ"
# Names that are ordinary words too: the network must tell them by what stands around them.
_HOMONYMS = {
    "en": {"m": "Mark Bill Will Art Jack Frank Rich Drew Dean Earnest Victor Guy Chance", "f":
           "Hope Faith Grace Rose Joy Dawn May June April Lily Melody Victory Charity Destiny Sky Amber Hope Faith"},
    "ru": {"m": "Роман Лев Марат Мир Слава Максим Арман Болат Бек Тимур Победа Орёл", "f":
           "Вера Надежда Любовь Слава Рая Майя Роза Лилия Света Нева Мира Победа Ира Лада"},
    "kk": {"m": "Арман Бақыт Жеңіс Дәулет Еркін Бейбіт Қуаныш Болат Темір Арыстан "
           "Серік Нұр Асыл Қайсар Талап Мұрат Ерік",
           "f": "Бақыт Үміт Арман Ақмарал Раушан Шолпан Гауһар Алма Арай Жібек Мөлдір Сая Тоты Інжу Айна Перизат"},
}  # fmt: skip
# Family names of one syllable, which look like nothing much: Korean, Chinese, Dungan, German.
_SHORT_SURNAMES = "Ли Ким Цой Пак Хан Тен Нам Ан Юн Шин Кан Ни Те Лим Хван Сон Чен Ма Ян Лю Бай Кох Вульф Рау Шульц Бек"
_FIRST_HALVES = (
    "black white red long green hart wood stan rad lin black brad cran ash old new hel gold silver eisen stein berg al "
    "ham wal ken win mar tan bur hol kir dun glen mac o'con har mil nor pen ros sel thorn under up wil wor york"
)
_SECOND_HALVES = (
    "field wood ton ham son man ford by well hill worth er stein berg mann ley land ridge brook croft more nell ski "
    "sky ez ini oglu zade iyev yan shvili dze enko uk escu sen ström sson"
)
_NICKNAMES = (
    "Кирпич Седой Цемент Лысый Студент Бугор Молния Ворон Тихий Батыр Құлан Тентек Сары Арлан Brick Shorty Boxer "
    "Cement Wolf Lucky Giant"
)


def latin(word: str) -> str:
    """Spell a Cyrillic name in Latin letters, in one of the common ways."""
    spelled = "".join(LATIN.get(letter, letter) for letter in word.lower())
    return spelled[:1].upper() + spelled[1:]


@dataclass(frozen=True)
class Pools:
    """The names that training may use, by sex."""

    given: dict[str, list[str]]
    frequent: dict[str, list[str]]
    surnames: list[str]
    latin_given: dict[str, list[str]]
    foreign: dict[str, list[str]]


def read_pools() -> Pools:
    """Read the shipped lists of names."""
    given: dict[str, list[str]] = {"m": [], "f": []}
    frequent: dict[str, list[str]] = {"m": [], "f": []}
    for line in grammar.lines_of_words("given_names.txt"):
        name, _, flags = line.partition(" ")
        for sex in "mf":
            if sex in flags:
                given[sex].append(name)
                if "!" in flags:
                    frequent[sex].append(name)
    english: dict[str, list[str]] = {"m": [], "f": []}
    for line in grammar.lines_of_words("given_names_latin.txt"):
        name, _, flags = line.partition(" ")
        for sex in "mf":
            if sex in flags:
                english[sex].append(name)
    surnames = [line.removesuffix(" ?") for line in grammar.lines_of_words("surnames.txt")]
    foreign = {line[0]: line[2:].split(" ") for line in grammar.lines("foreign.txt")}
    return Pools(given=given, frequent=frequent, surnames=surnames, latin_given=english, foreign=foreign)


class People:
    """Draws people and writes them as a sentence of a language asks."""

    def __init__(self, pools: Pools, dice: random.Random) -> None:
        self._pools = pools
        self._dice = dice

    def mention(self, language: str, sex: str, case: str) -> list[str]:
        """Give the words of one mention of a new person."""
        sex = sex if sex in "mf" else self._dice.choice("mf")
        given, surname = self._given(language, sex), self._surname(language, sex)
        patronymic = self._patronymic(sex)
        initial = self._dice.choice(_INITIALS)
        if self._dice.random() < 0.03:
            return [self.write(self._dice.choice(_NICKNAMES.split()), "given", language, "m", case, last=True)]
        shape = self._dice.choices(
            ("g", "gs", "sg", "s", "is", "gp", "sgp", "iis", "si", "s,i", "gi", "p", "ss"),
            (50, 18, 5, 10, 3, 7, 4, 2, 2, 1, 1, 2, 1),
        )[0]
        if language == "en":
            initial = latin(initial)
        words = {
            "g": [(given, "given")],
            "gs": [(given, "given"), (surname, "surname")],
            "sg": [(surname, "surname"), (given, "given")],
            "s": [(surname, "surname")],
            "is": [(initial + ".", ""), (surname, "surname")],
            "gp": [(given, "given"), (patronymic, "patronymic")],
            "sgp": [(surname, "surname"), (given, "given"), (patronymic, "patronymic")],
            "iis": [(f"{initial}.{self._dice.choice(_INITIALS)}.", ""), (surname, "surname")],
            "si": [(surname, "surname"), (initial + ".", "")],
            "gi": [(given, "given"), (initial, "")],
            "p": [(patronymic, "patronymic")],
            "ss": [(given, "given"), (f"{surname}-{self._surname(language, sex)}", "surname")],
            "s,i": [(surname + ",", ""), (f"{initial}. {self._dice.choice(_INITIALS)}.", "")],
        }[shape]
        return [self.write(word, role, language, sex, case, last=word == words[-1][0]) for word, role in words]

    def write(self, word: str, role: str, language: str, sex: str, case: str, *, last: bool) -> str:
        """Put one word of a name into a case of the sentence's language."""
        if language == "en":
            spelled = word if word.isascii() else latin(word)
            return spelled + self._dice.choice(("'s", "’s", "s")) if last and case == "gen" else spelled
        if not role:
            return word
        if language == "kk":
            if last and role == "given" and case == "nom" and self._dice.random() < 0.12:
                return word + self._dice.choice(("жан", "ым", "лар", "дікі", "сыз", "тай", "еке", "дың балалары"))
            return kazakh.decline(word, case) if last else word
        return russian.decline(word, case, role=role, sex=sex)

    def _given(self, language: str, sex: str) -> str:
        draw = self._dice.random()
        if language == "en" and self._dice.random() < 0.35:
            return self._dice.choice((*self._pools.latin_given[sex], *self._pools.foreign[sex]))
        if draw < 0.07:
            return self._unheard()
        if 0.1 <= draw < 0.22:
            return self._dice.choice(_HOMONYMS[language][sex].split())
        pool = self._pools.frequent if draw < 0.6 else self._pools.given
        name = self._dice.choice(pool[sex])
        if 0.07 <= draw < 0.1 or 0.55 <= draw < 0.6:
            name = self._misheard(name)
        if language != "kk" and self._dice.random() < 0.7:
            name = name.translate(_KAZAKH_TO_RUSSIAN)
        return name

    def _surname(self, language: str, sex: str) -> str:
        draw = self._dice.random()
        if language == "en" and self._dice.random() < 0.3:
            return self._foreign_surname()
        if draw < 0.05:
            return self._dice.choice(_SHORT_SURNAMES.split())
        if draw < 0.3:
            name = self._dice.choice(self._pools.surnames)
        elif draw < 0.5:
            name = self._unheard() + self._dice.choice(("", "ов", "ев", "ин", "ский", "енко"))
        else:
            base = self._dice.choice(self._pools.frequent["m"])
            ending = self._dice.choice(("ов", "ев", "ұлы", "")) if language == "kk" else self._dice.choice(("ов", "ев"))
            name = base.rstrip("аяйьеи") + ending if ending in ("ов", "ев") else base + ending
            if language != "kk":
                name = name.translate(_KAZAKH_TO_RUSSIAN)
        if sex == "f":
            name = _feminine(name)
        return name

    def _patronymic(self, sex: str) -> str:
        father = self._dice.choice(self._pools.frequent["m"])
        if self._dice.random() < 0.4:
            return father + ("ұлы" if sex == "m" else "қызы")
        stem = father.translate(_KAZAKH_TO_RUSSIAN).rstrip("аяйьеи")
        return stem + ("ович" if sex == "m" else "овна")

    def _unheard(self) -> str:
        """Make up a name nobody has, so that the network learns from what stands around it."""
        syllables = self._dice.choice((2, 2, 3))
        word = "".join(
            self._dice.choice(_CONSONANTS) + self._dice.choice(_VOWELS) + self._dice.choice(("", "", *"нлрмт"))
            for _ in range(syllables)
        )
        return word.capitalize()

    def _foreign_surname(self) -> str:
        """Take a family name from elsewhere, or put one together as they are: Black-wood, Tan-ford."""
        if self._dice.random() < 0.5:
            return self._dice.choice(self._pools.foreign["s"])
        return self._dice.choice(_FIRST_HALVES.split()).capitalize() + self._dice.choice(_SECOND_HALVES.split())

    def _misheard(self, name: str) -> str:
        """Change a letter or two of a name, so that no list knows it."""
        letters = list(name)
        for _ in range(self._dice.choice((1, 1, 2))):
            place = self._dice.randrange(1, len(letters)) if len(letters) > 1 else 0
            kind = _VOWELS if letters[place] in "аеёиоуыэюяәөұүі" else _CONSONANTS
            letters[place] = self._dice.choice(kind)
        return "".join(letters)


def _feminine(surname: str) -> str:
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return surname + "а"
    if surname.endswith(("ский", "цкий")):
        return surname[:-2] + "ая"
    return surname.removesuffix("ұлы") + "қызы" if surname.endswith("ұлы") else surname
