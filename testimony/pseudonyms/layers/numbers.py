"""Number words of the three languages, shared by the layers for dates, times, ages and phones."""

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
