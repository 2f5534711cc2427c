"""What each named person is to the source, read from the words before, behind and around the name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from testimony.pseudonyms.company import Company
from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.kinship import FAMILY, MINE, NEAR, OFFICE, POLITE, SEX, THEIRS, Kin
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.nameword import OTHER, read_word
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.surroundings import BETWEEN, HIS, LONGEST_BRIDGE, MY, TIGHT, Bond, Surroundings, bond_of

RANK = "rank"
"""The feature that says how sure a relation is, for the linking: the greater the surer; it never leaves the strip."""

_COPULA = listing("is was are were это был была is является приходится оказался болған")
_NAMED = listing("деген есімді атты дейтін деп")
_SHORTENED = listing("mr mrs ms dr lt sgt capt maj col insp гр г тов инсп ст")
_SIGNS = {"mine": MY, "theirs": HIS, "named": _NAMED, "linked": _COPULA, "between": BETWEEN}
# Folded endings of "my" and "our" without a case: Ербол інім, but not: Оспанов балама (to my child).
_PLAINLY_MINE = ("m", "miz")
_DASH = re.compile(r"[ \t\u00a0]?[—–-]?[ \t\u00a0]?")
_SPACE = re.compile(r"[ \t\u00a0]{1,2}")
_CLOSING = re.compile(r"[ \t]?(?:[,.;:!?)»\n—–]|$)")
_APPOSED = re.compile(r"[ \t]?[,(—–-][ \t]?")


def bound(spans: Sequence[Span], document: Document) -> list[Span]:
    """Write on every person's span what the words around say of them, and nothing else."""
    finder = _Finder(spans, document)
    return [finder.bind(number) if span.type is SpanType.PERSON else span for number, span in enumerate(spans)]


class _Finder:
    def __init__(self, spans: Sequence[Span], document: Document) -> None:
        self._around = Surroundings(spans, document)
        self._document = document
        self._person_at = self._around.person_at
        self._tokens = self._around.tokens
        self._of_list = Company(self._around).bonds

    def bind(self, number: int) -> Span:
        """Choose the surest of what is said."""
        span = self._around.spans[number]
        tokens = self._tokens[number]
        if not tokens:
            return _unrelated(span)
        found = [
            self._inside(number, tokens),
            self._before(number, tokens[0]),
            self._behind(number, tokens[-1]),
            self._of_list.get(number),
        ]
        bonds = [bond for bond in found if bond is not None]
        if not bonds:
            return _unrelated(span)
        best = max(bonds, key=lambda bond: bond.rank)
        return replace(span, relation=best.relation, features={**span.features, RANK: str(best.rank)})

    def _announcing(self, token: Token) -> Kin | None:
        """A word of kin or office that is nobody's name, though it may have been hidden as one."""
        if token.index in self._person_at and read_word(token, self._document).role != OTHER:
            return None
        return self._around.kin_of(token)

    def _inside(self, number: int, tokens: Sequence[Token]) -> Bond | None:
        """A title that was hidden with the name: Dr Yakov, Lieutenant Kim."""
        for token in tokens[:-1]:
            kin = self._around.kin_of(token)
            if kin is not None and token.index == tokens[0].index:
                return bond_of(replace(kin, relation=self._around.relation_of(kin, number)), is_mine=False)
        return None

    def _before(self, number: int, first: Token) -> Bond | None:
        """Look left over a few bridging words; several words may say it: сосед дядя Юра."""
        index, steps, mine, found = first.index - 1, 0, False, None
        while index >= 0 and steps < LONGEST_BRIDGE:
            token, gap = self._document.tokens[index], self._document.gap(index)
            if not (TIGHT.fullmatch(gap) or (gap.startswith(".") and token.lower in _SHORTENED)):
                break
            kin = self._announcing(token)
            if kin is not None:
                if kin.is_plural or (found is not None and "," in gap) or self._is_of_earlier(index):
                    break
                found = _surer(found, self._judged(kin, index, number, is_mine=mine))
            elif token.lower in MY:
                mine = True
            elif token.lower not in BETWEEN or found is not None:
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
        mine = is_mine or kin.whose == MINE or (before is not None and before.lower in MY)
        if not mine and kin.sort == FAMILY:
            theirs = before is not None and (before.lower in HIS or index - 1 in self._person_at)
            if theirs and not self._is_apart(index - 1):
                return None
            if kin.whose == THEIRS or self._is_owner(kin, number):
                return None
        relation = self._around.relation_of(kin, number)
        return bond_of(replace(kin, relation=relation), is_mine=mine)

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

    def _behind(self, number: int, last: Token) -> Bond | None:
        """Look right: Ербол, мой брат, ...; Ербол — мой сын; Ахметов деген тергеуші; рустем кокем."""
        tokens, index = self._document.tokens, last.index + 1
        gap = self._document.gap(last.index)
        apposed = bool(_APPOSED.fullmatch(gap))
        if not (apposed or _SPACE.fullmatch(gap)):
            return None
        said: set[str] = {"apposed"} if apposed else set()
        for token in tokens[index : index + LONGEST_BRIDGE]:
            kin = self._around.kin_of(token) if token.index not in self._person_at else None
            if kin is not None:
                said |= {"mine"} if kin.whose == MINE else set()
                if not self._says_so(kin, token, last, said):
                    return None
                told = replace(kin, relation=self._around.relation_of(kin, number))
                return bond_of(told, is_mine="mine" in said)
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
        if "named" in said:
            return True
        if token.index + 1 in self._person_at and _SPACE.fullmatch(gap):
            return False
        if kin.whose == MINE:
            return kin.sort == POLITE or token.key.endswith(_PLAINLY_MINE)
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


def _unrelated(span: Span) -> Span:
    return span if span.relation is None else replace(span, relation=None)


def _surer(first: Bond | None, second: Bond | None) -> Bond | None:
    if first is None or second is None:
        return first or second
    return second if second.rank > first.rank else first
