"""Case endings: Russian forms of a name are written out, Kazakh suffix chains taken off, common words cut to stems."""

from collections.abc import Iterable, Iterator

from testimony.pseudonyms.folding import fold, fold_cyrillic, join_folded
from testimony.pseudonyms.listing import listing

# One row per declension: (what the base form ends in, what is cut off, endings with their case).
_PARADIGMS: tuple[tuple[str, int, str], ...] = (
    ("ий", 2, "ий nom|ия gen|ию dat|ием ins|ии pre"),
    ("ей", 1, "й nom|я gen|ю dat|ем ins|е pre"),
    ("й", 1, "й nom|я gen|ю dat|ем ins|ём ins|е pre"),
    ("ия", 2, "ия nom|ии gen|ию acc|ией ins|иею ins"),
    ("я", 1, "я nom|и gen|е dat|ю acc|ей ins|ёй ins|ь voc"),
    ("а", 1, "а nom|ы gen|и gen|е dat|у acc|ой ins|ей ins|ою ins"),
    ("ь", 1, "ь nom|я gen|ю dat|ем ins|е pre|и gen|ью ins"),
)
_CONSONANT_STEM = "nom|а gen|у dat|ом ins|ем ins|е pre"
_VOWELS = "аеёиоуыэюяәөұүі"


def russian_forms(name: str) -> Iterator[tuple[str, str]]:
    """Write out a lower-case Cyrillic given name in the Russian cases, as (form, case)."""
    for ending, cut, row in _PARADIGMS:
        if name.endswith(ending) and len(name) > 2:
            stem = name[: len(name) - cut]
            for cell in row.split("|"):
                suffix, case = cell.split(" ")
                yield stem + suffix, case
            yield from _vocative(name, stem)
            return
    if name[-1] in _VOWELS:
        yield name, "nom"
        return
    for cell in _CONSONANT_STEM.split("|"):
        suffix, _, case = cell.rpartition(" ")
        yield name + suffix, case
    yield from _fleeting_vowel(name)


def russian_keys(name: str) -> set[str]:
    """Give the folded keys of the forms that `russian_forms` writes out; only stems are folded, which is faster."""
    for ending, cut, endings in _KEYED_PARADIGMS:
        if name.endswith(ending) and len(name) > 2:
            letters = name[: len(name) - cut]
            stem = fold_cyrillic(letters)
            keys = {join_folded(stem, key) for key in endings}
            keys.update(fold_cyrillic(form) for form, _ in _vocative(name, letters))
            return keys
    if name[-1] in _VOWELS:
        return {fold(name)}
    stem = fold_cyrillic(name)
    keys = {join_folded(stem, key) for key in _KEYED_CONSONANT_STEM}
    keys.add(fold(name))
    keys.update(fold(form) for form, _ in _fleeting_vowel(name))
    return keys


def _keyed(row: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(cell.partition(" ")[0]) for cell in row.split("|")))


_KEYED_PARADIGMS = tuple((ending, cut, _keyed(row)) for ending, cut, row in _PARADIGMS)
_KEYED_CONSONANT_STEM = _keyed(_CONSONANT_STEM.removeprefix("nom|"))


def _vocative(name: str, stem: str) -> Iterator[tuple[str, str]]:
    """Саш!, Наташ!: what is called across a room."""
    if name.endswith("а") and len(stem) > 2:
        yield stem, "voc"


def _fleeting_vowel(name: str) -> Iterator[tuple[str, str]]:
    """Павел, Павла; Игорёк, Игорька: the last vowel falls out."""
    if len(name) > 3 and name[-2] in "её" and name[-1] in "лк":
        soft = "ь" if name[-1] == "к" and name[-3] in "рлн" else ""
        stem = name[:-2] + soft + name[-1]
        for suffix, case in (("а", "gen"), ("у", "dat"), ("ом", "ins"), ("е", "pre")):
            yield stem + suffix, case


