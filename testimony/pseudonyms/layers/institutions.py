"""Where people are held, work and study: facilities, organisations, employers, schools."""

import re

from testimony.pseudonyms.document import Document
from testimony.pseudonyms.layers.patterns import spans_of
from testimony.pseudonyms.listing import beginnings, listing
from testimony.pseudonyms.spans import Span, SpanType
from testimony.pseudonyms.windows import (
    Kinds,
    indices,
    name_after,
    name_before,
    number_after,
    number_before,
    quote_after,
    span,
)

LAYER = "institution"

_FACILITY = Kinds(
    "ивс сизо руп рувд ровд гровд увд гувд дп уп овд говд кпз шизо ик лиу уис дуис приемник* приёмник* "
    "спецприемник* спецприёмник* колония колонии колонию колонией тюрьма тюрьмы тюрьме тюрьму изолятор изолятора "
    "изоляторе отдел отдела отделе отделение отделения отделении участок участка участке ауп умвд опорный опорного "
    "опорном пост посту поста камера камеры камере камеру барак бараке отряд отряде взвод военкомат военкомате вч "
    "полк полка полку бригада бригады бригаде застава заставы заставе учреждение учреждении учреждения абақты* "
    "абакты* түрме* турме* тергеу-абақтысы* камера* изоляторы* изоляторын* бөлімі* бөлімше* болими* бөліміне "
    "басқармасы* баскармасы* департаменті* мекемесі* колониясы* бөлім sizo ivs rovd uvd prison colony cell "
    "cellblock detention department centre center precinct station unit barrack barracks regiment brigade outpost"
)
_SCHOOL = Kinds(
    "школа школы школе школу школой гимназия гимназии гимназию лицей лицея лицее лицеем колледж колледжа колледже "
    "университет университета университете институт института институте академия академии академию детсад детсада "
    "детсаде садик садике больница больницы больнице больницу больницей поликлиника поликлиники поликлинике "
    "поликлинику госпиталь госпиталя госпитале роддом роддома роддоме диспансер диспансере училище училища мечеть "
    "мечети церковь пту нии подстанция подстанции мектеп мектеб* мектепт* гимназияс* лицейі* колледжі* "
    "университеті* институты* аурухан* емхан* мешіті* балабақша* school lyceum gymnasium college university "
    "institute hospital clinic mosque kindergarten polyclinic academy"
)
# What may stand between a number and the kind of an institution, and belongs to its name.
_QUALIFIERS = Kinds(
    "школа школе школы школу городск* областн* районн* центральн* средн* общеобразовательн* военн* войсков* воинск* "
    "исправительн* следственн* детск* полиции полиция милиции внутренних дел уголовн* опорн* участков* мвд ivd "
    "временного содержания строгого общего особого режима түзеу penal correctional қалалық калалык облыстық "
    "областык аудандық аудандык орталық орта жалпы тергеу әскери аскери құс city regional central district "
    "secondary primary military police remand pre-trial pre trial railway железнодорожн* теміржол* "
    "children's emergency"
)
_ORGANISATION = Kinds(
    "тэц грэс нпз гок жэо тоо ао зао оао ооо ип кх гку гккп кгу нпо оо жшс ақ жк кмм ҚБ компания компании компанию "
    "фирма фирмы фирме фонд фонда фонде магазин магазина магазине кафе ресторан ресторане ресторана рынок рынке "
    "рынка базар базаре завод завода заводе шахта шахты шахте фабрика фабрике комбинат комбината комбинате банк "
    "банка банке газета газеты газете редакция редакции партия партии движение движения организация организации "
    "профсоюз профсоюза гостиница гостинице отель отеле салон салоне аптека аптеке стройка ферма llp llc jsc ltd "
    "inc company firm factory plant mine market shop cafe restaurant bank newspaper hotel фирмасы* цехы* цехын* "
    "фабрикасы* комбинаты* мейрамханасы* орталығы* редакциясы* service substation компаниясы* қоры* дүкені* кафесі* "
    "зауыты* шахтасы* базары* банкі* газеті* партиясы* кәсіподағы* кәсіподак* одағы* бірлестігі* ұйымы* қозғалысы* "
    "foundation movement party union ngo акимат акимата акимате акиматом акимату тц трц трк mall"
)
_MOST_QUALIFIERS = 3
_HEAD = 3
# Part, unit, post, party: a name beside one of these is rarely its own.
_ORDINARY = listing(
    "участок отряд отряде пост посту поста взвод полк полка полку бригада бригады бригаде station party "
    "движение партии unit centre center service бөлім"
)
# ЛА-155/18, УК-161/1: what the prisons are called in the papers, and since then by everyone.
_CODE = re.compile(r"(?<!\w)(?P<letters>[^\W\d_]{2,3})[ \-–]{0,2}\d{2,3} ?/ ?\d{1,2}(?![\d/])", re.IGNORECASE)
_NO_CODE = listing("ст на до от за из по или при как the art and bap бап тел том лет раз жас мкр кор кв ул дом дело")
_MILITARY = re.compile(
    r"(?<!\w)(?:в ?[/\\] ?ч|вч|ә ?/ ?б|(?:(?:войсков|воинск)\w{2,3}\s)?част[ьи]|military\sunit|әскери\sбөлім\w{0,6})"
    r"(?:\s(?:№|no\.?|number|номер)|[ №]{1,2})\s?\d{4,5}(?!\w)"
    r"|(?<!\w)\d{4,5}\s?-?\s?(?:әскери\sбөлім\w{0,8}|в ?/ ?ч)(?!\w)",
    re.IGNORECASE,
)


