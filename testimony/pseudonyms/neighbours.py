"""Words of names that stand side by side: one name, or two people whom no comma parts."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.nameword import GIVEN, INITIALS, OTHER, PATRONYMIC, PLURAL, SURNAME, NameWord
from testimony.pseudonyms.reading import Reader
from testimony.pseudonyms.spans import Span, SpanType

_PARTICLES = "бен|бин|ибн|аль|эль|әл|ван|фон|дер|де|ла|ле|bin|ibn|al|el|van|von|der|de|di|la|le"
_NAME_GAP = re.compile(
    r"[ \t\u00a0]{1,3}|\.[ \t\u00a0]?|[ \t]?\r?\n[ \t]?|[ ]?[-–][ ]?"
    rf"|[ ](?:{_PARTICLES})[ -]|[ ](?:{_PARTICLES})[ ](?:{_PARTICLES})[ -]",
    re.IGNORECASE,
)
# After the family name initials may stand behind a comma: Sadykov, A.
_INITIAL_GAP = re.compile(r",[ \t\u00a0]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ \t\u00a0]?){1,2}", re.IGNORECASE)
_LONGEST_NAME = 5
# In small letters a word that no list knows joins a name only where the tagger is this sure of it.
_SURE = 0.95
_NAMING = listing(
    "зовут звать звали имя name am i'm im called named атым есімім аты есімі мен тегім я это аты-жөнім аты-жөні "
    "следователь судья прокурор адвокат майор капитан investigator judge lawyer captain officer тергеуші тергеуши"
)


def join_names(spans: Sequence[Span], document: Document) -> list[Span]:
    """Make one span of the words of each name."""
    chains = list(_chains(spans, document))
    evidence = _Evidence(chains, document)
    joined: list[Span] = []
    for chain in chains:
        joined += evidence.names_of(chain) if len(chain) > 1 else chain
    return joined


def _chains(spans: Sequence[Span], document: Document) -> Iterator[list[Span]]:
    """Gather spans that nothing but a name's gap parts; whatever is no person stands alone."""
    chain: list[Span] = []
    for span in spans:
        if chain and not _may_touch(chain[-1], span, document):
            yield chain
            chain = []
        chain.append(span)
    if chain:
        yield chain


def _may_touch(first: Span, second: Span, document: Document) -> bool:
    if first.type is not SpanType.PERSON or second.type is not SpanType.PERSON:
        return False
    gap = document.text[first.end : second.start]
    if gap.startswith(","):
        return bool(_INITIAL_GAP.fullmatch(gap) and _INITIALS.fullmatch(document.text, second.start, second.end + 1))
    if not _NAME_GAP.fullmatch(gap):
        return False
    return not gap.startswith(".") or _ends_in_letter(first, document)


def _ends_in_letter(span: Span, document: Document) -> bool:
    """Say whether a single letter, an initial, ends the span."""
    tokens = document.tokens_of(span.start, span.end)
    return bool(tokens) and len(tokens[-1].text) == 1


@dataclass(frozen=True, kw_only=True, slots=True)
class _Piece:
    """One span of a chain, with what its last word tells."""

    span: Span
    token: Token
    word: NameWord
    base: str
    has_initial: bool


