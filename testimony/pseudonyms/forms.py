"""How a hidden name stood in its sentence: its parts, case, sex and casing, without any of its letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from testimony.pseudonyms.document import Token
from testimony.pseudonyms.folding import fold, fold_all, join_folded
from testimony.pseudonyms.inflection import russian
from testimony.pseudonyms.lexicon import given_names, latin_names
from testimony.pseudonyms.listing import beginnings
from testimony.pseudonyms.origin import is_slavic, slavic_bases

# What a mention may say of the name it hides; no value holds a letter of it.
PARTS, CASE, SEX, TONGUE, CLASS, CASING, ORIGIN = "parts", "case", "sex", "tongue", "class", "casing", "origin"

_PATRONYMIC_M = beginnings("ович евич ёвич овича евича овичу евичу овичем евичем овиче евиче ovich evich")
_PATRONYMIC_F = beginnings("овна евна ична овны евны овне евне овну евну овной евной ovna evna")
_SON, _DAUGHTER = ("ұлы", "улы", "uly"), ("қызы", "кызы", "kyzy", "qyzy")
_OWN = ("ов", "ев", "ёв", "ин", "ын")
# Endings of family names in -ов and -ин with their case; before a bar stands a man's, after it a woman's.
_SURNAME_CASES = (
    ("ыми", "ins", ""), ("ым", "ins", "m"), ("ой", "gen", "f"), ("у", "dat|acc", ""), ("е", "pre", ""),
    ("а", "gen|nom", ""),
    ("ы", "nom", ""),
)  # fmt: skip
_POSSESSED = (
    ("сының", "gen"), ("ының", "gen"), ("нын", "gen"), ("ын", "acc"), ("ына", "dat"), ("ында", "loc"), ("ынан", "abl"),
    ("ымен", "ins"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class _Form:
    role: str
    case: str = ""
    sex: str = ""
    tongue: str = ""


def describe(tokens: Sequence[Token], language: str) -> dict[str, str]:
    """Give the features of a mention of a person, by the names above; what cannot be told is left out."""
    words = [token for token in tokens if token.is_word]
    if not words:
        return {}
    forms = [_read(token, language) for token in words]
    sex = next((form.sex for form in forms if form.sex), "")
    declension = next(
        (_declension(token) for token, form in zip(words, forms, strict=True) if form.role == "given"), ""
    )
    case = _case(forms, sex, declension)
    told = {
        PARTS: " ".join(_named_once(forms)),
        CASE: case,
        SEX: sex,
        TONGUE: _tongue(words[-1], forms, case, language),
        CLASS: declension,
        CASING: _casing(words[0]),
        ORIGIN: "slavic" if any(is_slavic(token.key) for token in words) else "",
    }
    return {name: value for name, value in told.items() if value}


def _named_once(forms: Sequence[_Form]) -> list[str]:
    """Two words that nothing tells apart are a given and a family name, in this order."""
    roles = [form.role for form in forms]
    if len(roles) > 1 and "surname" not in roles and "other" in roles:
        roles[len(roles) - 1 - roles[::-1].index("other")] = "surname"
    if "given" not in roles and "other" in roles:
        roles[roles.index("other")] = "given"
    return ["surname" if role == "other" else role for role in roles]


def _tongue(last: Token, forms: Sequence[_Form], case: str, language: str) -> str:
    """Give the language whose endings the name bears; in the nominative, that of the text."""
    if last.is_latin:
        return "en"
    told = [form.tongue for form in forms if form.tongue]
    if "kk" in told or (case == "nom" and language == "kk"):
        return "kk"
    return "ru" if told or language == "en" else language


def _case(forms: Sequence[_Form], sex: str, declension: str) -> str:
    """A Kazakh case stands on the last word; a Russian one on each, and a word that shows it best counts."""
    if forms[-1].tongue == "kk" and forms[-1].case:
        return forms[-1].case
    shown = [form.case for form in forms if form.role == "patronymic"]
    if not declension:
        shown += [form.case for form in forms if form.role == "given"]
    shown += [form.case for form in forms if form.role == "surname"]
    shown += [form.case for form in forms if form.role == "given"]
    case = next((case for case in shown if case), "nom")
    his, _, hers = case.partition("|")
    return hers if hers and sex == "f" else his if sex == "m" or not hers else "nom"


def _casing(token: Token) -> str:
    if token.is_upper:
        return "upper"
    return "" if token.is_title else "lower"


def _read(token: Token, language: str) -> _Form:
    if len(token.text) == 1:
        return _Form(role="initial")
    if token.is_latin:
        return _read_latin(token)
    for read in (_patronymic, _given):
        form = read(token, language)
        if form is not None:
            return form
    return _surname(token) or _unheard(token, language)


def _read_latin(token: Token) -> _Form:
    if token.lower.endswith((*_PATRONYMIC_M, *_SON)):
        return _Form(role="patronymic", sex="m", tongue="en")
    if token.lower.endswith((*_PATRONYMIC_F, *_DAUGHTER)):
        return _Form(role="patronymic", sex="f", tongue="en")
    name = token.word.name or latin_names().get(token.key)
    if name is not None:
        return _Form(role="given", sex=name.sexes if len(name.sexes) == 1 else "", tongue="en")
    return _Form(role="other", sex="f" if token.lower.endswith(("ova", "eva")) else "", tongue="en")


def _patronymic(token: Token, language: str) -> _Form | None:
    lower = token.lower
    for endings, sex in ((_SON, "m"), (_DAUGHTER, "f")):
        for ending in endings:
            if lower.endswith(ending):
                return _Form(role="patronymic", sex=sex, case="nom", tongue="kk" if language == "kk" else "ru")
            if ending[:-1] in lower[3:]:
                case = next((case for suffix, case in _POSSESSED if lower.endswith(suffix)), "")
                if case:
                    return _Form(role="patronymic", sex=sex, case=case, tongue="kk")
    for written, sex in ((_PATRONYMIC_M, "m"), (_PATRONYMIC_F, "f")):
        if lower.endswith(written):
            return _Form(role="patronymic", sex=sex, case=_patronymic_case(lower, sex), tongue="ru")
    return None


def _patronymic_case(lower: str, sex: str) -> str:
    rows = {
        "m": (("ем", "ins"), ("а", "gen"), ("у", "dat"), ("е", "pre")),
        "f": (("ой", "ins"), ("ы", "gen"), ("е", "dat"), ("у", "acc")),
    }
    return next((case for ending, case in rows[sex] if lower.endswith(ending)), "nom")


def _given(token: Token, language: str) -> _Form | None:
    names = given_names()
    name = token.word.name
    bases = token.word.kazakh_bases
    # In a Kazakh text a suffix is likelier than a Russian case: Айгүлге, Болатта.
    shown = _shown_case(token.lower) if language == "kk" else ""
    reading = _russian_reading(token.lower) or (None if name is None else (name.case, name.sexes))
    if shown or reading is None:
        for base, case in bases:
            known = names.get(base)
            if known is not None and known.base == base and known.case == "nom":
                return _Form(role="given", sex=_one(known.sexes), case=shown or case or "nom", tongue="kk")
    if reading is None:
        return None
    case, sex = reading
    return _Form(role="given", sex=_one(sex), case=case, tongue="ru" if case != "nom" else "")


# What a base may end in, with its key, by how many letters are cut off the form.
_BASE_ENDINGS = tuple(
    tuple((ending, fold(ending)) for ending in endings)
    for endings in (("",), ("", "а", "я", "й", "ь"), ("", "а", "я", "й", "ь", "ия", "ий", "ья"))
)


def _russian_reading(lower: str) -> tuple[str, str] | None:
    """Give case and sex of a form, by declining every name it may come from; a frequent name is likelier."""
    found: list[tuple[bool, int, str, str]] = []
    for base, key in _possible_bases(lower).items():
        name = given_names().get(key)
        if name is not None and name.case == "nom":
            rare = not (name.is_frequent or name.base in slavic_bases())
            found += [
                (rare, russian.CASES.index(case), case, sex)
                for sex in name.sexes
                for case in russian.cases_of(lower, base, role="given", sex=sex)
            ]
    return min(found)[2:] if found else None


def _possible_bases(lower: str) -> dict[str, str]:
    """Give the words a form may come from, with their keys; only the stems are folded, which costs a third."""
    stems = [lower[: len(lower) - cut] for cut in range(min(len(_BASE_ENDINGS), len(lower) - 2))]
    keys = fold_all(stems)
    return {
        stem + ending: join_folded(keys[stem], ending_key)
        for stem, endings in zip(stems, _BASE_ENDINGS, strict=False)
        for ending, ending_key in endings
    }


def _one(sexes: str) -> str:
    return sexes if len(sexes) == 1 else ""


def _surname(token: Token) -> _Form | None:
    lower = token.lower
    if lower.endswith(_OWN):
        return _Form(role="surname", case="", sex="m")
    for ending, case, sex in _SURNAME_CASES:
        stem = lower.removesuffix(ending)
        if stem != lower and stem.endswith(_OWN) and len(stem) > 3:
            return _Form(role="surname", case=case, sex=sex, tongue="ru")
    for base, case in token.word.kazakh_bases:
        if base.endswith(("ov", "ev", "in", "ova", "eva", "ina")) and case:
            return _Form(role="surname", case=case, sex="f" if base.endswith("a") else "m", tongue="kk")
    if lower.endswith(("ский", "ского", "скому", "ским", "ском")):
        case = {"ий": "nom", "го": "gen", "му": "dat", "им": "ins", "ом": "pre"}[lower[-2:]]
        return _Form(role="surname", case=case, sex="m", tongue="ru")
    if lower.endswith(("ская", "ской", "скую")):
        return _Form(role="surname", case={"ая": "nom", "ой": "gen", "ую": "acc"}[lower[-2:]], sex="f", tongue="ru")
    return None


# Suffixes long enough to tell a case on a name nobody listed.
_SURE_SUFFIXES = (
    ("ның", "gen"), ("нің", "gen"), ("дың", "gen"), ("дің", "gen"), ("тың", "gen"), ("тің", "gen"), ("пен", "ins"),
    ("бен", "ins"), ("мен", "ins"), ("ға", "dat"), ("ге", "dat"), ("қа", "dat"), ("ке", "dat"), ("ды", "acc"),
    ("ді", "acc"), ("ты", "acc"), ("ті", "acc"), ("ны", "acc"), ("ні", "acc"), ("дан", "abl"), ("ден", "abl"),
    ("тан", "abl"), ("тен", "abl"), ("нан", "abl"), ("нен", "abl"), ("да", "loc"), ("де", "loc"), ("та", "loc"),
    ("те", "loc"),
)  # fmt: skip
_SHORTEST_UNHEARD = 5


def _unheard(token: Token, language: str) -> _Form:
    case = _shown_case(token.lower) if language == "kk" and len(token.lower) > _SHORTEST_UNHEARD else ""
    return _Form(role="other", case=case, tongue="kk") if case else _Form(role="other")


def _shown_case(lower: str) -> str:
    """Give the case of a Kazakh word by its letters: folding makes one of two, and Болатты would lose its suffix."""
    return next((case for suffix, case in _SURE_SUFFIXES if lower.endswith(suffix)), "")


def _declension(token: Token) -> str:
    """Say how a woman's name is declined in Russian where it does not end in -а or -я."""
    if token.lower.endswith(("ь", "ью")):
        return "soft"
    name = token.word.name
    if name is None or name.sexes != "f" or name.base.endswith("a"):
        return ""
    return "soft" if token.lower.endswith("и") and not name.base.endswith("i") else "fixed"
