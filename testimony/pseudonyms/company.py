"""What a list says of all its people: my friends A, B and C; in the cell we were four: A, B, C."""

import re
from bisect import bisect_left
from dataclasses import replace

from testimony.pseudonyms.kinship import MINE, THEIRS, Kin
from testimony.pseudonyms.listing import beginnings, listing
from testimony.pseudonyms.nameword import PLURAL, read_word
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.surroundings import (
    BETWEEN,
    HIS,
    LISTED,
    LONGEST_BRIDGE,
    MY,
    TIGHT,
    Bond,
    Surroundings,
    bond_of,
)

_AND = listing("и да или and or мен бен пен және жане with с со вместе")
_SELF = listing("я i me мен мне меня")
_CELL = beginnings("камер cell сокамерник")
_CREW = beginnings(
    "бригад смен экипаж профсоюз комитет коллектив цех кәсіподақ касиподак кәсіподағ касиподаг экипаж crew union "
    "committee team brigade shift"
)
_COLON = re.compile(":")
_SENTENCE_STOP = re.compile(r"[^\W\d_]{2}[.!?](?=\s+[^\W\d_]|\s*$)|\n")
_LONGEST_SENTENCE = 400
_WIDEST_GAP = 12
_BARE_LIST = re.compile(r"[\s,;]*(?:\w+)?[\s]*")
_QUOTES = tuple("\"«“„'—–-")


class Company:
    """Collects the relations that lists give; `bonds` holds them by the number of the span."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.bonds: dict[int, Bond] = {}
        self._collect()

    def _collect(self) -> None:
        """Give every name of a list what the list says of all: my friends A and B; in the cell we were four: A, B."""
        for number, span in enumerate(self._around.spans):
            if span.type is SpanType.PERSON and self._around.tokens[number]:
                kin, mine = self._plural_before(self._around.tokens[number][0].index)
                if kin is not None:
                    self._give(number, kin, is_mine=mine)
        for match in _COLON.finditer(self._around.document.text):
            self._collect_after(match.start())

    def _plural_before(self, index: int) -> tuple[Kin | None, bool]:
        mine = False
        for place in range(index - 1, max(-1, index - 1 - LONGEST_BRIDGE), -1):
            token, gap = self._around.document.tokens[place], self._around.document.gap(place)
            if not TIGHT.fullmatch(gap):
                return None, False
            kin = self._around.kin_of(token)
            if kin is not None and kin.is_plural:
                before = self._around.document.tokens[place - 1].lower if place else ""
                mine = mine or before in MY or kin.whose == MINE
                owner = place - 1 in self._around.person_at and "," not in self._around.document.gap(place - 1)
                theirs = before in HIS or owner or kin.whose == THEIRS
                return (None, False) if theirs and not mine else (kin, mine)
            if token.lower in MY:
                mine = True
            elif token.lower not in BETWEEN:
                return None, False
        return None, False

    def _give(self, number: int, kin: Kin, *, is_mine: bool) -> None:
        if kin.relation == "child" and not is_mine and number in self.bonds:
            return
        while number < len(self._around.spans) and self._around.spans[number].type in (SpanType.PERSON, SpanType.OTHER):
            bond = bond_of(replace(kin, relation=self._around.relation_of(kin, number)), is_mine=is_mine)
            if self._around.spans[number].type is SpanType.PERSON:
                self.bonds.setdefault(number, bond)
            if number + 1 >= len(self._around.spans) or self._ends_in_family(number) or not self._goes_on(number):
                return
            number += 1

    def _goes_on(self, number: int) -> bool:
        """Say whether nothing but a comma or an "and" stands between two names."""
        between = self._around.document.text[self._around.spans[number].end : self._around.spans[number + 1].start]
        if len(between) > _WIDEST_GAP:
            return False
        words = re.findall(r"\w+", between)
        if self._around.spans[number].type is SpanType.OTHER and not between.strip():
            return False  # "the Uzbek" right before a name speaks of that name
        return all(word.lower() in _AND for word in words) and bool(_BARE_LIST.fullmatch(between))

    def _ends_in_family(self, number: int) -> bool:
        """Before "and", a family name in the plural is the whole list: братьями Ахметовыми и узбеком Шухратом."""
        tokens = self._around.tokens[number]
        if not tokens or read_word(tokens[-1], self._around.document).sex != PLURAL:
            return False
        after = self._around.document.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
        return bool(after) and after[0].lower in _AND

    def _collect_after(self, colon: int) -> None:
        """After a colon stand the people of a cell or a crew, the source among them."""
        text = self._around.document.text
        opening = max(0, colon - _LONGEST_SENTENCE)
        stops = [match.end() for match in _SENTENCE_STOP.finditer(text, opening, colon)]
        start = stops[-1] if stops else opening
        stop = _SENTENCE_STOP.search(text, colon, colon + _LONGEST_SENTENCE)
        end = stop.start() + 2 if stop else min(len(text), colon + _LONGEST_SENTENCE)
        announcing = [token.lower for token in self._around.document.tokens_of(start, colon)]
        listed = [token.lower for token in self._around.document.tokens_of(colon, end)]
        cell = any(word.startswith(_CELL) for word in announcing)
        crew = any(word.startswith(_CREW) for word in announcing) and any(word in _SELF for word in listed)
        if not (cell or crew):
            return
        if text[colon + 1 : colon + 3].strip()[:1] in _QUOTES:
            return
        bond = Bond(relation="cellmate" if cell else "colleague", rank=LISTED)
        first = bisect_left(self._around.spans, colon, key=lambda span: span.start)
        for number in range(first, bisect_left(self._around.spans, end, lo=first, key=lambda span: span.start)):
            if (
                self._around.spans[number].type is SpanType.PERSON
                and self._around.tokens[number]
                and not self._is_self(number)
            ):
                self.bonds.setdefault(number, bond)

    def _is_self(self, number: int) -> bool:
        """Say whether the source speaks of themselves: я, Виталий Фогель; Nikolai Bauer, that is I."""
        first, last = self._around.tokens[number][0].index, self._around.tokens[number][-1].index
        before = self._around.document.tokens[first - 1].lower if first else ""
        after = [token.lower for token in self._around.document.tokens[last + 1 : last + 4]]
        return before in _SELF or after[:3] == ["that", "is", "i"]
