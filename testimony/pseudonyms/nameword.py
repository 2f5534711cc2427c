"""One word of a name by itself: its likeliest role, every base its form may have, the sex and the case it tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.layers import shapes
from testimony.pseudonyms.lexicon import Name, given_names, latin_names, surnames
from testimony.pseudonyms.listing import beginnings, listing

# The sex of a family named together: Ибрагимовы.
PLURAL = "pl"
_FAMILY = ("i", "ih", "imi")
GIVEN, SURNAME, PATRONYMIC, OTHER, INITIALS = "given", "surname", "patronymic", "other", "initials"


@dataclass(frozen=True, kw_only=True, slots=True)
class NameWord:
    """One word of a name: its likeliest role, the bases it may have, the sex it tells, how it is inflected."""

    role: str
    bases: frozenset[str]
    sex: str = ""
    is_suffixed: bool = False
    """A Kazakh case stands on it, which only the last word of a name bears."""
    cases: frozenset[str] = frozenset()
    """The Russian cases it may stand in; none where nobody can tell."""
    is_sure: bool = True
    """Listed or shaped like a name, or written large: no ordinary word that stood beside one."""


def read_word(token: Token, document: Document) -> NameWord:
    if len(token.text) == 1:
        return NameWord(role=INITIALS, bases=frozenset((token.key,)))
    if token.key.endswith(_PATRONYMIC_ENDINGS) and len(token.key) > _LONG_BASE and not _DOUBLED.search(token.lower):
        sex = "f" if any(sign in token.key[-8:] for sign in _HERS) else "m"
        return NameWord(role=PATRONYMIC, bases=frozenset((token.key[:_PATRONYMIC_STEM],)), sex=sex)
    bases = [base for base in token.word.base_keys if len(base) > 2 or base == token.key]
    return _given(token, bases, document) or _surname(token, bases, document) or _other(token, bases, document)


def _given(token: Token, bases: Sequence[str], document: Document) -> NameWord | None:
    """A form may belong to several names (Айгули, Айгуль; Русланның); the whole text decides between them later."""
    names = given_names()
    kazakh = _is_kazakh(token, document)
    found: dict[str, Name] = {}
    suffixed = False
    for base in bases:
        name = names.get(base)
        if name is None or (base != token.key and not _is_ending(token.key[len(base) :], kazakh=kazakh)):
            continue
        if not found or len(name.base) >= _LONG_BASE:
            suffixed = suffixed or (not found and base != token.key)
            found.setdefault(name.base, name)
    if not found and token.is_latin and token.key in latin_names():
        found[token.key] = latin_names()[token.key]
    if not found:
        return None
    first = next(iter(found.values()))
    if document.language == "ru":
        found |= _declined(token.key)
    # Outside Russian the form of another name says nothing of this one: Алуа is not of Алу.
    told = document.language == "ru" or suffixed or first.case == "nom"
    sexes = {"" if base in UNISEX or not told else only(name.sexes) for base, name in found.items()}
    return NameWord(
        role=GIVEN,
        bases=frozenset((*found, token.key)),
        sex=sexes.pop() if len(sexes) == 1 else "",
        is_suffixed=suffixed and kazakh,
        cases=_given_cases(token, first) if document.language == "ru" and len(found) == 1 else frozenset(),
    )


def _is_ending(rest: str, *, kazakh: bool) -> bool:
    return bool(_CHAIN.fullmatch(rest)) if kazakh else rest in _PLAIN_SUFFIXES


# What may follow a name in Kazakh, folded: several people, whose or how dear, then the case.
_CHAIN = re.compile(
    "(?:lar|ler|dar|der|tar|ter)?(?:imiz|im|m|jan|tai|ai|eke|ke|iw)?"
    "(?:[ndt]?in|[ndt]?i|n|[gkn]?a|[gkn]?e|[dt]a|[dt]e|nd[ae]|[dtn]?an|[dtn]?en|[mbp]en|[mbp]in|siz|sin|[dt][ae]i"
    "|[ndt]iki|[dt][ae]gi)?"
)
# Kazakh endings that no Russian or English word has by chance; folded.
_PLAIN_SUFFIXES = listing("di ti ni ga ge ka ke nin din tin men ben pen dan den tan ten nan nen jan")


def _declined(key: str) -> dict[str, Name]:
    """Give the listed names of which this may be a Russian form besides: макса of Макс, клавдии of Клавдия."""
    names = given_names()
    stems = [key[: -len(ending)] for ending in _RUSSIAN_ENDINGS if key.endswith(ending) and len(key) > len(ending) + 2]
    bases = [stem + tail for stem in stems for tail in ("", "a", "ia", "i")]
    return {
        base: names[base]
        for base in bases
        if base != key and base in names and names[base].base == base and names[base].is_frequent
    }


# Short forms that are his and hers, whatever the list says; folded.
UNISEX = listing("sawa jenia valia wura slava sania vasia dania sima")


def only(sexes: str) -> str:
    """Give the sex where there is but one."""
    return sexes if len(sexes) == 1 else ""


def _given_cases(token: Token, name: Name) -> frozenset[str]:
    """Give the Russian cases; a woman's name in a consonant often stays as it is, and tells none."""
    if token.is_latin or (name.sexes == "f" and not name.base.endswith("a")):
        return frozenset()
    stem, endings = (name.base[:-1], _HER_CASES) if name.base.endswith("a") else (name.base, _HIS_CASES)
    return endings.get(token.key[len(stem) :], frozenset()) if token.key.startswith(stem) else frozenset()


