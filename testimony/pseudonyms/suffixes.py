"""The grammar of Kazakh endings: which letters may follow a stem; ordinary words are known by it in all their forms."""

import re
from collections.abc import Container

# All in folded letters (folding.fold), so that typing on Russian keys is read too; folding also melts double letters.
_PLURAL = "(?:lar|ler|dar|der|tar|ter)"
_OWNER = "(?:imiz|miz|iniz|niz|im|m|in|n|si|i)"
_CASE = "(?:nin|din|tin|nda|nde|dan|den|tan|ten|nan|nen|men|ben|pen|ni|di|ti|ga|ge|ka|ke|na|ne|da|de|ta|te|n|a|e)"
_PREDICATE = "(?:min|bin|pin|sin|siz|miz|biz|piz|sinder|sizder|dir|tir)"
_RELATED = "(?:(?:nda|nde|da|de|ta|te)gi|gi|ki|niki|diki|tiki)"
# A name may end in -bek, -bai, -tai, -gali, -uli: the endings that look so are left out, ordinary or not.
_QUALITY = "(?:(?:lik|dik|tik|siz|li|di|ti|wi|wil|dagi|degi)(?:lik|dik|tik)?)"
_NOUN = f"{_PLURAL}?{_OWNER}?{_CASE}?(?:{_RELATED}{_PLURAL}?{_OWNER}?{_CASE}?)?{_PREDICATE}?"
_VOICE = "(?:tir|dir|giz|kiz|gir|kir|it|t|il|l|in|n|is|s)"
_NOT = "(?:ma|me|ba|be|pa|pe)"
_I = "(?:m|n|k|niz|ndar|nder|nizdar|nizder)"
_FINITE = (
    f"(?:[dt]i{_I}?|s[ae]{_I}?"
    f"|[aei](?:di|min|sin|siz|miz|sizdar|sizder)?|i?p(?:ti|pin|sin|siz|piz|in|iz)?"
    f"|(?:[gk][ae]n|[aei]tin|m[ae]s|b[ae]s|p[ae]s)(?:dik|tik|sin|min|biz|miz)?{_NOUN}"
    f"|[aei]?r(?:min|sin|siz|miz|ga|ge)?"
    f"|u(?:wi|siz)?{_NOUN}"
    f"|sin|i?niz(?:dar|der)?|indar|inder|[ae]?in|[ae]?ik|[gk][ae]n(?:wa|we)|[mbp][ae]kwi{_NOUN})"
)
_CHAIN = re.compile(f"(?:{_QUALITY}?{_NOUN}|{_VOICE}{{0,2}}{_NOT}?{_FINITE}|{_VOICE}{{1,2}}|{_NOT})")
_NOUN_CHAIN = re.compile(_QUALITY + "?" + _NOUN)
_SOME_ENDING = re.compile(f"(?=.){_QUALITY}?{_NOUN}$")
_SHORTEST_STEM = 2
_SHORTEST_CHANGED = 3
_SOFTENED = {"g": "k", "b": "p"}
_VOWELS = "aeiou"


def is_form_of(stems: Container[str], key: str, names: Container[str] = ()) -> bool:
    """Say whether a folded word is one of `stems` with endings that Kazakh allows.

    A form of one of `names` is none, unless a stem explains more of its letters.
    """
    for cut in range(len(key), _SHORTEST_STEM - 1, -1):
        head = key[:cut]
        if head in stems and _follows(head, key[cut:]):
            return True
        before_vowel = key[cut : cut + 1] in _VOWELS and _SHORTEST_CHANGED <= cut < len(key)
        if before_vowel and _is_changed(head, stems) and _CHAIN.fullmatch(key, cut):
            return True
        if head in names and _CHAIN.fullmatch(key, cut):
            return False
    return False


def _follows(head: str, rest: str) -> bool:
    """Say whether endings may stand behind a stem: as written, or with the letter that folding melted."""
    return _CHAIN.fullmatch(rest) is not None or (rest != "" and _CHAIN.fullmatch(head[-1] + rest) is not None)


def _is_changed(head: str, stems: Container[str]) -> bool:
    """Say whether a stem stands here as it does before a vowel: аяқ, аяғы; кітап, кітабы; ерін, ерні."""
    if head[-1] in _SOFTENED and head[:-1] + _SOFTENED[head[-1]] in stems:
        return True
    return head[-2] not in _VOWELS and head[-1] not in _VOWELS and f"{head[:-1]}i{head[-1]}" in stems


def is_ending(key: str) -> bool:
    """Say whether folded letters are endings that a Kazakh noun may have."""
    return _NOUN_CHAIN.fullmatch(key) is not None


def longest_ending(key: str) -> int:
    """Give how many folded letters at the end of a word can be endings of a Kazakh noun at most."""
    found = _SOME_ENDING.search(key)
    return 0 if found is None else len(key) - found.start()
