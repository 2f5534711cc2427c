"""Names known by list or by shape: given names in any form, surnames, patronymics, initials."""

import re
from collections.abc import Mapping
from itertools import pairwise

from testimony.pseudonyms.document import Document, Token
from testimony.pseudonyms.folding import fold, without_leet
from testimony.pseudonyms.layers import patronymics, shapes
from testimony.pseudonyms.lexicon import (
    Name,
    also_words,
    given_names,
    is_listed_kazakh,
    latin_names,
    name_heads,
    sure_surnames,
    surnames,
    word_set,
)
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.spans import Span, SpanType

LAYER_LIST = "name list"
LAYER_SHAPE = "name shape"
LAYER_INITIALS = "initials"


def find(document: Document) -> list[Span]:
    """Hide every word that a list or a shape says is part of a person's name."""
    spans: list[Span] = []
    previous: Span | None = None
    verdicts: dict[tuple[str, bool, bool], Span | None] = {}
    for token in document.tokens:
        asked = (token.text, token.is_title, token.opens)
        if asked not in verdicts:
            verdicts[asked] = _judge(token, document)
        span = verdicts[asked]
        if span is not None:
            span = _at(token, span)
        elif previous is not None and previous.features["role"] == "given":
            span = _second_name(token, previous, document)
        if span is not None:
            spans.append(span)
        previous = span
    return (
        spans
        + patronymics.beside(document, spans)
        + _beside(document, spans)
        + _enumerated(document, spans)
        + _initials(document)
    )


def _beside(document: Document, spans: list[Span]) -> list[Span]:
    """Right beside a name, a word that is a frequent name too is one: динара бисембина."""
    named = {span.start for span in spans}
    tokens = document.tokens
    found: list[Span] = []
    for left, right in pairwise(tokens):
        if (left.start in named) == (right.start in named) or document.gap(left.index).strip(" \t\u00a0"):
            continue
        token = right if left.start in named else left
        if _may_be_name(token):
            found.append(_span(token, LAYER_LIST, 0.6, {"role": "given"}))
    return found


_AND = listing("и да или and or мен бен пен және with с вместе")


def _enumerated(document: Document, spans: list[Span]) -> list[Span]:
    """Beside a name and an "and", a word that is a name too is one: нургалиев и ким, мақсат пен ержан."""
    named = {span.start for span in spans}
    tokens = document.tokens
    found: list[Span] = []
    for index in [i for word in _AND for i in document.places.get(word, ())]:
        if not 0 < index < len(tokens) - 1 or (document.gap(index - 1) + document.gap(index)).strip():
            continue
        left, right = tokens[index - 1], tokens[index + 1]
        for token, other in ((left, right), (right, left)):
            if other.start in named and token.start not in named and _may_be_name(token):
                found.append(_span(token, LAYER_LIST, 0.6, {"role": "given"}))
    return found


def _may_be_name(token: Token) -> bool:
    """Say whether a word in this very form is a frequent name or a listed surname, whatever else it means."""
    name = token.word.name
    frequent = name is not None and name.is_frequent and name.case == "nom"
    return len(token.lower) > 2 and not _is_never(token) and (frequent or token.key in surnames())


def _at(token: Token, span: Span) -> Span:
    return _span(token, span.layers[0], span.confidence, span.features)


def _second_name(token: Token, given: Span, document: Document) -> Span | None:
    """Beside a given name, a word of a surname's shape is one even if it is an ordinary word: дима волков."""
    if document.text[given.end : token.start].strip(" \t\u00a0") or len(token.lower) < 4:
        return None
    if shapes.PATRONYMIC.match(token.lower):
        return _span(token, LAYER_SHAPE, 0.95, {"role": "patronymic"})
    if token.word.is_never or not _in_surname_list(token):
        return None
    return _span(token, LAYER_SHAPE, 0.7, {"role": "surname"}) if shapes.SURNAME.match(token.lower) else None