_HIS_CASES = {
    "": frozenset(("nom",)),
    "a": frozenset(("gen", "acc")),
    "u": frozenset(("dat",)),
    "om": frozenset(("ins",)),
    "em": frozenset(("ins",)),
    "e": frozenset(("pre",)),
}
_HER_CASES = {
    "a": frozenset(("nom",)),
    "i": frozenset(("gen", "dat", "pre")),
    "e": frozenset(("dat", "pre")),
    "u": frozenset(("acc",)),
    "oi": frozenset(("ins",)),
    "ei": frozenset(("ins",)),
}


def _is_kazakh(token: Token, document: Document) -> bool:
    return document.language == "kk" or bool(_KAZAKH_LETTERS & set(token.lower))


_KAZAKH_LETTERS = frozenset("әғқңөұүһі")


def _surname(token: Token, bases: Sequence[str], document: Document) -> NameWord | None:
    kazakh = _is_kazakh(token, document)
    base = _surname_base(token, bases, kazakh=kazakh)
    if base is None:
        return None
    rest = token.key[len(base) :] if token.key.startswith(base) else ""
    return NameWord(
        role=SURNAME,
        bases=frozenset((base,)),
        sex=_sex_of_surname(rest, kazakh=kazakh or document.language == "en"),
        is_suffixed=kazakh and rest not in ("", "a"),
        cases=_SURNAME_CASES.get(rest, frozenset()) if document.language == "ru" else frozenset(),
    )


def _surname_base(token: Token, bases: Sequence[str], *, kazakh: bool) -> str | None:
    """Find the masculine base; in Kazakh the shortest, as -тың, -дің and -ның end like a family name."""
    shaped = [base for base in bases if base.endswith(("ov", "ev", "in")) and len(base) > _LONG_BASE - 1]
    if kazakh:
        shaped = [
            base for base in shaped if base.endswith(("ov", "ev")) or base in surnames() or _is_own_in(token, base)
        ]
        shaped.sort(key=lambda base: (base.endswith("in"), len(base)))
    return shaped[0] if shaped else None


def _is_own_in(token: Token, base: str) -> bool:
    return not base.endswith(("tin", "din", "nin", "pin", "bin", "min")) and not token.lower.endswith(("ың", "ің"))


# What follows -ов or -ин in Russian, folded, with the cases it may be (a man's and a woman's together).
_SURNAME_CASES = {
    "": frozenset(("nom",)),
    "a": frozenset(("nom", "gen", "acc")),
    "u": frozenset(("dat", "acc")),
    "im": frozenset(("ins",)),
    "e": frozenset(("pre",)),
    "oi": frozenset(("gen", "dat", "ins", "pre")),
}


