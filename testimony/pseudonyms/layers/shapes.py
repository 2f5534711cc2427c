"""The shapes of patronymics and family names, in Russian, Kazakh and English spelling, with their case endings."""

import re

_KAZAKH_TAIL = (
    "(?:(?:лар|лер|дар|дер|тар|тер)?(?:ының|інің|ның|нің|дың|дің|тың|тің|нын|нин|дын|дин|тын|тин|ына|іне|ға"
    "|ге|қа|ке|га|ка|на|не"
    "|ны|ні|ды|ді|ты|ті|ни|ди|ти|ын|ін|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен|ы|і|а|е|у|ом|ым|ой)?)"
)
PATRONYMIC = re.compile(
    "^.{2,}(?:"
    "(?:ович|евич|ёвич)(?:а|у|ем|ем|е|ы|и|ей|ам)?|(?:овн|евн|ичн)(?:а|ы|е|у|ой|ою)|(?:оглы|огли|угли|углы|кызи)"
    "|(?:ұлы|улы|қызы|кызы|гызы)" + _KAZAKH_TAIL + ""
    "|(?:ovich|evich|ovna|evna|uly|uli|uly|kyzy|qyzy|kizi|qyzi|ogly|oglu)(?:'s|’s)?"
    ")$"
)
SURNAME = re.compile(
    "^.{2,}(?:"
    "(?:ов|ев|ёв|ин|ын)(?:а|у|ым|ом|е|ой|ою|ы|ых|ыми)?"
    "|(?:ов|ев|ин|ова|ева|ина)" + _KAZAKH_TAIL + ""
    "|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)"
    "|(?:енко|чук|щук|швили|дзе)"
    ")$"
)
LATIN_SURNAME = re.compile("^.{2,}(?:[oe]v|yev|[oe]va|yeva|[iy]n|[iy]na|sky|skiy|skaya|skii|enko)(?:'s|’s)?$")
KAZAKH = re.compile(
    "^.{2,}(?:бек|бай|хан|гүл|гул|гуль|жан|ғали|гали|қали|кали|мырза|ғазы|газы|болат|болсын|берген|берди|берді|келді"
    "|келди|сұлтан|султан|мұхамбет|мухамбет|мұхамед|мухамед|мағамбет|магамбет|бике|зада|сұлу|сулу|нұр|нур|назар|темір"
    "|темир|тегін|жол|дияр|улла|олла|уллах|зат)" + _KAZAKH_TAIL + "$"
)
LATIN_KAZAKH = re.compile(
    "^.{2,}(?:bek|bai|bay|khan|gul|gül|zhan|jan|gali|ghali|kali|qali|myrza|bolat|bergen|berdi|keldi|sultan|mukhambet"
    "|mukhamed|muhammed|bike|sulu|nur|nazar|temir|ulla)(?:'s|’s)?$"
)