def _judge(token: Token, document: Document) -> Span | None:
    if len(token.lower) < 2 or _is_never(token):
        return None
    if not token.is_word:
        return _leet(token)
    found = _given_name(token, document)
    if found is not None:
        return found
    if _stands_out(token, document) and shapes.PATRONYMIC.match(token.lower):
        return _span(token, LAYER_SHAPE, 0.95, {"role": "patronymic"})
    return _surname(token, document)


def _is_never(token: Token) -> bool:
    word = token.word
    return (
        word.is_never
        or word.is_safe_capital
        or (word.relation is not None and not _is_name_by_capital(token))
        or word.is_visible_place
    )


def _is_name_by_capital(token: Token) -> bool:
    """Азамат Сәметов: a word for a person that is written large and is a frequent name as well."""
    name = token.word.name
    return token.is_title and not token.is_upper and name is not None and name.is_frequent and name.case == "nom"


def _given_name(token: Token, document: Document) -> Span | None:
    """Look a word up among the given names, in its Russian form or under a Kazakh suffix chain."""
    names = given_names()
    name = token.word.name or (latin_names().get(token.key) if token.is_latin else None)
    if name is not None and _is_plausible(token, name, document):
        return _span(token, LAYER_LIST, 0.95, {"role": "given", "case": name.case, "sex": name.sexes})
    if token.is_latin and document.language != "kk":
        return None
    if token.key[:3] not in name_heads():
        return None
    if not token.is_title and token.word.is_listed:
        return None
    for base, case in token.word.kazakh_bases:
        name = names.get(base)
        if name is not None and name.base == base and _is_plausible_with_suffix(token, name, document):
            return _span(token, LAYER_LIST, 0.85, {"role": "given", "case": case or "nom", "sex": name.sexes})
    return None


def _is_plausible(token: Token, name: Name, document: Document) -> bool:
    """A form that is also a word is a name where a capital says so; at the opening of a sentence, if frequent."""
    telling = token.is_title and not document.is_shouted
    if token.lower in also_words():
        return telling and (not token.opens or (name.is_frequent and name.case == "nom"))
    if not token.is_latin:
        return True
    if token.lower in word_set("common_en.txt.gz"):
        return telling and (not token.opens or token.key in latin_names())
    return name.is_frequent or not token.word.is_common


def _is_plausible_with_suffix(token: Token, name: Name, document: Document) -> bool:
    if token.is_title and not document.is_shouted:
        return not token.opens or (name.is_frequent and len(name.base) > 3 and not is_listed_kazakh(token.key))
    if name.is_frequent and len(name.base) > 4:
        return not token.word.is_listed
    return len(name.base) > 3 and not token.word.is_common


def _surname(token: Token, document: Document) -> Span | None:
    features = {"role": "surname"}
    if token.is_title and not document.is_shouted and _in_surname_list(token) and _may_open(token):
        return _span(token, LAYER_LIST, 0.9, features)
    lower = token.lower
    if not token.is_latin and _has_base_in(token.key, sure_surnames()) and not is_listed_kazakh(token.key):
        return _span(token, LAYER_LIST, 0.85, features)
    if not _stands_out(token, document):
        return None
    if token.is_latin:
        shaped = shapes.LATIN_SURNAME.match(lower) or shapes.LATIN_KAZAKH.match(lower)
        if token.word.is_common:
            return None
    else:
        shaped = shapes.SURNAME.match(lower) or shapes.KAZAKH.match(lower)
    if shaped and len(lower) > 4:
        return _span(token, LAYER_SHAPE, 0.85, features)
    if not token.is_latin and token.key in surnames() and not token.word.is_common:
        return _span(token, LAYER_LIST, 0.8, features)
    return None


def _may_open(token: Token) -> bool:
    """At the opening of a sentence an ordinary word must have a surname's shape, and Волков still counts."""
    if not token.opens or not token.word.is_common:
        return True
    return _PLAIN_SURNAME.search(token.lower) is not None and not is_listed_kazakh(token.key)


