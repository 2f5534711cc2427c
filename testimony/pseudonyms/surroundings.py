"""What stands around the names of a text: words of kin and office, whose they are, and how sure what they say is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.kinship import COMPANION, FAMILY, MINE, NEAR, OFFICE, POLITE, Kin, kin_of
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.nameword import read_word
from testimony.pseudonyms.spans import Span, SpanType

MY = listing(
    "мой моего моему моим моём моем моя мою моей мои моих моими наш нашего нашему нашим наша нашу нашей наши наших "
    "my our менің менин біздің биздин mening"
)
HIS = listing("его её ее их his her its their оның онын олардың")
BETWEEN = listing(
    "по имени имя звали зовут named called nicknamed name is was это был была a an the man "
    "woman деген есімді атты дейтін "
    "старший старшего старшему старшая старшую младший младшего младшему младшая младшую родной родного родная "
    "двоюродный двоюродного двоюродная покойный покойного бывший бывшего бывшая elder older younger late former dear "
    "old little big маленький маленькая кіші үлкен марқұм"
)
TIGHT = re.compile(r"[ \t\u00a0]{0,2}[,:;—–-]?[ \t\u00a0\n]{0,2}[«\"“(]?")
LONGEST_BRIDGE = 4
# The ranks: what is said of the source's own people, of company, of the list they stand in, of offices, politely.
OWN, COMPANY, LISTED, OFFICIAL, BARE, COURTESY = 6, 5, 4, 3, 2, 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Bond:
    """A relation and how sure it is."""

    relation: str
    rank: int


def bond_of(kin: Kin, *, is_mine: bool) -> Bond:
    """Give what a word says, the surer the nearer the people it is said of."""
    if is_mine and kin.sort in (FAMILY, NEAR, POLITE):
        return Bond(relation=kin.relation, rank=OWN)
    ranks = {FAMILY: BARE, NEAR: COMPANY, OFFICE: OFFICIAL, POLITE: COURTESY}
    return Bond(relation=kin.relation, rank=ranks[kin.sort])


class Surroundings:
    """One text with its spans, asked from every name; words of kin are looked up once."""

    def __init__(self, spans: Sequence[Span], document: Document) -> None:
        self.spans = spans
        self.document = document
        self.tokens = [document.tokens_of(span.start, span.end) for span in spans]
        self.person_at = {
            token.index: number
            for number, tokens in enumerate(self.tokens)
            if spans[number].type is SpanType.PERSON
            for token in tokens
        }
        self._kin: dict[str, Kin | None] = {}

    def kin_of(self, token: Token) -> Kin | None:
        """Tell what a word says of kin or office."""
        if token.lower not in self._kin:
            self._kin[token.lower] = kin_of(token.lower, token.key, self.document.language)
        return self._kin[token.lower]

    def relation_of(self, kin: Kin, number: int) -> str:
        """Give the relation, of a child and of a companion in life by the name's sex."""
        if kin.relation not in ("child", COMPANION):
            return kin.relation
        sexes = {read_word(token, self.document).sex for token in self.tokens[number]} - {""}
        sex = sexes.pop() if len(sexes) == 1 else ""
        if kin.relation == COMPANION:
            spouse = kin.whose == MINE and not kin.is_plural
            return {"m": "husband", "f": "wife"}.get(sex, "friend") if spouse else "friend"
        return {"m": "son", "f": "daughter"}.get(sex, "child")