def find(document: Document) -> list[Span]:
    """Hide a facility, school or organisation with its name or number, and where somebody works."""
    return [
        *_named(document, _FACILITY, SpanType.FACILITY),
        *_named(document, _SCHOOL, SpanType.WORK),
        *_named(document, _ORGANISATION, SpanType.ORG),
        *(spans_of(_CODE, document.text, SpanType.FACILITY, LAYER, keep=_is_code) if "/" in document.text else ()),
        *spans_of(_MILITARY, document.text, SpanType.FACILITY, LAYER),
    ]


def _is_code(match: re.Match[str]) -> bool:
    return match["letters"].lower() not in _NO_CODE


def _named(document: Document, kinds: Kinds, kind: SpanType) -> list[Span]:
    """The announcing word is hidden too where a name or number makes it one of a kind."""
    found: list[Span] = []
    for index in indices(document, kinds):
        left, right = _qualified(document, index)
        first, last = number_before(document, left), number_after(document, right)
        if first is None and last is None:
            first, last = _by_name(document, left, index, right, kind)
            if first is None and last is None and _has_owner(document, left, index):
                first = left
        elif first is None and not document.tokens[index].lower.startswith(_CELLS):
            first = name_before(document, left, 2, cities=True)
        if first is None and last is None:
            continue
        first, last = left if first is None else first, right if last is None else last
        found.append(span(document, _numbered_of(document, first), _with_district(document, last), kind, LAYER))
    return found


def _has_owner(document: Document, left: int, index: int) -> bool:
    """Say whether whose it is tells which it is: the railway hospital is one of a town."""
    return any(document.tokens[place].lower.startswith(_OWNERS) for place in range(left, index))


_OWNERS = beginnings("railway железнодорожн теміржол")


def _qualified(document: Document, index: int) -> tuple[int, int]:
    """Take in the words that make a kind: городская больница, отдел полиции, қалалық аурухана."""
    left = right = index
    while left > 0 and index - left < _MOST_QUALIFIERS and _is_qualifier(document, left - 1, left - 1):
        left -= 1
    while right - index < _MOST_QUALIFIERS and _is_qualifier(document, right + 1, right):
        right += 1
    return left, right


def _is_qualifier(document: Document, index: int, gap: int) -> bool:
    if index >= len(document.tokens) or document.gap(gap) not in (" ", "-"):
        return False
    word = document.tokens[index].lower
    return word in _QUALIFIERS.exact or word.startswith(_QUALIFIERS.stems)


def _by_name(document: Document, left: int, index: int, right: int, kind: SpanType) -> tuple[int | None, int | None]:
    """Look for a proper name beside a kind; a few kinds are ordinary words and take one in quotation marks only."""
    word = document.tokens[index].lower
    if word in _ORDINARY and left == index:
        return None, quote_after(document, index)
    if word.startswith(_CELLS):
        return None, None
    # Before a kind even a big city tells which one it is, and before a prison's on either side.
    first = name_before(document, left, 2, cities=True)
    if first is None:
        first = _honoured_before(document, left)
    if first is None:
        first = _district_before(document, left)
    if first is None:
        first = _town_and_trade(document, left)
    if word.startswith(_KAZAKH):
        if first is None and left == index and _OWNED.search(word):
            first = word_before(document, index)
        return first, None
    return first, _honoured_after(document, right) or _of_town(document, right) or name_after(
        document, right, 2, cities=kind is SpanType.FACILITY or word in _HOTELS
    )