# Suffixes of Kazakh in folded letters (folding.fold), so that people who type к for қ and и for і are read too.
_KAZAKH_CASES = {
    "nin": "gen", "din": "gen", "tin": "gen", "ni": "acc", "di": "acc", "ti": "acc", "n": "acc",
    "ga": "dat", "ge": "dat", "ka": "dat", "ke": "dat", "na": "dat", "ne": "dat", "a": "dat", "e": "dat",
    "da": "loc", "de": "loc", "ta": "loc", "te": "loc", "nda": "loc", "nde": "loc",
    "dan": "abl", "den": "abl", "tan": "abl", "ten": "abl", "nan": "abl", "nen": "abl",
    "men": "ins", "ben": "ins", "pen": "ins",
}  # fmt: skip
_KAZAKH_OTHER = (
    "lar ler dar der tar ter im m in i si imiz miz iniz niz lari leri dari deri tari teri gi ki nki diki "
    "niki tiki dagi "
    "degi tagi tegi min pin bin sin siz dir tir wa we dai dei tai tei jan ken eke eken tailar deilar likti "
    "lik dik tik"
)
_KAZAKH_SUFFIXES: dict[str, str] = dict.fromkeys(_KAZAKH_OTHER.split(), "") | _KAZAKH_CASES
# How long the suffixes are that end in a letter, the shortest first.
_LENGTHS = {
    last: tuple(sorted({len(suffix) for suffix in _KAZAKH_SUFFIXES if suffix[-1] == last}))
    for last in {suffix[-1] for suffix in _KAZAKH_SUFFIXES}
}
_SHORTEST_BASE = 3
_LONGEST_CHAIN = 3


def kazakh_bases(key: str) -> list[tuple[str, str]]:
    """Take suffix chains off a folded word: every possible (base, case of the outermost case suffix)."""
    found: dict[str, str] = {}
    frontier = [(key, "")]
    for _ in range(_LONGEST_CHAIN):
        reached: list[tuple[str, str]] = []
        for word, case in frontier:
            longest = len(word) - _SHORTEST_BASE
            for length in _LENGTHS.get(word[-1:], ()):
                if length > longest:
                    break
                told = _KAZAKH_SUFFIXES.get(word[-length:])
                if told is not None and word[:-length] not in found:
                    found[word[:-length]] = case or told
                    reached.append((word[:-length], case or told))
        frontier = reached
    return list(found.items())


_SURNAME_CASE_ENDINGS = ("imi", "oi", "iu", "ih", "im", "om", "a", "u", "e", "i")
_SURNAME_STEMS = ("ov", "ev", "in", "sk", "xk")
_DECLINED_SURNAMES = tuple(stem + ending for stem in _SURNAME_STEMS for ending in _SURNAME_CASE_ENDINGS)


def base_keys(token_key: str, kazakh: Iterable[tuple[str, str]] | None = None) -> list[str]:
    """Give the folded word itself and every base it may be a form of, the surest first.

    `kazakh` are the word's Kazakh bases where they are known already.
    """
    keys = [token_key]
    if token_key.endswith(_DECLINED_SURNAMES):
        for ending in _SURNAME_CASE_ENDINGS:
            if token_key.endswith(ending) and token_key.endswith(_SURNAME_STEMS, 0, -len(ending)):
                keys.append(token_key[: -len(ending)])
                break
    keys += [base for base, _ in (kazakh_bases(token_key) if kazakh is None else kazakh)]
    return keys


def heads(words: Iterable[str]) -> frozenset[str]:
    """Give the first three letters of words: a Kazakh form keeps them, so that most look-ups can be spared."""
    return frozenset(word[:_SHORTEST_BASE] for word in words)


_RUSSIAN_ENDINGS = listing(
    "а я о е у ю ы и й ь ой ей ом ем ам ям ах ях ами ями ов ев ою ею ию ии ие ия ий ием иям иях иями ью "
    "ый ая ое ые ого его ому ему ым им ую юю яя ее ых их ыми ими "
    "ть ти чь л ла ло ли ет ит ут ют ат ят ешь ишь ете ите ал ала ало али ил ила ило или ел ела ело ели ял яла яло "
    "яли ул ула уло ули ать ить еть ять уть ыть ыл ыла ыло ыли ай яй айте йте вши вшись в ши ив ав "
    "ен ена ено ены н на но ны "
    "ющий ющая ющее ющие ющего ющему ющим ющих ющую ющей ющими вший вшая вшее вшие вшего вшему вшим вших вшую вшей "
    "вшими щий щая щее щие щего щему щим щих щую щей щими "
    "нный нная нное нные нного нному нным нном нных нную нной нными ости ость остью ает яет уют ают яют ует"
)
_LONGEST_ENDING = max(map(len, _RUSSIAN_ENDINGS))
_SHORTEST_REFLEXIVE = 6


def russian_stem(word: str) -> str:
    """Cut a lower-case Russian word to the crude stem under which the list of common words holds it."""
    stem = word.replace("ё", "е")
    if len(stem) >= _SHORTEST_REFLEXIVE and stem.endswith(("ся", "сь")):
        stem = stem[:-2]
    for length in range(min(_LONGEST_ENDING, len(stem) - _SHORTEST_BASE), 0, -1):
        if stem[-length:] in _RUSSIAN_ENDINGS:
            return stem[:-length]
    return stem
