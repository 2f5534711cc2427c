"""What each named person is to the source, read from the words before, behind and around the name."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.kinship import FAMILY, MINE, NEAR, OFFICE, POLITE, SEX, THEIRS, Kin, kin_of
from testimony.pseudonyms.listing import beginnings, listing
from testimony.pseudonyms.nameword import OTHER, read_word
from testimony.pseudonyms.spans import Span, SpanType

RANK = "rank"
"""The feature that says how sure a relation is, for the linking: the greater the surer; it never leaves the strip."""

_MY = listing(
    "мой моего моему моим моём моем моя мою моей мои моих моими наш нашего нашему нашим наша нашу нашей наши наших "
    "my our менің менин біздің биздин mening"
)
_HIS = listing("его её ее их his her its their оның онын олардың")
_BETWEEN = listing(
    "по имени имя звали зовут named called nicknamed name is was это был была a an the man "
    "woman деген есімді атты дейтін "
    "старший старшего старшему старшая старшую младший младшего младшему младшая младшую родной родного родная "
    "двоюродный двоюродного двоюродная покойный покойного бывший бывшего бывшая elder older younger late former dear "
    "old little big маленький маленькая кіші үлкен марқұм"
)
_COPULA = listing("is was are were это был была is является приходится оказался болған")
_NAMED = listing("деген есімді атты дейтін деп")
_SHORTENED = listing("mr mrs ms dr lt sgt capt maj col insp гр г тов инсп ст")
_AND = listing("и да или and or мен бен пен және жане with с со вместе")
_SELF = listing("я i me мен мне меня")
_CELL = beginnings("камер cell сокамерник")
_CREW = beginnings(
    "бригад смен экипаж профсоюз комитет коллектив цех кәсіподақ касиподак кәсіподағ касиподаг экипаж crew union "
    "committee team brigade shift"
)
_SIGNS = {"mine": _MY, "theirs": _HIS, "named": _NAMED, "linked": _COPULA, "between": _BETWEEN}
_DASH = re.compile(r"[ \t\u00a0]?[—–-]?[ \t\u00a0]?")
_TIGHT = re.compile(r"[ \t\u00a0]{0,2}[,:;—–-]?[ \t\u00a0\n]{0,2}[«\"“(]?")
_SPACE = re.compile(r"[ \t\u00a0]{1,2}")
_CLOSING = re.compile(r"[ \t]?(?:[,.;:!?)»\n—–]|$)")
_APPOSED = re.compile(r"[ \t]?[,(—–-][ \t]?")
_LISTED = re.compile(r"[ \t\n]{0,2}[,;]?[ \t\n]{0,2}")
_LONGEST_BRIDGE = 4
# The ranks: what is said of the source's own people, of company, of the list they stand in, of offices, politely.
_OWN, COMPANY, _LISTED_RANK, _OFFICE_RANK, _BARE, _POLITE = 6, 5, 4, 3, 2, 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Bond:
    """A relation and how sure it is."""

    relation: str
    rank: int


def bound(spans: Sequence[Span], document: Document) -> list[Span]:
    """Write on every person's span what the words around say of them, and nothing else."""
    finder = _Finder(spans, document)
    return [finder.bind(number) if span.type is SpanType.PERSON else span for number, span in enumerate(spans)]


