"""Places below the big city: towns, villages, districts; countries, regions and big cities stay."""

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import Kinds, indices, name_after, name_before, span

LAYER = "place"

# A star stands for any ending.
_BEFORE_NAME = Kinds(
    "село села селе селу селом с деревня деревни деревне деревню дер поселок поселка поселке посёлок посёлка "
    "посёлке пос "
    "пгт аул аула ауле ауыл станция станции ст город города городе городу городом г городок городка городке "
    "район районе "
    "района р-н колхоз колхоза совхоз совхоза зимовка зимовке разъезд разъезде аэропорт вокзал village town "
    "settlement "
    "district city"
)
_AFTER_NAME = Kinds(
    "село селе района район районе районный районного р-н аудан ауданы ауданын* ауданда* ауданы* ауыл ауылы "
    "ауылын* ауылда* ауылд* "
    "қаласы қаласын* каласы* қалашы* кент кенті* кенти* селосы* стансасы* станциясы* district village town "
    "settlement "
    "сельский сельского сельском округ округа округе"
)
_LONGEST = 3
# These stand for a word only with their dot: с. Кызыларык, but not: с ним.
_ABBREVIATIONS = frozenset(("с", "г", "ст", "дер", "пр", "пер", "city"))


def find(document: Document) -> list[Span]:
    """Hide places by list and by the word that announces them."""
    return [*_listed(document), *_announced(document)]


def _listed(document: Document) -> list[Span]:
    verdicts: dict[str, bool] = {}
    found: list[Span] = []
    for token in document.tokens:
        if token.lower not in verdicts:
            verdicts[token.lower] = token.is_word and len(token.key) > 2 and token.word.is_hidden_place
        if verdicts[token.lower] and (token.is_title or len(token.key) > 5 or not token.word.is_common):
            found.append(span(document, token.index, token.index, SpanType.PLACE, LAYER, 0.9))
    return found


def _announced(document: Document) -> list[Span]:
    found: list[Span] = []
    for index in indices(document, _BEFORE_NAME):
        if document.tokens[index].lower in _ABBREVIATIONS and not _is_abbreviation(document, index):
            continue
        last = name_after(document, index, 2 if document.tokens[index].is_latin else _LONGEST - 1)
        if last is None and document.tokens[index].is_latin and _is_of(document, index + 1):
            last = name_after(document, index + 1, 2)
            index += 1
        if last is not None:
            found.append(span(document, index + 1, last, SpanType.PLACE, LAYER))
    for index in indices(document, _AFTER_NAME):
        first = name_before(document, index, 2)
        if first is not None:
            found.append(span(document, first, index - 1, SpanType.PLACE, LAYER))
    return found


def _is_abbreviation(document: Document, index: int) -> bool:
    """Tell с. Кызыларык from с ним and from the initials of С. Р. Мехта."""
    if document.gap(index)[:1] != ".":
        return False
    beside = [position for position in (index - 1, index + 1) if 0 <= position < len(document.tokens)]
    return len(document.tokens[index].text) > 1 or not any(
        len(document.tokens[position].text) == 1
        and document.tokens[position].is_word
        and document.gap(position)[:1] == "."
        for position in beside
    )


def _is_of(document: Document, index: int) -> bool:
    return index < len(document.tokens) and document.tokens[index].lower in ("of", "called", "named")