def _honoured_before(document: Document, left: int) -> int | None:
    """Абай атындағы мектеп: the word for "named after" makes any word before it a name."""
    if left > 1 and document.tokens[left - 1].lower in _NAMED_AFTER and document.gap(left - 1) == " ":
        return left - 2
    return None


def _honoured_after(document: Document, right: int) -> int | None:
    """Школа имени Ауэзова, школа им. Шокана Уалиханова."""
    named = right + 1
    if named + 1 >= len(document.tokens) or document.tokens[named].lower not in _NAMED_AFTER:
        return None
    return name_after(document, named + 1, 1) or named + 1


def _district_before(document: Document, left: int) -> int | None:
    """Бостандық аудандық полиция басқармасы: before the word for a district stands its name, ordinary or not."""
    if not left or document.tokens[left].lower not in _OF_DISTRICT or document.gap(left - 1) != " ":
        return None
    word = document.tokens[left - 1]
    return left - 1 if word.is_word and word.lower not in _NO_TRADES and word.lower not in _NO_OWNERS else None


def _town_and_trade(document: Document, left: int) -> int | None:
    """Karaganda Poultry LLP: before a firm a town, and one word for what it makes."""
    if left < _TOWN_AND_TRADE or document.gap(left - 1) != " " or document.gap(left - 2) != " ":
        return None
    town, trade = document.tokens[left - 2].word, document.tokens[left - 1]
    is_town = town.is_visible_place or town.is_hidden_place
    return left - 2 if is_town and trade.is_word and len(trade.lower) > 2 and trade.lower not in _NO_TRADES else None


def word_before(document: Document, index: int) -> int | None:
    """In Kazakh the ending of "its" on a kind makes the word before it the name: бал текстиль цехында."""
    if not index or document.gap(index - 1) != " ":
        return None
    word = document.tokens[index - 1]
    return None if not word.is_word or word.lower in _NO_OWNERS else index - 1


def _numbered_of(document: Document, first: int) -> int:
    """Take in a number before "of": No. 3 of Taraz Emergency Service."""
    if first > 1 and document.tokens[first - 1].lower == "of" and document.tokens[first - 2].text[0].isdigit():
        first -= 2
    return first - 1 if first and document.tokens[first - 1].lower in _NUMBER_WORDS else first


def _with_district(document: Document, last: int) -> int:
    following = last + 1
    if following >= len(document.tokens) or document.gap(last) != " ":
        return last
    return following if document.tokens[following].lower in _DISTRICTS else last


# A cell has a number only; the name before it is somebody's.
_CELLS = beginnings("камер cell барак barrack отряд")
_NOT_KAZAKH = beginnings("приемник приёмник спецприемник спецприёмник")
# A Kazakh kind stands after its name, and what follows it is the rest of the sentence.
_KAZAKH = tuple(
    stem for kinds in (_FACILITY, _SCHOOL, _ORGANISATION) for stem in kinds.stems if stem not in _NOT_KAZAKH
)
_OWNED = re.compile(r"(?:с[ыіи]|[ыіи]н\w{0,4}|[^тдн\W][ыіи]|(?:тет|мент|тут|нат|уыт|код|вод)[ыіи])$")
# Hotel Kazakhstan, гостиница Алматы: the name of one house, whatever it means.
_HOTELS = listing("hotel гостиница гостиницы гостинице гостиницу отель отеле отеля")
_NO_OWNERS = listing(
    "осы сол бір бұл ол оның біздің менің сенің олардың сіздің өз басқа барлық әр қай кез біз мен және пен бен да "
    "де та те деген жаңа ескі үлкен кіші осында сонда биздин менин онын баска бир жане сосын содан тергеу"
)
_NAMED_AFTER = listing("имени им атындағы атындагы")
_OF_DISTRICT = listing("аудандық аудандык district")
_TOWN_AND_TRADE = 2
_NO_TRADES = listing(
    "our the and his her their one this that big very a an in at "
    "to of from my наш наша нашей его как там эта это есть осы біздің"
)
_NUMBER_WORDS = listing("no nr number номер")
_DISTRICTS = listing("района районы области обл области аудан ауданы ауданының ауданынын")


def _of_town(document: Document, index: int) -> int | None:
    """УВД города Талдыкорган: beside a facility even a big city tells which one it is."""
    after = index + 2
    if after >= len(document.tokens) or document.tokens[index + 1].lower not in ("города", "г"):
        return None
    return after if set(document.gap(index) + document.gap(index + 1)) <= set(" .") else None
