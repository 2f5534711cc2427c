"""Reading the mention of a person: which word is the given name, which the family name, and every base it may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from testimony.pseudonyms.diminutives import may_be_short
from testimony.pseudonyms.document import Token
from testimony.pseudonyms.lexicon import given_names
from testimony.pseudonyms.listing import beginnings
from testimony.pseudonyms.spans import Span

_SHORTEST_COMPARED = 3


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What one mention says of a person; each part holds every base its word may come from."""

    given: frozenset[str] = frozenset()
    surname: frozenset[str] = frozenset()
    patronymic: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    sex: str = ""

    @cached_property
    def bases(self) -> frozenset[str]:
        """Give everything but the patronymic."""
        return self.given | self.surname | self.other

    @cached_property
    def heads(self) -> frozenset[str]:
        """Give the letters with which its longer bases begin: without a shared one no two are nearly the same."""
        return frozenset(base[0] for base in self.bases if len(base) > _SHORTEST_COMPARED)

    @cached_property
    def called(self) -> frozenset[str]:
        """Give what the person may be called by."""
        return self.given | self.other

    @cached_property
    def short(self) -> frozenset[str]:
        """Give what of it can be a short form of a longer name."""
        return frozenset(filter(may_be_short, self.called))


def read_parts(tokens: Sequence[Token], span: Span) -> Parts:
    """Tell given name, family name and patronymic apart, each with the bases its form may come from."""
    sets: dict[str, set[str]] = {
        "given": set(),
        "surname": set(),
        "patronymic": set(),
        "other": set(),
        "initials": set(),
    }
    sex = ""
    for token in tokens:
        if token.word.relation is not None and len(tokens) > 1:
            continue
        role, bases, told = _read(token)
        # Two given names side by side: the second one serves as a family name (Мирас Қайырбек).
        if role == "given" and sets["given"]:
            role = "surname" if not sets["surname"] else "other"
        sets[role] |= bases
        sex = sex or told
    if sum(len(token.text) > 1 for token in tokens) > 1 and not sets["surname"] and sets["other"]:
        sets["surname"], sets["other"] = sets["other"], set()
    if not sex and len(span.features.get("sex", "")) == 1:
        sex = span.features["sex"]
    return Parts(**{role: frozenset(bases) for role, bases in sets.items()}, sex=sex)


def _read(token: Token) -> tuple[str, set[str], str]:
    if len(token.text) == 1:
        return "initials", {token.key}, ""
    names = given_names()
    bases = [base for base in token.word.base_keys if len(base) > 2 or base == token.key]
    if token.key.endswith(_PATRONYMIC_ENDINGS):
        return "patronymic", {token.key[:_PATRONYMIC_STEM]}, ""
    known = [names[base] for base in bases if base in names]
    if known:
        # A name may be a form of another one on the list (Айгули, Айгуль): both are thought of where they are long.
        found = {known[0].base, *(name.base for name in known if len(name.base) >= _LONG_BASE)}
        return "given", found, known[0].sexes if len(known[0].sexes) == 1 else ""
    # Сейткалиева may be her, or him in the genitive: the form of a surname never decides the sex.
    for base in bases:
        if base.endswith(("ov", "ev", "in")) and len(base) > _LONG_BASE - 1:
            return "surname", {base}, ""
    return "other", {*bases[:_MOST_BASES], *_russian_bases(token.key)}, ""


_LONG_BASE = 5
_MOST_BASES = 8
_RUSSIAN_ENDINGS = ("om", "em", "oi", "a", "u", "e", "i")


def _russian_bases(key: str) -> list[str]:
    """Take a Russian case ending off a name nobody listed: Каирбеком, Каирбека."""
    return [
        key[: -len(ending)]
        for ending in _RUSSIAN_ENDINGS
        if key.endswith(ending) and len(key) - len(ending) >= _LONG_BASE - 1
    ]


_PATRONYMIC_ENDINGS = beginnings(
    "ovic evic ovna evna uli kizi gizi ovnu ovne ovni evne evni evnu ovica evica ovicu evicu ovicem ovnoi evnoi ovice "
    "evice icna icni icne icnu ulin ulina uline ulinin ulimen kizin kizina kizine kizinin kizimen ulinan kizinan ic"
)
_PATRONYMIC_STEM = 5
