"""Tells given names of Slavic origin from others, so that a surrogate sounds like the name it stands for."""

from functools import cache

from testimony.pseudonyms.folding import fold_all
from testimony.pseudonyms.lexicon import given_names

_SLAVIC = (
    "александр алексей анатолий андрей антон борис вадим валерий василий виктор виталий владимир вячеслав геннадий "
    "георгий григорий денис дмитрий евгений егор иван игорь илья кирилл константин леонид максим михаил никита николай "
    "олег павел пётр роман сергей станислав степан фёдор юрий ярослав саша дима женя коля серёжа миша паша ваня петя "
    "алла анастасия анна валентина валерия вера виктория галина дарья екатерина елена елизавета жанна зоя инна ирина "
    "ксения лариса лидия любовь людмила маргарита марина мария надежда наталья нина оксана ольга полина раиса светлана "
    "софья тамара татьяна юлия наташа оля катя лена маша таня света ира люда"
)

_SHORT = 4


@cache
def slavic_bases() -> frozenset[str]:
    """Give the folded Slavic given names, all of them frequent."""
    return frozenset(fold_all(_SLAVIC.split()).values())


def is_slavic(key: str) -> bool:
    """Say whether a folded form belongs to a Slavic given name."""
    name = given_names().get(key)
    if (name.base if name is not None else key) in slavic_bases():
        return True
    # A form may be one of two names (Марину of Марин and of Марина): its stem decides.
    return any(key[:length] in _stems() for length in (len(key), len(key) - 1, len(key) - 2))


@cache
def _stems() -> frozenset[str]:
    return frozenset(base[:-1] for base in slavic_bases() if len(base) > _SHORT)