class _Evidence:
    """What the whole text says of the words of its names: which stand alone, which side by side."""

    def __init__(self, chains: Sequence[Sequence[Span]], document: Document) -> None:
        self._document = document
        self._reader = Reader(document)
        self._is_cased = not (document.is_lower or document.is_shouted)
        self._is_blind = not self._is_cased and not _has_commas(document)
        people = [span for chain in chains for span in chain if span.type is SpanType.PERSON]
        self._reader.learn(document.tokens_of(span.start, span.end) for span in people)
        self._alone: dict[str, list[int]] = defaultdict(list)
        self._is_crowded = False
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._before: dict[str, set[str]] = defaultdict(set)
        self._after: dict[str, set[str]] = defaultdict(set)
        for chain in chains:
            if chain[0].type is SpanType.PERSON:
                self._count([self._piece(span) for span in chain])

    def _piece(self, span: Span) -> _Piece:
        tokens = self._document.tokens_of(span.start, span.end) or self._document.tokens[:1]
        last = tokens[-1]
        return _Piece(
            span=span,
            token=last,
            word=self._reader.word(last),
            base=self._reader.base(last),
            has_initial=any(len(token.text) == 1 for token in tokens),
        )

    def _count(self, chain: Sequence[_Piece]) -> None:
        if len(chain) == 1:
            self._alone[chain[0].base].append(chain[0].span.start)
        for piece in chain:
            if piece.has_initial and piece.word.role != INITIALS:
                self._before[piece.base].add("")
        for left, right in pairwise(chain):
            if left.word.is_suffixed:
                continue
            if not right.word.is_suffixed:
                self._pairs[left.base, right.base] += 1
            introduced = left.base not in self._alone and right.base not in self._alone
            if (introduced or not right.word.is_suffixed) and self._may_be_partners(left, right):
                self._after[left.base].add(right.base)
                self._before[right.base].add(left.base)

    def _may_be_partners(self, left: _Piece, right: _Piece) -> bool:
        """Leave out lists without commas (аружан сёма дильназ) and ordinary words beside a name."""
        if right.word.role == GIVEN and left.word.role in (GIVEN, PATRONYMIC):
            return not self._is_blind
        return right.word.role in (SURNAME, OTHER, GIVEN) and left.word.is_sure and right.word.is_sure

    def names_of(self, chain: Sequence[Span]) -> list[Span]:
        """Cut a chain into names."""
        pieces = [self._piece(span) for span in chain]
        # Three given names in small letters are three people: алдияр абылай алижан.
        self._is_crowded = not self._is_cased and sum(piece.word.role == GIVEN for piece in pieces) >= _CROWD
        names = [[pieces[0]]]
        for index, piece in enumerate(pieces[1:], 1):
            following = pieces[index + 1] if index + 1 < len(pieces) else None
            if len(names[-1]) < _LONGEST_NAME and self._is_one_name(names[-1], piece, following):
                names[-1].append(piece)
            else:
                names.append([piece])
        return [_concatenate(name) for name in names]

    def _is_one_name(self, name: Sequence[_Piece], piece: _Piece, following: _Piece | None) -> bool:
        left, role = name[-1], piece.word.role
        if role == INITIALS or left.word.role == INITIALS:
            return role == INITIALS or not any(known.word.role in (GIVEN, SURNAME) for known in name)
        if left.word.is_suffixed or left.has_initial or left.word.sex == PLURAL or _cases_differ(name, piece):
            return False
        if role == PATRONYMIC:
            return all(known.word.role != PATRONYMIC for known in name)
        if self._is_pair(left, piece):
            return True
        as_surname = left.word.role == PATRONYMIC and role == GIVEN
        as_surname = as_surname or self._is_short_surname(name, piece, following)
        return (as_surname or not _sexes_differ(name, piece)) and self._may_be_one(name, piece, following)

    def _is_short_surname(self, name: Sequence[_Piece], piece: _Piece, following: _Piece | None) -> bool:
        """A name of a woman may be a man's family name: Ли Александр Викторович, his wife Zhanar Shokan."""
        left = name[-1]
        if len(name) > 1 or not (self._is_large(left) and self._is_large(piece)) or piece.word.role != GIVEN:
            return False
        if following is not None and following.word.role == PATRONYMIC:
            return left.base not in self._alone
        apart = left.base in self._alone or piece.base in self._alone
        return self._document.language == "en" and self._is_cased and self._is_double(left, piece) and not apart

    def _is_pair(self, left: _Piece, right: _Piece) -> bool:
        """Say whether the two stand side by side again and again, and a second given name never alone."""
        enough = 1 if right.word.is_suffixed else 2
        if self._pairs[left.base, right.base] < enough or "" in self._before[left.base]:
            return False
        if not (left.word.is_sure and right.word.is_sure) or left.word.role == right.word.role == SURNAME:
            return False
        return right.word.role != GIVEN or right.base not in self._alone or not self._is_blind

    def _may_be_one(self, name: Sequence[_Piece], piece: _Piece, following: _Piece | None) -> bool:
        """Judge two words that stand side by side once only."""
        left, roles = name[-1], {known.word.role for known in name}
        text = self._document.text
        if self._are_two_known(left, piece):
            return False
        if "\n" in text[left.span.end : piece.span.start] and not (left.word.is_sure and piece.word.is_sure):
            return False
        if piece.word.role == SURNAME:
            return SURNAME not in roles
        if piece.word.role == GIVEN:
            return self._is_given_joined(name, piece, following)
        if (GIVEN in roles and SURNAME in roles) or self._is_ordinary(piece):
            return False
        large = self._is_large(piece)
        if not large and left.base in self._alone and piece.base in self._alone:
            return False
        return large or piece.span.confidence >= _SURE or piece.word.is_sure

    def _are_two_known(self, left: _Piece, right: _Piece) -> bool:
        """Say whether both words are known apart: each alone, or with another partner; a doer and a sufferer."""
        start = left.span.start
        left_alone, right_alone = self._is_alone(left.base, start), self._is_alone(right.base, start)
        other_right = self._before[right.base] - {left.base}
        other_left = self._after[left.base] - {right.base}
        if left.word.role == GIVEN and right.word.role == SURNAME and not right.word.is_suffixed:
            # Relatives share a family name, so that the partners of the right word say nothing.
            return bool(other_left) and left_alone
        if other_right and (other_left or (left_alone and right.word.is_suffixed)):
            return True
        if left.word.role != PATRONYMIC and self._before[left.base] and (other_right or right_alone):
            return True
        if not right.word.is_suffixed:
            return False
        return (right_alone and right.word.role != SURNAME) or (
            left_alone and (right_alone or right.word.role in (GIVEN, OTHER))
        )

    def _is_large(self, piece: _Piece) -> bool:
        """Say whether a word is written as a name, or stands in a small-lettered text whose lists have their commas."""
        if self._is_cased:
            return self._document.text[piece.span.start].isupper()
        return not self._is_blind and not piece.token.word.is_common

    def _is_ordinary(self, piece: _Piece) -> bool:
        return not piece.word.is_sure and piece.token.word.is_common

    def _is_alone(self, base: str, start: int) -> bool:
        """Say whether a word stood alone before this place."""
        return bisect_left(self._alone.get(base, ()), start) > 0

    def _is_given_joined(self, name: Sequence[_Piece], piece: _Piece, following: _Piece | None) -> bool:
        """A given name follows a family name, or serves as one: Erbol Seitkali."""
        left, roles = name[-1], [known.word.role for known in name]
        large = self._is_large(left) and self._is_large(piece)
        ever_alone = piece.base in self._alone
        if GIVEN in roles or PATRONYMIC in roles:
            if (len(name) > 1 and PATRONYMIC not in roles) or piece.word.is_suffixed:
                return False
            if self._is_crowded:
                return False
            announced = self._is_announced(name[0]) or PATRONYMIC in roles
            return (large and self._is_double(left, piece)) or (announced and not ever_alone)
        if following is not None and following.word.role == PATRONYMIC:
            return True
        if left.word.role == OTHER and not left.word.is_sure:
            return not ever_alone
        return not (ever_alone and (left.base in self._alone or piece.word.is_suffixed))

    def _is_announced(self, piece: _Piece) -> bool:
        index = piece.token.index
        return index > 0 and any(token.lower in _NAMING for token in self._document.tokens[max(0, index - 2) : index])

    def _is_double(self, left: _Piece, right: _Piece) -> bool:
        """Two given names in capitals are one name where the cases allow it."""
        plain = (left.word.cases | right.word.cases) <= {"nom"}
        return plain and self._document.text[left.span.end : right.span.start] == " "


