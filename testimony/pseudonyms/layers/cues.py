"""Words that announce a person: kin, offices, "his name is"; the name after them is hidden even if nobody knows it."""

import re

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.lexicon import given_names
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import is_known_name

LAYER = "cue"

_NAMING = listing(
    "зовут звали звать имени фамилии фамилия фамилию имя кличка кличке прозвищу named called name surname "
    "nicknamed атым атымыз "
    "есімім есімі есiмi тегі тегім аты атты есімді аты-жөнім лақап жөнім жөні"
)
_BRIDGE = listing(
    "мой моего моему моим моя мою моей наш нашего наша нашу его ее её их is was is's по на - — меня его ее "
    "её нас его звали был была "
    "старший старшего младший младшего старшая младшая старшую младшую родной родного двоюродный двоюродного "
    "двоюродная покойный "
    "деген есімді атты менің кіші үлкен по имени фамилии имя фамилия called named сказал"
)
_BEFORE_NAMING = listing("есімді атты деген дейтін есiмдi")
_HONORIFIC = listing(
    "ағай апай мырза ханым көке тәте аға апа әже ата апке әпке ағасы атай ага апай агай апа тате коке байке эже"
)
_LONGEST_NAME = 3
_LONGEST_ABBREVIATION = 3


def find(document: Document) -> list[Span]:
    """Hide the names that stand beside an announcing word."""
    spans: list[Span] = []
    for token in document.tokens:
        relation = token.word.relation
        if relation is not None:
            spans += _after(token.index, relation, document)
        elif token.lower in _NAMING:
            spans += _after(token.index, None, document, bold=True)
        elif token.lower in _THEIR_KIN:
            spans += _of_theirs(token.index, document)
        if token.lower in _BEFORE_NAMING or token.lower in _HONORIFIC:
            spans += _before(token.index, document)
    return spans


_THEIR_KIN = listing(
    "досы досының әкесі әкесінің анасы анасының шешесі інісі інісінің ағасы ағасының әпкесі қарындасы сіңлісі әйелі "
    "күйеуі көршісі нағашысы жиені апасы құрбысы туысы жұбайы сыныптасы әріптесі иниси агасы апкеси карындасы айели "
    "куйеуи коршиси"
)


def _of_theirs(index: int, document: Document) -> list[Span]:
    """Behind somebody's kin only a frequent name counts, in its plain form: медеттің досы қуат айтады."""
    if index + 1 >= len(document.tokens) or document.gap(index) != " ":
        return []
    token = document.tokens[index + 1]
    name = token.word.name
    plain = name is not None and name.is_frequent and name.case == "nom" and not token.word.is_never
    return [_span(token, None)] if plain and len(token.lower) > _LONGEST_NAME else []


def _after(index: int, relation: str | None, document: Document, *, bold: bool = False) -> list[Span]:
    """Take up to three names after the cue, over a comma or a bridging word or two."""
    position = index + 1
    tokens = document.tokens
    if "." in document.gap(index) and len(tokens[index].text) > _LONGEST_ABBREVIATION:
        return []
    while position < len(tokens) and position - index <= _LONGEST_NAME and tokens[position].lower in _BRIDGE:
        if not _is_tight(document.gap(position - 1)):
            return []
        bold = bold or tokens[position].lower in ("зовут", "звали", "называют", "called", "named", "имени")
        position += 1
    spans: list[Span] = []
    while position < len(tokens) and len(spans) < _LONGEST_NAME:
        token = tokens[position]
        if not _is_tight(document.gap(position - 1), comma=not spans):
            break
        if not (_is_next_name(token, document) if spans else _is_name(token, document, bold=bold)):
            break
        spans.append(_span(token, None if spans else relation))
        position += 1
    return spans


def _is_tight(gap: str, *, comma: bool = True) -> bool:
    return len(gap) < 5 and set(gap) <= set(' \t\u00a0\n,:-–—«"(“.' if comma else " \t\u00a0\n-.")


def _is_name(token: Token, document: Document, *, bold: bool) -> bool:
    """After a cue, an unknown word is a name, and so is a word that is a name and an ordinary word at once."""
    if not token.is_word or len(token.lower) < 2 or token.word.is_never:
        return False
    if token.word.relation is not None or token.word.is_visible_place:
        return False
    if token.is_title and not document.is_shouted and not token.opens:
        return not token.word.is_safe_capital
    if not token.word.is_common:
        return not is_kazakh_verb(token)
    return _is_base_of_name(token) or (bold and is_known_name(token))


def _is_next_name(token: Token, document: Document) -> bool:
    """A second word after a cue is part of the name only if it is written large or known as a name."""
    if not token.is_word or token.word.relation is not None or token.word.is_visible_place:
        return False
    if token.is_title and not document.is_shouted:
        return not token.opens and not token.word.is_safe_capital
    return not token.word.is_common and is_known_name(token)


def _is_base_of_name(token: Token) -> bool:
    """An ordinary word counts only in a form that a frequent name has: сын роман, but not: сын вел."""
    name = token.word.name
    if name is None:
        return any(
            base in given_names() and given_names()[base].is_frequent
            for base in token.word.base_keys[1:]
            if len(base) > 3
        )
    return name.is_frequent and len(token.lower) > 3


# What a Kazakh sentence goes on with after its subject: a verb, which is no name although nobody listed it.
_KAZAKH_VERB = re.compile(
    r"(?:ды|ді|ты|ті|ған|ген|қан|кен|ып|іп|йды|йді|еді|ады|пті|пты|мады|меді|майды|мейді|дым|дім|тым|тім|мақ"
    r"|мек|у|уда|уде)$"
)


def is_kazakh_verb(token: Token) -> bool:
    """Say whether a word in small letters that is no known name ends like a verb."""
    return not token.is_title and _KAZAKH_VERB.search(token.lower) is not None and not is_known_name(token)


def _before(index: int, document: Document) -> list[Span]:
    """Take the name before: Ербол ағай, Ербол деген."""
    if not index or document.gap(index - 1).strip(' \t\u00a0"»'):
        return []
    token = document.tokens[index - 1]
    return [_span(token, None)] if _is_name(token, document, bold=False) else []


def _span(token: Token, relation: str | None) -> Span:
    return Span(
        start=token.start,
        end=token.end,
        type=SpanType.PERSON,
        layers=(LAYER,),
        confidence=0.8,
        relation=relation,
    )
