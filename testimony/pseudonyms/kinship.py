"""The words that say what somebody is to the source, in all their forms: whose, how many, in which case."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.listing import listing
from testimony.pseudonyms.morphology import kazakh_bases, russian_forms

# How much a word tells: family before company before office; "uncle" is most often but polite.
FAMILY, NEAR, OFFICE, POLITE = "family", "near", "office", "polite"
MINE, THEIRS = "mine", "theirs"
# Жолдас: a comrade, and with "my" most often the husband or the wife; it leaves as one of these words.
COMPANION = "companion"
SEX = {
    **dict.fromkeys(("son", "brother", "husband", "father", "uncle", "nephew"), "m"),
    **dict.fromkeys(("daughter", "sister", "wife", "mother", "aunt", "niece"), "f"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Kin:
    """What one form says: the relation, of which sort, of one or of several people, whose, in which Russian cases."""

    relation: str
    sort: str
    is_plural: bool = False
    whose: str = ""
    cases: frozenset[str] = frozenset()


# relation, sort: English words; their plural is made with -s.
_ENGLISH = """
son family: son; daughter family: daughter; child family: child kid; brother family: brother; sister family: sister
husband family: husband; wife family: wife; father family: father dad papa; mother family: mother mum mom mama
grandparent family: grandfather grandmother grandpa grandma; uncle polite: uncle; aunt polite: aunt auntie
cousin family: cousin; nephew family: nephew; niece family: niece; grandchild family: grandson granddaughter grandchild
in-law family: brother-in-law sister-in-law son-in-law daughter-in-law mother-in-law father-in-law
friend near: friend classmate girlfriend boyfriend fiance; neighbour near: neighbour neighbor
colleague near: colleague coworker co-worker workmate; cellmate near: cellmate
investigator office: investigator tergeushi tergewshi tergewşi tergeýshi; judge office: judge
prosecutor office: prosecutor
lawyer office: lawyer attorney advocate solicitor; doctor office: doctor dr nurse physician paramedic surgeon medic
officer office: officer policeman policewoman captain major lieutenant colonel sergeant inspector guard warder jailer
officer office: detective cop operative corporal
chief office: chief head director boss headmaster headmistress principal foreman manager employer supervisor warden
teacher office: teacher professor tutor; official office: akim mayor deputy minister
witness office: witness; person polite: mr mrs ms miss activist journalist
"""
# Russian words in the nominative, whose forms are written out; after a bar plurals (+) and forms that no rule makes.
_RUSSIAN = """
son family: сын сынок сыночек сынуля | сыновья+ сыновей+ сыновьям+ сыновьями+ сынишка
daughter family: дочка доченька дочурка | дочь=nom,acc дочери=gen,dat,pre дочерью=ins дочерей+ дочек+
child family: ребенок ребёнок | ребенка ребёнка ребенку дети+ детей+ детям+ детьми+ детях+ детки+
brother family: брат братишка братик брательник | братья+ братьев+ братьям+ братьями+
sister family: сестра сестренка сестрёнка сестричка | сестры+ сёстры+ сестёр+ сестер+ сестрам+ сёстрами+
husband family: муж супруг; wife family: жена супруга
father family: папа батя | отец=nom отца=gen,acc отцу=dat отцом=ins отце=pre
mother family: мама мамочка | мать=nom,acc матери=gen,dat,pre матерью=ins
grandparent polite: дедушка бабушка бабуля дед баба апашка аташка
uncle polite: дядя дядька; aunt polite: тётя тетя тётка тетка
cousin family: кузен кузина; nephew family: племянник; niece family: племянница
grandchild family: внук внучка | внуки+ внуков+
in-law family: зять тесть тёща теща свекровь свёкор свекр невестка сноха деверь шурин золовка сват сватья кум кума
friend near: друг подруга приятель дружок одноклассник одноклассница однокурсник однокурсница | друзья+ друзей+ друзьям+
friend near: | друзьями+ друзьях+ подруги+ подруг+ подругами+ одноклассники+ одноклассников+ однокурсники+
neighbour near: соседка сосед | соседи+ соседей+ соседям+ соседями+ соседки+
colleague near: коллега напарник напарница сотрудница | коллеги+ коллег+ коллегам+ коллегами+
cellmate near: сокамерник сокамерница | сокамерники+ сокамерников+ сокамерниками+
investigator office: следователь следак следователша | следователи+ следователей+
judge office: судья | судьёй судье судьи+
prosecutor office: прокурор прокурорша; lawyer office: адвокат защитник защитница адвокатша юрист
doctor office: врач доктор медсестра фельдшер хирург медик главврач терапевт педиатр травматолог
officer office: майор капитан подполковник полковник лейтенант старлей сержант прапорщик опер оперативник охранник
officer office: надзиратель конвоир полицейский инспектор дознаватель участковый оперуполномоченный старшина
officer office: надзирательница охранница контролёр контролер мент омоновец следопыт генерал капрал ефрейтор
officer office: | участкового участковому участковым полицейского полицейскому полицейским полицейские+
officer office: | оперуполномоченного сотрудник сотрудника сотруднику сотрудником сотрудники+ охранники+ охранников+
chief office: начальник начальница директор директриса заведующая завуч заместитель хозяин хозяйка шеф бригадир мастер
chief office: директорша шефиня замначальника начальство босс
teacher office: учитель учительница преподаватель тренер училка классная классрук | классной классную преподавательница
official office: аким депутат министр президент
witness office: свидетель свидетельница понятой
person polite: гражданин гражданка господин госпожа товарищ активист активистка журналист журналистка
"""
# Kazakh stems as they stand before -ым, -сы and the cases.
_KAZAKH = """
son family: ұл бала; daughter family: қыз; brother family: аға іні бауыр інішек; sister family: әпке апке қарындас сіңлі
husband family: күйеу жұбай ер; wife family: әйел келіншек зайып зайыб; father family: әке папа
mother family: ана шеше мама; grandparent family: ата әже; uncle polite: көке нағашы; aunt polite: тәте
cousin family: бөле; nephew family: жиен; grandchild family: немере шөбере; in-law family: келін жеңге жезде балдыз құда
friend near: дос құрбы сыныптас; companion near: жолдас; neighbour near: көрші
colleague near: әріптес; cellmate near: камералас
investigator office: тергеуші; judge office: судья төреші; prosecutor office: прокурор
lawyer office: адвокат қорғаушы; doctor office: дәрігер медбике фельдшер врач
officer office: офицер майор капитан лейтенант сержант полковник подполковник прапорщик инспектор күзетші қарауыл опер
officer office: полицей полицейский участковый учаскелік надзиратель охранник жасауыл уәкіл
chief office: бастық директор басшы қожайын меңгеруші шеф
teacher office: мұғалім ұстаз; official office: әкім депутат министр; witness office: куәгер
person polite: азамат мырза
"""
# Bare stems that are too much of an ordinary word, or a polite address, without an ending that says whose.
_ONLY_OWNED = frozenset(
    map(fold, listing("ұл бала қыз аға іні бауыр әпке апке ер әйел әке ана шеше мама ата әже көке тәте дос"))
)
_MY_ENDINGS = ("im", "imiz", "m", "miz")
_THEIR_ENDINGS = ("i", "si")


def kin_of(lower: str, key: str, language: str) -> Kin | None:
    """Tell what a word says, or None."""
    return written().get(lower) or (_kazakh(key) if language == "kk" or not lower.isascii() else _latin_kazakh(key))


def _entries(table: str) -> Iterator[tuple[str, str, list[str], list[str]]]:
    for entry in table.replace("\n", ";").split(";"):
        head, _, words = entry.partition(":")
        if words:
            relation, sort = head.split()
            ruled, _, listed = words.partition("|")
            yield relation, sort, ruled.split(), listed.split()


@cache
def written() -> dict[str, Kin]:
    """Map every English and Russian form to what it says; the first relation of a form stands."""
    forms: dict[str, Kin] = {}
    for relation, sort, words, _ in _entries(_ENGLISH):
        for word in words:
            forms.setdefault(word, Kin(relation=relation, sort=sort))
            plural = "children" if word == "child" else f"{word}s"
            forms.setdefault(plural, Kin(relation=relation, sort=sort, is_plural=True))
    for relation, sort, words, listed in _entries(_RUSSIAN):
        for word in words:
            for form, cases in _cases(word).items():
                forms.setdefault(form, Kin(relation=relation, sort=sort, cases=cases))
        for form in listed:
            word, _, among = form.removesuffix("+").partition("=")
            told = frozenset(among.split(",") if among else ())
            forms.setdefault(word, Kin(relation=relation, sort=sort, is_plural=form.endswith("+"), cases=told))
    return forms


def _cases(word: str) -> dict[str, frozenset[str]]:
    """Decline a noun; a man's genitive is his accusative, and her dative her prepositional."""
    forms: dict[str, set[str]] = {}
    for form, case in russian_forms(word):
        if word.endswith("а") and form.endswith("ей") and word[-2] not in "жшчщц":
            continue  # женой, not женей, which is a name
        same = {"gen": ("gen", "acc") if word[-1] not in "ая" else ("gen",), "dat": ("dat", "pre")}.get(case, (case,))
        forms.setdefault(form, set()).update(same)
    return {form: frozenset(cases) for form, cases in forms.items()}


