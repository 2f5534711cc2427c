"""Places below the big city: villages, districts, streets, houses; countries, regions and big cities stay."""

import re

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.patterns import spans_of
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import Kinds, indices, name_after, name_before, number_after, number_before, span

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
_STREET_BEFORE = Kinds(
    "улица улицы улице улицу улицей ул проспект проспекта проспекте проспекту пр-т пр пр-те переулок "
    "переулка переулке пер "
    "бульвар бульваре бульвара микрорайон микрорайона микрорайоне мкр мкрн мкр-н шоссе площадь площади "
    "набережная набережной "
    "тупик проезд трасса трассе avenue street microdistrict"
)
_STREET_AFTER = Kinds(
    "улица улице улицы проспект проспекте проспекта площадь площади микрорайон микрорайоне бульвар шоссе "
    "көше көшесі көшесін* көшеде көшесінд* кошеси* кошесi* даңғылы* дангылы* шағынаудан* шагынаудан* мөлтек* "
    "ықшамаудан* "
    "алаңы* аланы* тұйығы* street st avenue ave road rd square lane boulevard microdistrict"
)
_HOUSE = "дом дома доме д house building үй үйі үйде үйінде уй"
_FLAT = (
    "квартира квартиры квартире кв apartment apt flat пәтер пәтері пәтерде патер корпус подъезд подъезде этаж офис room"
)
_DOOR = Kinds(f"{_HOUSE} {_FLAT}")
_LONGEST = 3
# These stand for a word only with their dot: с. Кызыларык, but not: с ним.
_ABBREVIATIONS = frozenset(("с", "г", "ст", "дер", "пр", "пер", "city"))


def find(document: Document) -> list[Span]:
    """Hide places by list and by the word that announces them, and addresses down to the door."""
    return [
        *_listed(document),
        *_announced(document),
        *_streets(document),
        *_doors(document),
        *spans_of(_STREET_WORDS, document.text, SpanType.ADDRESS, LAYER, confidence=0.8),
    ]


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
        if document.tokens[index].lower in _ABBREVIATIONS and document.gap(index)[:1] != ".":
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


def _is_of(document: Document, index: int) -> bool:
    return index < len(document.tokens) and document.tokens[index].lower in ("of", "called", "named")


def _streets(document: Document) -> list[Span]:
    found: list[Span] = []
    for index in indices(document, _STREET_BEFORE):
        if document.tokens[index].lower in _ABBREVIATIONS and document.gap(index)[:1] != ".":
            continue
        last = name_after(document, index, _LONGEST)
        number = number_after(document, index if last is None else last)
        if number is not None:
            last = number
        if last is not None:
            found.append(span(document, index, _with_door(document, last), SpanType.ADDRESS, LAYER, 0.9))
    for index in indices(document, _STREET_AFTER):
        first = name_before(document, index, _LONGEST)
        number = number_before(document, index)
        if first is None:
            first = number
        if first is not None:
            earlier = number_before(document, first)
            last = number_after(document, index)
            found.append(
                span(
                    document,
                    first if earlier is None else earlier,
                    _with_door(document, index if last is None else last),
                    SpanType.ADDRESS,
                    LAYER,
                    0.9,
                )
            )
    return found


def _with_door(document: Document, last: int) -> int:
    """Follow an address to its house and flat: дом 5, кв. 12; 5 үй, 12 пәтер."""
    for _ in range(4):
        position = last + 1
        if position >= len(document.tokens) or not set(document.gap(last)) <= set(" ,.-–/\u00a0"):
            return last
        token = document.tokens[position]
        if (token.lower in _DOOR.exact and number_after(document, position) is not None) or (
            token.text[0].isdigit() and _is_door(document, position + 1)
        ):
            last = position + 1
        elif token.text[0].isdigit() and len(token.text) < 4 and "/" in document.gap(last):
            last = position
        else:
            return last
    return last


_STREET_WORDS = re.compile(
    r"(?<!\w)(?:(?:улиц\w{1,2}|ул\.|проспект\w?|переул\w{2,4}|пер\.)\s[^\W\d_]{3,20}(?:\s[^\W\d_]{3,20})?,?\s(?:д\.?\s?|дом\s)?\d{1,4}"
    r"|(?!(?:басқа|осы|сол|бас|көрші|біздің|орталық|бір|мына)\s)[^\W\d_]{3,20}\s(?:көшесі|даңғылы|кошеси)\w{0,8}"
    r"|(?:блок|block|box|общага|комната|жатақхана|жатакхана|kv|кв)\.?\s\d{1,4}|\d{1,4}\sуй(?:\s\d{1,4}\sпатер\w{0,3})?)(?!\w)",
    re.IGNORECASE,
)


def _is_door(document: Document, index: int) -> bool:
    return index < len(document.tokens) and document.tokens[index].lower in _DOOR.exact


def _doors(document: Document) -> list[Span]:
    found: list[Span] = []
    for index in indices(document, _DOOR):
        token = document.tokens[index]
        after = number_after(document, index)
        if after is not None and (len(token.lower) > 1 or "." in document.gap(index)):
            found.append(span(document, index, _with_door(document, after), SpanType.ADDRESS, LAYER))
        elif (
            token.lower.startswith(("үй", "уй", "пәтер", "патер", "блок"))
            and number_before(document, index) is not None
        ):
            found.append(span(document, index - 1, _with_door(document, index), SpanType.ADDRESS, LAYER))
    return found