def _has_commas(document: Document) -> bool:
    """Say whether a text is punctuated, so that two names without a comma between them are one."""
    return document.text.count(",") > max(_FEWEST_COMMAS, _COMMAS_A_WORD * len(document.tokens))


_CROWD = 3
_FEWEST_COMMAS, _COMMAS_A_WORD = 3, 0.045


def _cases_differ(name: Sequence[_Piece], piece: _Piece) -> bool:
    return any(known.word.cases and piece.word.cases and not known.word.cases & piece.word.cases for known in name)


def _sexes_differ(name: Sequence[_Piece], piece: _Piece) -> bool:
    return any(known.word.sex and piece.word.sex and known.word.sex != piece.word.sex for known in name)


def _concatenate(name: Sequence[_Piece]) -> Span:
    spans = [piece.span for piece in name]
    if len(spans) == 1:
        return spans[0]
    features: dict[str, str] = {}
    for span in spans:
        features = {**span.features, **features}
    roles = [span.features.get("role", "") for span in spans]
    features |= {"roles": " ".join(filter(None, roles)), "last": roles[-1]}
    return Span(
        start=spans[0].start,
        end=spans[-1].end,
        type=SpanType.PERSON,
        layers=tuple(sorted({layer for span in spans for layer in span.layers})),
        confidence=max(span.confidence for span in spans),
        relation=next((span.relation for span in spans if span.relation), None),
        features={key: value for key, value in features.items() if value},
    )