_PLAIN_SURNAME = re.compile("(?:ов|ев|ёв|ин|ова|ева|ёва|ина|ову|еву|ову|овым|евым|иным|ской|ский|енко)$")


def _in_surname_list(token: Token) -> bool:
    """Look for the masculine base under the case endings of -ов, -ев, -ин."""
    return _has_base_in(token.key, surnames()) and (len(token.key) > 2 or not token.opens)


def _has_base_in(key: str, known: frozenset[str]) -> bool:
    return (
        key in known
        or (key[-1:] in _SURNAME_ENDINGS and key[:-1] in known)
        or (key[-2:] in _SURNAME_ENDINGS and key[:-2] in known)
        or (key[-3:] in _SURNAME_ENDINGS and key[:-3] in known)
    )


_SURNAME_ENDINGS = listing("a u im om e oi i ih imi")


def _stands_out(token: Token, document: Document) -> bool:
    """A shape counts where the word is not an ordinary one, or is written large inside a sentence."""
    if not token.word.is_common:
        return True
    return token.is_title and not token.opens and not document.is_shouted


def _leet(token: Token) -> Span | None:
    """Read figures as letters: Ерб0л."""
    letters = sum(character.isalpha() for character in token.text)
    if letters < 3 or (token.text[0].isdigit() and letters < len(token.text) - 1):
        return None
    name = given_names().get(fold(without_leet(token.lower)))
    return None if name is None else _span(token, LAYER_LIST, 0.8, {"role": "given", "sex": name.sexes})


def _initials(document: Document) -> list[Span]:
    """Take initials beside a capitalised word, together with that word: А. Б. Сейтов, Сейтов А.Б."""
    spans: list[Span] = []
    tokens = document.tokens
    for index, token in enumerate(tokens):
        if len(token.text) != 1 or not token.is_title or document.gap(index)[:1] != ".":
            continue
        for neighbour in _beside_initial(index, document):
            spans.append(_span(token, LAYER_INITIALS, 0.9, {"role": "initial"}))
            spans.append(_span(neighbour, LAYER_INITIALS, 0.9, {"role": "surname"}))
    return spans


def _opens_plainly(token: Token) -> bool:
    return token.opens and token.word.is_common and _PLAIN_SURNAME.search(token.lower) is None


def _beside_initial(index: int, document: Document) -> list[Token]:
    """Find the surnames up to two places before or after an initial."""
    found: list[Token] = []
    for step in (-1, 1):
        position = index
        for _ in range(2):
            position += step
            if not 0 <= position < len(document.tokens):
                break
            gap = document.gap(min(position, position - step))
            if gap.strip(". \t\u00a0"):
                break
            word = document.tokens[position]
            if len(word.text) > 1:
                heading = word.is_upper and not document.is_shouted and word.word.is_common
                plain = _opens_plainly(word) and not _stand_alone(position + 1, document)
                before = step < 0 and ("." in gap or plain)
                if word.is_title and word.is_word and not heading and not before:
                    found.append(word)
                break
    return found


def _stand_alone(index: int, document: Document) -> bool:
    """Tell Ли Р. В. from "Он Р. В. Ли": two initials (`index` is the first) that no name follows belong before."""
    tokens = document.tokens
    if index + 1 >= len(tokens) or len(tokens[index + 1].text) > 1 or document.gap(index + 1)[:1] != ".":
        return False
    return index + 2 >= len(tokens) or not tokens[index + 2].is_title or document.gap(index + 1).strip() != "."


def _span(token: Token, layer: str, confidence: float, features: Mapping[str, str]) -> Span:
    kept = {name: value for name, value in features.items() if value}
    return Span(
        start=token.start, end=token.end, type=SpanType.PERSON, layers=(layer,), confidence=confidence, features=kept
    )
