"""Number words of the three languages, shared by the layers for dates, times, ages and phones."""

import re

from testimony.pseudonyms.layers.patterns import words
from testimony.pseudonyms.listing import listing

_ENGLISH = (
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
)
_RUSSIAN = (
    "ноль нуль один одна одного одной два две двух двум три трех трёх трем трём четыре четырех четырёх "
    "четырем пять пяти "
    "шесть шести семь семи восемь восьми девять девяти десять десяти одиннадцать одиннадцати двенадцать двенадцати "
    "тринадцать тринадцати четырнадцать четырнадцати пятнадцать пятнадцати шестнадцать шестнадцати "
    "семнадцать семнадцати "
    "восемнадцать восемнадцати девятнадцать девятнадцати двадцать двадцати тридцать тридцати сорок сорока пятьдесят "
    "пятидесяти шестьдесят шестидесяти семьдесят семидесяти восемьдесят восьмидесяти девяносто сто ста двести триста "
    "четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
)
_KAZAKH = (
    "нөл нол бір бир екі еки үш уш төрт торт бес алты жеті жети сегіз сегиз тоғыз тогыз он жиырма отыз қырық "
    "кырык елу "
    "алпыс жетпіс жетпис сексен тоқсан токсан жүз жуз"
)
# These count or tell apart more often than they number: "бірге", "один из них", "one of them".
ALONE = listing("бірге бирге бірде бирде один одна одного одной одну одному one oh бір бир нөл ноль сто он")
CARDINALS = listing(f"{_ENGLISH} {_RUSSIAN} {_KAZAKH}")

ENGLISH_CARDINAL = f"(?:{words(_ENGLISH)})(?:[- ](?:{words('one two three four five six seven eight nine')}))?"
RUSSIAN_CARDINAL = f"(?:{words(_RUSSIAN)})(?: (?:{words(_RUSSIAN)}))?"
KAZAKH_CARDINAL = f"(?:{words(_KAZAKH)})(?: (?:{words(_KAZAKH)}))?"

ENGLISH_ORDINAL = (
    "(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_RUSSIAN_ORDINAL_STEMS = (
    "перв|втор|трет|треть|четверт|четвёрт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|тринадцат|четырнадцат"
    "|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат"
)
RUSSIAN_ORDINAL = f"(?:(?:двадцать|тридцать) )?(?:{_RUSSIAN_ORDINAL_STEMS})(?:ого|его|ое|ье|ому|ым|ом|ую|ую|ой)"
KAZAKH_ORDINAL = (
    "(?:(?:он|жиырма|отыз) )?(?:бірінші|екінші|үшінші|төртінші|бесінші|алтыншы|жетінші|сегізінші|тоғызыншы|оныншы"
    "|жиырмасыншы|отызыншы|биринши|екинши|ушинши|тортинши|бесинши|жетинши|сегизинши|тогызыншы)"
)

_ORDINAL = re.compile(
    rf"(?:{_RUSSIAN_ORDINAL_STEMS}|сороков|пятидесят|шестидесят|сот)(?:ый|ий|ой|ая|ое|ье|ья|ого|его|ьего|ому|ьему|ым|ьим|ом|ем|ьем"
    r"|ую|ью|ей|ьей)"
    r"|(?:бір|бир|ек|үш|уш|төрт|торт|бес|алты|жеті|жети|сегіз|сегиз|тоғыз|тогыз|он|жиырма|отыз|қырқ|елу)(?:ін|ин|ын|н)?(?:ші|шы|ши)"
    r"[^\W\d_]{0,6}"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth"
    r"|twentieth|thirtieth"
)


def is_ordinal(word: str) -> bool:
    """Say whether a lower-case word is an ordinal number of one of the three languages, in any case."""
    return _ORDINAL.fullmatch(word) is not None
