"""The word lists, read once from `words/`: names in all their forms, and the common words that are safe."""

import gzip
from dataclasses import dataclass
from functools import cache
from importlib import resources

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.morphology import heads, russian_forms, russian_stem
from testimony.pseudonyms.suffixes import is_ending, is_form_of, longest_ending

_SHORTEST_BASE = 3

# Static lists only: nothing that depends on a text is ever kept here.


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A form of a given name: its folded base, the sexes it is given to (m, f), its case, whether it is frequent."""

    base: str
    sexes: str
    case: str
    is_frequent: bool


def _lines(name: str) -> list[str]:
    content = resources.files("testimony.pseudonyms").joinpath("words", name).read_bytes()
    if name.endswith(".gz"):
        content = gzip.decompress(content)
    return [line for line in content.decode().split("\n") if line and not line.startswith("#")]


@cache
def given_names() -> dict[str, Name]:
    """Map every folded Russian case form of every given name to its name."""
    forms: dict[str, Name] = {}
    for line in _lines("given_names.txt"):
        name, _, sexes = line.partition(" ")
        _add_forms(name.lower(), sexes, forms)
    return forms


@cache
def latin_names() -> dict[str, Name]:
    """Map the folded English spellings of given names, which only a word in Latin letters is compared with."""
    names: dict[str, Name] = {}
    for line in _lines("given_names_latin.txt"):
        name, _, sexes = line.partition(" ")
        base = fold(name)
        names[base] = Name(base=base, sexes=sexes, case="nom", is_frequent=True)
    return names


def _add_forms(name: str, flags: str, forms: dict[str, Name]) -> None:
    """The flags of a line: m and f for the sexes, d for a diminutive, ! for a frequent name."""
    base = fold(name)
    sexes = "".join(flag for flag in flags if flag in "mf")
    for form, case in russian_forms(name):
        known = forms.get(key := fold(form))
        if known is None or (case == "nom" and known.case != "nom"):
            forms[key] = Name(base=base, sexes=sexes, case=case, is_frequent="!" in flags)


@cache
def surnames() -> frozenset[str]:
    """Give the folded surnames that no shape rule recognises or that look like common words."""
    return frozenset(fold(line.removesuffix(" ?")) for line in _lines("surnames.txt"))


@cache
def sure_surnames() -> frozenset[str]:
    """Give those of them that end like a surname and are no form of an ordinary word."""
    lines = _lines("surnames.txt")
    return frozenset(
        fold(line) for line in lines if line.endswith(("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "енко"))
    )


@cache
def also_words() -> frozenset[str]:
    """Give the lower-case forms that are a given name and an ordinary word at once (роман, вера, арман)."""
    return frozenset(_lines("also_words.txt"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Read a plain list of `words/` into a set."""
    return frozenset(_lines(name))


@cache
def _common_kazakh() -> frozenset[str]:
    words = [*_lines("common_kk.txt.gz"), *_lines("common_kk_own.txt")]
    return frozenset(fold(word) for word in words)


def is_common(word: str, key: str) -> bool:
    """Say whether a lower-case word (with its folded key) is an ordinary word of one of the three languages."""
    return is_listed(word, key) or is_common_form(word, key)


def is_common_form(word: str, key: str) -> bool:
    """Say whether a word that no list holds is a form of an ordinary one."""
    return is_kazakh_form(key) or _is_borrowed(word, key)


def is_listed(word: str, key: str) -> bool:
    """Say the same without guessing at Kazakh suffixes: a base that is common proves little of a long form."""
    return key in _common_kazakh() or is_listed_plainly(word)


def is_listed_plainly(word: str) -> bool:
    """Say whether a lower-case word is on the English or the Russian list of ordinary words."""
    if word.isascii():
        return word in word_set("common_en.txt.gz") or word in word_set("common_en_own.txt")
    return russian_stem(word) in word_set("common_ru.txt.gz") or word in word_set("common_ru_own.txt")


def is_listed_kazakh(key: str) -> bool:
    """Say whether exactly this folded form is on the list of Kazakh words."""
    return key in _common_kazakh()


def is_kazakh_form(key: str) -> bool:
    """Say whether a folded word is a form of a Kazakh word and neither a frequent name nor shaped like one."""
    names = _names_only()
    return (
        len(key) > _SHORTEST_BASE
        and key not in names
        and not key.endswith(_LIKE_A_NAME)
        and is_form_of(_kazakh_stems(), key, names)
    )


_LIKE_A_NAME = ("bai", "uli", "kizi")


@cache
def _kazakh_stems() -> frozenset[str]:
    own = frozenset(fold(word) for word in _lines("common_kk_own.txt"))
    return (own | word_set("stems_kk.txt.gz")) - _names_only()


@cache
def _names_only() -> frozenset[str]:
    """Give the frequent names that are on no list of words counted in texts."""
    frequent = {name.base for name in given_names().values() if name.is_frequent}
    return frozenset(frequent - _common_kazakh())


def _is_borrowed(word: str, key: str) -> bool:
    """Say whether a word is a Russian one with Kazakh endings: шкафта, камерасында."""
    if word.isascii():
        return False
    # One letter more than the longest ending has, for a soft sign that folding drops.
    shortest = max(_SHORTEST_BORROWED, len(word) - longest_ending(key) - 1)
    return any(
        is_ending(fold(word[cut:])) and not word[:cut].endswith(_LIKE_A_SURNAME) and is_listed_plainly(word[:cut])
        for cut in range(len(word) - 1, shortest - 1, -1)
    )


_SHORTEST_BORROWED = 4
_LIKE_A_SURNAME = ("ов", "ев", "ёв", "ин", "ын", "ова", "ева", "ёва", "ина", "ына", "ский", "ая", "ко", "ук", "юк")


@cache
def name_heads() -> frozenset[str]:
    """Give the beginnings that forms of given names have."""
    return heads(given_names())