def _sex_of_surname(rest: str, *, kazakh: bool) -> str:
    """Сейткалиева may be her, or him in the genitive; Сейткалиев is him, and outside Russian -ова is her."""
    if not rest or rest == "im":
        return "m"
    if rest in _FAMILY and not kazakh:
        return PLURAL
    if rest == "oi":
        return "f"
    return ("f" if rest.startswith("a") else "m") if kazakh else ""


def _other(token: Token, bases: Sequence[str], document: Document) -> NameWord:
    kazakh = _is_kazakh(token, document)
    blind = document.is_shouted or document.is_lower
    telling = token.is_title and not blind
    bare = {base for base in bases[:_MOST_BASES] if len(base) > _SHORTEST_STEM or base == token.key}
    shaped = (shapes.LATIN_KAZAKH if token.is_latin else shapes.KAZAKH).match(token.lower) is not None
    listed = shaped or any(base in surnames() for base in bases) or token.lower.endswith(_FOREIGN_ENDINGS)
    more = [] if document.language == "kk" else [*_russian_bases(token.key), *_plural_bases(token)]
    return NameWord(
        role=OTHER,
        bases=frozenset((*bare, *more)),
        is_suffixed=kazakh and token.lower.endswith(_SURE_SUFFIXES) and len(token.lower) > _LONG_BASE,
        is_sure=telling or (listed and blind and not token.word.is_common),
    )


_LONG_BASE = 5
_SHORTEST_STEM = 2
_MOST_BASES = 8
_RUSSIAN_ENDINGS = ("om", "em", "oi", "ei", "iu", "ia", "a", "u", "e", "i")
_FOREIGN_ENDINGS = beginnings("енко ченко чук щук ук юк ян ский ская цкий ман берг штейн дзе швили enko chuk sky skaya")
# Kazakh case suffixes that are long enough to tell a case on a name nobody listed.
_SURE_SUFFIXES = beginnings(
    "ның нің дың дің тың тің нын нин дын дин тын тин пен бен мен ға ге қа ке га ка ды ді ты ті ны ні ди ти ни "
    "дан ден тан тен нан нен да де та те"
)


def _russian_bases(key: str) -> list[str]:
    """Take a Russian case ending off a name nobody listed: Каирбеком, Каирбека, Веремея."""
    return [
        key[: -len(ending)] + tail
        for ending, tails in _RUSSIAN_TAILS
        if key.endswith(ending) and len(key) - len(ending) >= _LONG_BASE - 2
        for tail in tails
    ]


# What may have stood before a Russian ending: nothing, the soft й of Веремей, the vowel of Данька.
_RUSSIAN_TAILS = tuple(
    (
        ending,
        ("", "i") if ending in ("ia", "iu", "em") else ("", "a") if ending in ("oi", "ei", "u", "e", "i") else ("",),
    )
    for ending in _RUSSIAN_ENDINGS
)


def _plural_bases(token: Token) -> list[str]:
    """An English possessive may lack its apostrophe: erkeshs phone."""
    return [token.key[:-1]] if token.is_latin and token.lower.endswith("s") and len(token.key) > _LONG_BASE - 1 else []


_PATRONYMIC_ENDINGS = beginnings(
    "ovic evic ovna evna uli kizi gizi ovnu ovne ovni evne evni evnu ovica evica ovicu evicu ovicem evicem ovnoi "
    "evnoi ovice evice icna icni icne icnu icnoi ulin ulina uline ulinin ulimen kizin kizina kizine kizinin kizimen "
    "ulinan kizinan uliman kizidan ulinda ovicti evicti ovictin evictin ovicke evicke ovicka evicka ovicpen evicpen "
    "ovnaga evnaga ovnanin evnanin ovnani evnani ovnamen evnamen ic"
)
_HERS = ("ovn", "evn", "icn", "kiz", "giz")
# Рахметуллина bears a family name, although folding leaves -улина of it.
_DOUBLED = re.compile("(?:улл|ull)(?:и|i)")
_PATRONYMIC_STEM = 5