class _Finder:
    def __init__(self, spans: Sequence[Span], document: Document) -> None:
        self._spans = spans
        self._document = document
        self._tokens = [document.tokens_of(span.start, span.end) for span in spans]
        self._person_at = {
            token.index: number
            for number, tokens in enumerate(self._tokens)
            if spans[number].type is SpanType.PERSON
            for token in tokens
        }
        self._kin: dict[str, Kin | None] = {}
        self._of_list: dict[int, Bond] = {}
        self._collect_groups()

    def bind(self, number: int) -> Span:
        """Choose the surest of what is said."""
        span = self._spans[number]
        tokens = self._tokens[number]
        if not tokens:
            return replace(span, relation=None)
        found = [
            self._inside(tokens),
            self._before(number, tokens[0]),
            self._behind(tokens[-1]),
            self._of_list.get(number),
        ]
        bonds = [bond for bond in found if bond is not None]
        if not bonds:
            return replace(span, relation=None)
        best = max(bonds, key=lambda bond: bond.rank)
        return replace(span, relation=best.relation, features={**span.features, RANK: str(best.rank)})

    def _kin_of(self, token: Token) -> Kin | None:
        if token.lower not in self._kin:
            self._kin[token.lower] = kin_of(token.lower, token.key, self._document.language)
        return self._kin[token.lower]

    def _announcing(self, token: Token) -> Kin | None:
        """A word of kin or office that is nobody's name, though it may have been hidden as one."""
        if token.index in self._person_at and read_word(token, self._document).role != OTHER:
            return None
        return self._kin_of(token)

    def _inside(self, tokens: Sequence[Token]) -> Bond | None:
        """A title that was hidden with the name: Dr Yakov, Lieutenant Kim."""
        for token in tokens[:-1]:
            kin = self._kin_of(token)
            if kin is not None and token.index == tokens[0].index:
                return _bond(kin, is_mine=False)
        return None

    def _before(self, number: int, first: Token) -> Bond | None:
        """Look left over a few bridging words; several words may say it: сосед дядя Юра."""
        index, steps, mine, found = first.index - 1, 0, False, None
        while index >= 0 and steps < _LONGEST_BRIDGE:
            token, gap = self._document.tokens[index], self._document.gap(index)
            if not (_TIGHT.fullmatch(gap) or (gap.startswith(".") and token.lower in _SHORTENED)):
                break
            kin = self._announcing(token)
            if kin is not None:
                if kin.is_plural or (found is not None and "," in gap) or self._is_of_earlier(index):
                    break
                found = _surer(found, self._judged(kin, index, number, is_mine=mine))
            elif token.lower in _MY:
                mine = True
            elif token.lower not in _BETWEEN or found is not None:
                break
            index, steps = index - 1, steps + 1
        return found

    def _is_of_earlier(self, index: int) -> bool:
        """Say whether the word speaks of the name before it: Сабыр деген күзетші Ахметовті ұрды."""
        return index > 1 and self._document.tokens[index - 1].lower in _NAMED and index - 2 in self._person_at

    def _judged(self, kin: Kin, index: int, number: int, *, is_mine: bool) -> Bond | None:
        """Leave out kin of somebody else: муж Жадыры, Диастың шешесі, Arman's father."""
        if index > 1 and self._document.tokens[index - 1].lower == "s" and index - 1 not in self._person_at:
            index -= 1  # the s of Arman's
        before = self._document.tokens[index - 1] if index else None
        mine = is_mine or kin.whose == MINE or (before is not None and before.lower in _MY)
        if not mine and kin.sort == FAMILY:
            theirs = before is not None and (before.lower in _HIS or index - 1 in self._person_at)
            if theirs and not self._is_apart(index - 1):
                return None
            if kin.whose == THEIRS or self._is_owner(kin, number):
                return None
        relation = self._of_child(kin, number)
        return _bond(replace(kin, relation=relation), is_mine=mine)

    def _is_apart(self, index: int) -> bool:
        """Say whether a comma or more stands after the token: Ербол, брат Нурлан."""
        return bool(self._document.gap(index).strip(" \t\u00a0'’s"))

    def _is_owner(self, kin: Kin, number: int) -> bool:
        """The name behind a word of kin is whose kin it is, where case or sex differ: муж Жадыры, мать Тимура."""
        words = [read_word(token, self._document) for token in self._tokens[number]]
        sex = next((word.sex for word in words if word.sex), "")
        if sex and SEX.get(kin.relation, sex) != sex:
            return True
        return bool(kin.cases and words[0].cases and not kin.cases & words[0].cases)

    def _of_child(self, kin: Kin, number: int) -> str:
        if kin.relation != "child":
            return kin.relation
        sexes = {read_word(token, self._document).sex for token in self._tokens[number]} - {""}
        return {"m": "son", "f": "daughter"}.get(sexes.pop(), "child") if len(sexes) == 1 else "child"

    def _behind(self, last: Token) -> Bond | None:
        """Look right: Ербол, мой брат, ...; Ербол — мой сын; Ахметов деген тергеуші; рустем кокем."""
        tokens, index = self._document.tokens, last.index + 1
        gap = self._document.gap(last.index)
        apposed = bool(_APPOSED.fullmatch(gap))
        if not (apposed or _SPACE.fullmatch(gap)):
            return None
        said: set[str] = {"apposed"} if apposed else set()
        for token in tokens[index : index + _LONGEST_BRIDGE]:
            kin = self._kin_of(token) if token.index not in self._person_at else None
            if kin is not None:
                said |= {"mine"} if kin.whose == MINE else set()
                return _bond(kin, is_mine="mine" in said) if self._says_so(kin, token, last, said) else None
            sign = next((sign for sign, words in _SIGNS.items() if token.lower in words), "")
            if not sign or not _DASH.fullmatch(self._document.gap(token.index)):
                return None
            said.add(sign)
        return None

    def _says_so(self, kin: Kin, token: Token, last: Token, said: set[str]) -> bool:
        """Say whether the word behind a name speaks of it, and is not the next one's."""
        gap = self._document.gap(token.index)
        if kin.is_plural or kin.whose == THEIRS:
            return False
        if "named" in said or kin.whose == MINE:
            return True
        if token.index + 1 in self._person_at and _SPACE.fullmatch(gap):
            return False
        if "mine" in said:
            return bool(said & {"apposed", "linked"}) or self._may_be_subject(last)
        if "theirs" in said:
            return kin.sort == NEAR and "apposed" in said
        if said & {"linked", "apposed"}:
            return bool(_CLOSING.match(self._document.text, token.end)) or ("linked" in said and kin.sort != FAMILY)
        return kin.sort == OFFICE and self._document.language == "kk"

    def _may_be_subject(self, last: Token) -> bool:
        """Without a comma or a verb the name must be able to stand for itself: Ербол мой сын."""
        cases = read_word(last, self._document).cases
        return self._document.language != "en" and (not cases or "nom" in cases)

    def _collect_groups(self) -> None:
        """Give every name of a list what the list says of all: my friends A and B; in the cell we were four: A, B."""
        for number, span in enumerate(self._spans):
            if span.type is SpanType.PERSON and self._tokens[number]:
                kin, mine = self._plural_before(self._tokens[number][0].index)
                if kin is not None:
                    self._give(number, kin, is_mine=mine)
        for match in _COLON.finditer(self._document.text):
            self._collect_after(match.start())

    def _plural_before(self, index: int) -> tuple[Kin | None, bool]:
        mine = False
        for place in range(index - 1, max(-1, index - 1 - _LONGEST_BRIDGE), -1):
            token, gap = self._document.tokens[place], self._document.gap(place)
            if not _TIGHT.fullmatch(gap):
                return None, False
            kin = self._kin_of(token)
            if kin is not None and kin.is_plural:
                before = self._document.tokens[place - 1].lower if place else ""
                mine = mine or before in _MY or kin.whose == MINE
                theirs = before in _HIS or place - 1 in self._person_at or kin.whose == THEIRS
                return (None, False) if theirs and not mine else (kin, mine)
            if token.lower in _MY:
                mine = True
            elif token.lower not in _BETWEEN:
                return None, False
        return None, False

    def _give(self, number: int, kin: Kin, *, is_mine: bool) -> None:
        if kin.relation == "child" and not is_mine and number in self._of_list:
            return
        while number < len(self._spans) and self._spans[number].type in (SpanType.PERSON, SpanType.OTHER):
            bond = _bond(replace(kin, relation=self._of_child(kin, number)), is_mine=is_mine)
            if self._spans[number].type is SpanType.PERSON and bond is not None:
                self._of_list.setdefault(number, bond)
            if number + 1 >= len(self._spans) or not self._goes_on(number):
                return
            number += 1

    def _goes_on(self, number: int) -> bool:
        """Say whether nothing but a comma or an "and" stands between two names."""
        between = self._document.text[self._spans[number].end : self._spans[number + 1].start]
        if len(between) > _WIDEST_GAP:
            return False
        words = re.findall(r"\w+", between)
        return all(word.lower() in _AND for word in words) and bool(_BARE_LIST.fullmatch(between))

    def _collect_after(self, colon: int) -> None:
        """After a colon stand the people of a cell or a crew, the source among them."""
        text = self._document.text
        opening = max(0, colon - _LONGEST_SENTENCE)
        stops = [match.end() for match in _SENTENCE_STOP.finditer(text, opening, colon)]
        start = stops[-1] if stops else opening
        stop = _SENTENCE_STOP.search(text, colon, colon + _LONGEST_SENTENCE)
        end = stop.start() + 2 if stop else min(len(text), colon + _LONGEST_SENTENCE)
        announcing = [token.lower for token in self._document.tokens_of(start, colon)]
        listed = [token.lower for token in self._document.tokens_of(colon, end)]
        cell = any(word.startswith(_CELL) for word in announcing)
        crew = any(word.startswith(_CREW) for word in announcing) and any(word in _SELF for word in listed)
        if not (cell or crew):
            return
        bond = Bond(relation="cellmate" if cell else "colleague", rank=_LISTED_RANK)
        first = bisect_left(self._spans, colon, key=lambda span: span.start)
        for number in range(first, bisect_left(self._spans, end, lo=first, key=lambda span: span.start)):
            if self._spans[number].type is SpanType.PERSON and self._tokens[number] and not self._is_self(number):
                self._of_list.setdefault(number, bond)

    def _is_self(self, number: int) -> bool:
        """Say whether the source speaks of themselves: я, Виталий Фогель; Nikolai Bauer, that is I."""
        first, last = self._tokens[number][0].index, self._tokens[number][-1].index
        before = self._document.tokens[first - 1].lower if first else ""
        after = [token.lower for token in self._document.tokens[last + 1 : last + 4]]
        return before in _SELF or after[:3] == ["that", "is", "i"]


_COLON = re.compile(":")
_SENTENCE_STOP = re.compile(r"[^\W\d_]{2}[.!?](?=\s+[^\W\d_]|\s*$)|\n")
_LONGEST_SENTENCE = 400
_WIDEST_GAP = 12
_BARE_LIST = re.compile(r"[\s,;]*(?:\w+)?[\s]*")


def _bond(kin: Kin, *, is_mine: bool) -> Bond:
    if is_mine and kin.sort in (FAMILY, NEAR, POLITE):
        return Bond(relation=kin.relation, rank=_OWN)
    ranks = {FAMILY: _BARE, NEAR: COMPANY, OFFICE: _OFFICE_RANK, POLITE: _POLITE}
    return Bond(relation=kin.relation, rank=ranks[kin.sort])


def _surer(first: Bond | None, second: Bond | None) -> Bond | None:
    if first is None or second is None:
        return first or second
    return second if second.rank > first.rank else first