@cache
def _stems() -> dict[str, tuple[str, str]]:
    stems: dict[str, tuple[str, str]] = {}
    for relation, sort, words, _ in _entries(_KAZAKH):
        for word in words:
            stems.setdefault(fold(word), (relation, sort))
    return stems


@cache
def _stem_heads() -> frozenset[str]:
    return frozenset(stem[:_HEAD] for stem in _stems())


_HEAD = 3


def _kazakh(key: str) -> Kin | None:
    """Find the stem under its suffixes: ұлым, ұлымның, ағамыз, көршілерім; баласы is somebody else's."""
    stems = _stems()
    if key[:_HEAD] not in _stem_heads() and key[:2] not in stems:
        return None
    bases = [key, *(base for base, _ in kazakh_bases(key)), *_short_stems(key)]
    base = next((base for base in sorted(bases, key=len, reverse=True) if base in stems), None)
    if base is None:
        return None
    relation, sort = stems[base]
    plural, rest = _without_plural(key[len(base) :])
    whose = MINE if rest.startswith(_MY_ENDINGS) else THEIRS if rest.startswith(_THEIR_ENDINGS) else ""
    if base in _ONLY_OWNED and not whose:
        return None
    return Kin(relation=relation, sort=sort, is_plural=plural, whose=whose)


def _short_stems(key: str) -> list[str]:
    """Give the stems of two letters, which the rule of suffixes leaves alone: ұл-ым."""
    return [key[:2]] if key[2:4] in ("im", "i", "in") else []


def _without_plural(rest: str) -> tuple[bool, str]:
    return (True, rest[3:]) if rest.startswith(("lar", "ler", "dar", "der", "tar", "ter")) else (False, rest)


def _latin_kazakh(key: str) -> Kin | None:
    """In an English text a Kazakh word must say whose it is: balam Erbol, but no "ana"."""
    kin = _kazakh(key)
    return kin if kin is not None and kin.whose == MINE and len(key) > _SHORTEST_LATIN else None


_SHORTEST_LATIN = 4
