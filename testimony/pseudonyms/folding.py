"""Making spellings comparable: odd characters undone with exact offsets, words folded to one key across scripts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Nothing below changes the text that is kept: the layers look at the folded form, offsets lead back to the given one.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\uffa0\U000e0000-\U000e01ef"
)
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-‐‑¬][ \t]{0,4}\r?\n[ \t]{0,4}(?=[^\W\d_])")
_ODD = re.compile(
    f"[{_INVISIBLE}\u0300-\u036f\u2460-\u24ff\u2100-\u214f\ufb00-\ufb06\uff01-\uff9f\U0001d400-\U0001d7ff]"
    r"|[-‐‑¬][ \t]{0,4}\r?\n"
)
# What is taken as it stands, many characters at once; hyphens are not, as one may break a word.
_PLAIN = re.compile("[\0-,./-\u00a9\u00bf-\u02ff\u0400-\u0482\u048a-\u052f]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Normal:
    """A text without odd characters; `starts[i]:ends[i]` is what character i was in the text as given."""

    text: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Lead a stretch of the normal text back to the text as given."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


# Other small forms of i and s, which a pattern that ignores case takes for these.
_SMALL = str.maketrans("ıſ", "is")


def small_letters(text: str) -> str:
    """Write a text in small letters, each at the place of its capital."""
    lower = text.lower()
    if len(lower) != len(text):
        # İ becomes two characters.
        lower = "".join(character.lower()[0] for character in text)
    return lower.translate(_SMALL) if "ı" in lower or "ſ" in lower else lower


def normalise(text: str) -> Normal:
    """Undo invisible characters, loose accents, look-alike letter blocks and words broken over a line."""
    if not _ODD.search(text):
        return Normal(text=text, starts=None, ends=None)
    breaks = {match.start(): match.end() for match in _BROKEN_WORD.finditer(text)}
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        if position in breaks:
            position = breaks[position]
            continue
        run = _PLAIN.match(text, position)
        if run is not None:
            characters += run.group()
            starts += range(position, run.end())
            ends += range(position + 1, run.end() + 1)
            position = run.end()
            continue
        character = text[position]
        if unicodedata.combining(character):
            _attach(character, position, characters, ends)
        elif not _INVISIBLE_CHARACTER.match(character):
            for plain in _compatible(character):
                characters.append(plain)
                starts.append(position)
                ends.append(position + 1)
        position += 1
    return Normal(text="".join(characters), starts=tuple(starts), ends=tuple(ends))


def _attach(mark: str, position: int, characters: list[str], ends: list[int]) -> None:
    """Let an accent melt into its letter (и + breve is й); one that cannot is dropped, as nobody reads it."""
    if not characters:
        return
    composed = unicodedata.normalize("NFC", characters[-1] + mark)
    if len(composed) == 1:
        characters[-1] = composed
    ends[-1] = position + 1


def _compatible(character: str) -> str:
    if character < "\u2000" and not "\u00aa" <= character <= "\u00be":
        return character
    return unicodedata.normalize("NFKC", character) if character.isalnum() else character


_LOOKALIKE_TO_CYRILLIC = str.maketrans("aeopcxyikmthbnABCEHIKMOPTXYÁÉ", "аеорсхуікмтһьпАВСЕНІКМОРТХУАЕ")
_LOOKALIKE_TO_LATIN = str.maketrans("аеорсхуіктмһьАВСЕНІКМОРТХУ", "aeopcxyiktmhbABCEHIKMOPTXY")
_LEET = str.maketrans("013467", "оізаыт")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def one_script(word: str) -> str:
    """Turn look-alike letters of the other script back, in a word that mixes Latin and Cyrillic."""
    if not _CYRILLIC.search(word) or not _LATIN.search(word):
        return word
    latin = word.translate(_LOOKALIKE_TO_LATIN)
    return word.translate(_LOOKALIKE_TO_CYRILLIC) if _CYRILLIC.search(latin) else latin


def without_leet(word: str) -> str:
    """Read figures inside a word as the letters they stand in for (0 for o, 3 for з)."""
    return one_script(word.translate(_LEET))


_FOLD_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдежзиклмнопрстуфхцчшщ", "abvgdejziklmnoprstufhxcww", strict=True)),
        **dict(zip("әғқңөұүһіёйыэ", "agknouuhieiie", strict=True)),
        # Neighbours' letters, in which people write their own names: Uzbek, Tajik, Tatar, Kyrgyz, Ukrainian.
        **dict(zip("ҳўҷҗӯӣїєґ", "hujjuiieg", strict=True)),
        "ю": "iu",
        "я": "ia",
        "ь": "",
        "ъ": "",
        "'": "",
        "’": "",
        "ʼ": "",
    }
)
_FOLD_LATIN_LETTERS = str.maketrans(
    {
        "w": "v", "x": "ks", "q": "k", "ş": "š", "ç": "č", "ğ": "g", "ı": "i", "ö": "o", "ü": "u", "ä": "a", "ñ": "n",
        "ū": "u", "á": "a", "ǵ": "g", "ń": "n", "ó": "o", "ú": "u", "ý": "i", "é": "e", "í": "i", "ə": "a", "ŋ": "n",
        "'": "", "’": "", "ʼ": "", "`": "",
    }
)  # fmt: skip
_FOLD_LATIN_PAIRS = (
    ("shch", "š"), ("sch", "š"), ("sh", "š"), ("ch", "č"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"),
    ("gh", "g"), ("ts", "x"), ("tz", "x"), ("ye", "e"), ("yo", "e"), ("yu", "iu"), ("ya", "ia"), ("ck", "k"),
    ("ph", "f"), ("y", "i"), ("c", "k"), ("š", "w"), ("č", "c"),
)  # fmt: skip
_REPEATED = re.compile(r"(.)(?=\1)")


def fold_all(words: Iterable[str]) -> dict[str, str]:
    """Fold many words in one go, which costs a fraction of folding each; give each word's key."""
    cyrillic: list[str] = []
    latin: list[str] = []
    for word in words:
        (latin if word.isascii() or not _CYRILLIC.search(word) else cyrillic).append(word)
    keys: dict[str, str] = {}
    for group in (cyrillic, latin):
        if group:
            keys.update(zip(group, fold("\n".join(group)).split("\n"), strict=True))
    return keys


def join_folded(stem: str, ending: str) -> str:
    """Give the key of a Cyrillic word whose ending begins with a vowel or й, from the keys of its two parts."""
    return stem + ending[1:] if ending[:1] == stem[-1:] else stem + ending


def fold(word: str) -> str:
    """Give the key under which spellings of one name meet: Ержан, Erzhan, Yerjan and ЕРЖАН are one."""
    lowered = word.lower()
    if _CYRILLIC.search(lowered):
        return fold_cyrillic(lowered)
    key = lowered.translate(_FOLD_LATIN_LETTERS)
    for pair, single in _FOLD_LATIN_PAIRS:
        if pair in key:
            key = key.replace(pair, single)
    return _REPEATED.sub("", key)


def fold_cyrillic(lower: str) -> str:
    """Fold a word or a stem in small Cyrillic letters."""
    return _REPEATED.sub("", lower.replace("дж", "ж").replace("тс", "ц").translate(_FOLD_CYRILLIC))
