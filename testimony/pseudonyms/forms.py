"""How a hidden name stood in its sentence: its parts, case, sex and casing, without any of its letters.

A form often has several readings (Сейткалиева: of him, or she). Surrogates are declined as the hidden name is, so that
most of them need not be told apart; where they must, the words before and after decide. What stays open is kept open:
"gen|nom" is the one if it is a man, the other if it is a woman.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from testimony.pseudonyms.document import Token
from testimony.pseudonyms.grammar import kazakh, latin
from testimony.pseudonyms.grammar.cell import GIVEN, OTHER, STILL_OTHER, SURNAME, Cell
from testimony.pseudonyms.inflection.russian import CASES
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.pools import SLAVIC, STILL

# What a mention may say of the name it hides; no value holds a letter of it.
PARTS, CASE, SEX, TONGUE, CLASS, CASING, ORIGIN = "parts", "case", "sex", "tongue", "class", "casing", "origin"
NUMBER, POSSESSOR, SURNAME_CLASS = "number", "possessor", "surname-class"
OPEN = "|"
"""Between what holds of a man and what holds of a woman."""

_PREPOSITIONS = {
    "gen": listing("у от для без из до после около против ради вместо кроме мимо возле вокруг насчёт среди"),
    "dat": listing("к ко по благодаря вопреки навстречу"),
    "acc": listing("про через сквозь"),
    "ins": listing("с со над перед между"),
    "pre": listing("о об обо при"),
}
_EITHER = {"за": ("acc", "ins"), "под": ("acc", "ins"), "на": ("acc", "pre"), "в": ("acc", "pre"), "во": ("acc", "pre")}
_ALL_PREPOSITIONS = frozenset(_EITHER).union(*_PREPOSITIONS.values())
_THEY_DID, _SHE_DID, _HE_DID = ("ли", "лись"), ("ла", "лась"), ("л", "лся")
_PAST = (*_THEY_DID, *_SHE_DID, *_HE_DID)
_SHORTEST_VERB = 3
_AGAINST_CONTEXT, _AGAINST_VERB, _AGAINST_EACH_OTHER = 4, 1, 20


def telling_case(before: str, after: str) -> tuple[str, str]:
    """Give of the words beside a name those that tell its case, a preposition or a verb; others are left empty."""
    return (before if before in _ALL_PREPOSITIONS or _may_be_verb(before) else "", after if _may_be_verb(after) else "")


def _may_be_verb(word: str) -> bool:
    return len(word) > _SHORTEST_VERB and word.endswith(_PAST)


def describe(tokens: Sequence[Token], language: str, before: str = "", after: str = "") -> dict[str, str]:
    """Give the features of a mention of a person, by the names above; what cannot be told is left out.

    `before` and `after` are the words beside it in small letters.
    """
    words = [token for token in tokens if token.is_word]
    if not words:
        return {}
    read = _read(words, language, before, after)
    cells = read.cells
    parts = _named_once([cell.role for cell in cells])
    surnames = [cell for cell, part in zip(cells, parts, strict=True) if part == SURNAME]
    told = {
        PARTS: " ".join(parts),
        CASE: read.case,
        SEX: read.sex,
        TONGUE: read.tongue,
        CLASS: read.kind,
        SURNAME_CLASS: STILL if any(cell.kind == STILL for cell in surnames) else "",
        NUMBER: next((cell.number for cell in cells if cell.number), ""),
        POSSESSOR: next((cell.possessor for cell in cells if cell.possessor), ""),
        CASING: _casing(words),
        ORIGIN: SLAVIC if any(cell.is_slavic for cell in cells) else "",
    }
    return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    cells: Sequence[Cell]
    case: str
    sex: str
    tongue: str
    kind: str = ""


def _read(words: Sequence[Token], language: str, before: str, after: str) -> _Read:
    if words[-1].is_latin:
        return _read_latin(words)
    if language != "kk":
        read, cost = _read_russian(words, before, after)
        if cost >= STILL_OTHER:
            foreign = _read_kazakh(words)
            read = foreign if foreign is not None and foreign.case != "nom" else read
        return read
    return _read_kazakh(words) or _read_russian(words, before, after)[0]


def _read_latin(words: Sequence[Token]) -> _Read:
    cells = [latin.read(token.lower, token.key) for token in words]
    return _Read(cells=cells, case="nom", sex=_one({cell.sex for cell in cells}), tongue="en")


def _read_kazakh(words: Sequence[Token]) -> _Read | None:
    """Read a Kazakh name, whose case stands on the last word; None where the words look Russian."""
    cells: list[Cell] = []
    for token in words:
        cell = token.word.kazakh_cell
        if cell is None and any(other.case != "nom" and other.cost < STILL_OTHER for other in token.word.russian_cells):
            return None
        cells.append(cell or kazakh.unheard(token.lower) or Cell(role=OTHER, cost=STILL_OTHER))
    return _Read(cells=cells, case=cells[-1].case, sex=_one({cell.sex for cell in cells}), tongue="kk")


def _read_russian(words: Sequence[Token], before: str, after: str) -> tuple[_Read, int]:
    """Choose the readings of the words that agree best; give them with what they cost."""
    readings = [token.word.russian_cells for token in words]
    governed = _governed(before)
    choices = [
        _Choice(
            cost=_cost(chosen, case, governed) + _against_verbs(case, sex, before, after),
            case=case,
            sex=sex,
            cells=chosen,
        )
        for case, sex, number in _agreements(readings, governed)
        for chosen in [[_fitting(cells, case, sex, number) for cells in readings]]
    ]
    best = min(choices, key=lambda choice: (choice.cost, CASES.index(choice.case)))
    other = next((each for each in choices if each.cost == best.cost and each.sex and each.sex != best.sex), None)
    cells = [cell or min(cells, key=lambda each: each.cost) for cell, cells in zip(best.cells, readings, strict=True)]
    case, kind, sex = best.case, _kind(cells), best.sex
    if sex and other is not None:
        case = _open(sex, case, other.case)
        kind = _open(sex, kind, _kind([cell for cell in other.cells if cell is not None]))
        sex = ""
    if any(cell.is_frozen for cell in cells):
        case = " ".join("nom" if cell.is_frozen else case for cell in cells)
    return _Read(cells=cells, case=case, sex=sex, tongue="ru", kind=kind), max(cell.cost for cell in cells)


@dataclass(kw_only=True, slots=True)
class _Choice:
    cost: int
    case: str
    sex: str
    cells: Sequence[Cell | None]


def _agreements(readings: Sequence[Sequence[Cell]], governed: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """Give every case, sex and number that a word shows; a word that shows no case has the one asked for."""
    asked = next(iter(governed), CASES[0])
    return dict.fromkeys(
        (cell.case or asked, sex, cell.number)
        for cells in readings
        for cell in cells
        for sex in ((cell.sex,) if cell.sex or cell.number else ("m", "f"))
    )


def _governed(before: str) -> Sequence[str]:
    """Give the cases that a preposition asks for; none where no preposition stands there."""
    return _EITHER.get(before) or tuple(case for case, words in _PREPOSITIONS.items() if before in words)


def _fitting(cells: Sequence[Cell], case: str, sex: str, number: str) -> Cell | None:
    best: Cell | None = None
    for cell in cells:
        if (
            (best is None or cell.cost < best.cost)
            and cell.case in ("", case)
            and (not cell.sex or not sex or cell.sex == sex)
            and (cell.number == number or not cell.case)
        ):
            best = cell
    return best


def _cost(chosen: Sequence[Cell | None], case: str, governed: Sequence[str]) -> int:
    cost = sum(_AGAINST_EACH_OTHER if cell is None else cell.cost for cell in chosen)
    # The prepositional case never stands alone.
    if case not in governed if governed else case == "pre":
        cost += _AGAINST_CONTEXT
    return cost


def _against_verbs(case: str, sex: str, before: str, after: str) -> int:
    """Избили Амира, but Амира пришла: a verb in the past tells number and sex of who did it."""
    if len(before) > _SHORTEST_VERB and before.endswith(_THEY_DID):
        return _AGAINST_VERB * (case in ("nom", "dat"))
    if case != "nom":
        return 0
    others = _SHE_DID if sex == "m" else _HE_DID
    return _AGAINST_VERB * any(len(verb) > _SHORTEST_VERB and verb.endswith(others) for verb in (before, after))


def _kind(cells: Sequence[Cell]) -> str:
    return next((cell.kind for cell in cells if cell.role in (GIVEN, OTHER)), "")


def _open(sex: str, one: str, other: str) -> str:
    if one == other:
        return one
    return f"{one}{OPEN}{other}" if sex == "m" else f"{other}{OPEN}{one}"


def _one(sexes: set[str]) -> str:
    told = sexes - {""}
    return next(iter(told)) if len(told) == 1 else ""


def _named_once(roles: Sequence[str]) -> list[str]:
    """Two words that nothing tells apart are a given and a family name, in this order."""
    named = list(roles)
    if len(named) > 1 and SURNAME not in named:
        spare = [place for place, role in enumerate(named) if role == OTHER]
        spare = spare or [place for place, role in enumerate(named) if role == GIVEN][1:]
        if spare:
            named[spare[-1]] = SURNAME
    if GIVEN not in named and OTHER in named:
        named[named.index(OTHER)] = GIVEN
    return [SURNAME if role == OTHER else role for role in named]


def _casing(words: Sequence[Token]) -> str:
    casings = ["upper" if token.is_upper else "title" if token.is_title else "lower" for token in words]
    # An initial is large in a name that is not shouted.
    told = {casing for casing, token in zip(casings, words, strict=True) if len(token.text) > 1} or set(casings)
    if len(told) == 1:
        return told.pop().replace("title", "")
    return " ".join(casings)
