"""Reading the mentions of one text: the forms of a name brought to one base, the parts of each mention told apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from testimony.pseudonyms.diminutives import ShortForm, is_short_form, short_form
from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.lexicon import given_names
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.nameword import GIVEN, INITIALS, OTHER, SURNAME, UNISEX, NameWord, only, read_word


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What one mention says of a person; each part holds every base its word may come from."""

    given: frozenset[str] = frozenset()
    surname: frozenset[str] = frozenset()
    patronymic: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    """Words beside the name that may be part of it or not: they link, and contradict nothing."""
    sex: str = ""

    @cached_property
    def bases(self) -> frozenset[str]:
        """Give everything but the patronymic."""
        return self.given | self.surname | self.other | self.beside

    @cached_property
    def heads(self) -> frozenset[str]:
        """Give the letters with which its longer bases begin: without a shared one no two are nearly the same."""
        return frozenset(base[0] for base in self.bases if len(base) > _SHORTEST_COMPARED)

    @cached_property
    def called(self) -> frozenset[str]:
        """Give what the person may be called by."""
        return self.given | self.other

    @cached_property
    def short(self) -> Sequence[ShortForm]:
        """Give what of it can be a short form of a longer name."""
        return [form for form in map(short_form, self.called) if form is not None]


@dataclass(eq=False)
class Reader:
    """Reads the words of one text's names, and brings the forms of one name to one base; lives for one text."""

    document: Document
    words: dict[str, NameWord] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    """The bases of the words that are a whole mention somewhere."""

    def word(self, token: Token) -> NameWord:
        """Read a word."""
        known = self.words.get(token.text)
        if known is None:
            known = self.document.name_words.get(token.text) or read_word(token, self.document)
            self.words[token.text] = self.document.name_words[token.text] = known
        return known

    def learn(self, mentions: Iterable[Sequence[Token]]) -> None:
        """Look at all the forms that occur, so that each finds the base it shares with the others."""
        mentions = list(mentions)
        seen = {token.text: token for tokens in mentions for token in tokens}
        # The spans are joined and linked by the same words, most often.
        asked = frozenset(seen)
        if asked not in self.document.learnt:
            self._compare(list(seen.values()))
            self.document.learnt[asked] = (self.words, self.bases)
        words, bases = self.document.learnt[asked]
        self.words, self.bases = dict(words), dict(bases)
        self.alone = {self.base(tokens[0]) for tokens in mentions if len(tokens) == 1}

    def _compare(self, seen: Sequence[Token]) -> None:
        forms: dict[str, set[str]] = defaultdict(set)
        for token in seen:
            for base in self.word(token).bases:
                forms[base].add(token.key)
        self.words = {token.text: self._narrowed(token, forms) for token in seen}

    def base(self, token: Token) -> str:
        """Give the one base of a learnt word, or the word's own key."""
        return self.bases.get(token.text, token.key)

    def _narrowed(self, token: Token, forms: dict[str, set[str]]) -> NameWord:
        """Keep the bases that most forms of this text share, a listed name before what is none."""
        word = self.word(token)
        most = max((len(forms[base]) for base in word.bases), default=0)
        kept = [base for base in word.bases if len(forms[base]) == most]
        names = given_names()
        listed = [base for base in kept if word.role == GIVEN and base in names and names[base].base == base]
        base = max(listed or kept, key=lambda base: (len(base), base), default=token.key)
        self.bases[token.text] = base
        if word.role == GIVEN:
            sexes = {"" if base in UNISEX else only(names[base].sexes) for base in listed}
            sexes = {""} if token.key in UNISEX else sexes
            if (self.document.language != "ru" or is_short_form(token.key)) and token.key in set(kept) - set(listed):
                sexes = {""}
            sex = sexes.pop() if len(sexes) == 1 else ""
            return _as(word, kept, sex, is_suffixed=word.is_suffixed and base != token.key)
        return _as(word, kept, word.sex, is_suffixed=word.is_suffixed and (most < _SHARED or base != token.key))

    def parts(self, tokens: Sequence[Token]) -> Parts:
        """Tell the parts of one mention apart."""
        sets: dict[str, set[str]] = defaultdict(set)
        sex = ""
        for token in _telling(tokens, self):
            word = self.word(token)
            sets[self._role(token, word, sets) if len(tokens) > 1 else word.role] |= word.bases
            sex = sex or word.sex
        if len(tokens) > 1 and not sets[SURNAME] and sets[OTHER] and sets[GIVEN]:
            sets[SURNAME] = sets.pop(OTHER)
        if sets[INITIALS] and sets[GIVEN] and not sets[SURNAME]:
            # Ли Р. В.: what stands beside initials is the family name.
            sets[SURNAME], sex = sets.pop(GIVEN), ""
        return Parts(**{role: frozenset(bases) for role, bases in sets.items()}, sex=sex)

    def _role(self, token: Token, word: NameWord, sets: dict[str, set[str]]) -> str:
        """Two given names side by side: the second one serves as a family name (Мирас Қайырбек)."""
        small = not token.is_title and not self.document.is_lower
        weak = small or not (word.is_sure or self.base(token) in self.alone)
        if word.role in (OTHER, GIVEN) and weak and (word.role == OTHER or sets[GIVEN]):
            return "beside"
        if word.role == GIVEN and sets[GIVEN]:
            return SURNAME if not sets[SURNAME] else OTHER
        return word.role


def _as(word: NameWord, bases: Sequence[str], sex: str, *, is_suffixed: bool) -> NameWord:
    """Read a word so; most are already."""
    if len(bases) == len(word.bases) and sex == word.sex and is_suffixed == word.is_suffixed:
        return word
    return replace(word, bases=frozenset(bases), sex=sex, is_suffixed=is_suffixed)


def _telling(tokens: Sequence[Token], reader: Reader) -> list[Token]:
    """Leave out kin and offices, and ordinary words that were hidden beside the name."""
    if len(tokens) < 2 or any(len(token.text) == 1 for token in tokens):
        return list(tokens)
    telling = [token for token in tokens if token.word.relation is None and token.lower not in _TITLES]
    named = [token for token in telling if not _is_ordinary(token, reader)]
    return named or telling or list(tokens)


_TITLES = listing("mr mrs ms miss dr madam mullah molla молда мулла г-н г-жа имам frau herr sir lady")


def _is_ordinary(token: Token, reader: Reader) -> bool:
    word = reader.word(token)
    return word.role == OTHER and not word.is_sure and token.word.is_common


_SHARED = 2
_SHORTEST_COMPARED = 3
