"""Asks Aigaq's own engine, and translates its answer into what the scoring knows."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.strip import strip
from tests.evaluation.scoring import Answer, Hidden
from tests.evaluation.texts import Casing, Text, cased

# Words of the sets for which the engine has one of its own; "self" and "patient" it has none for.
RELATIONS = {
    "grandfather": "grandparent",
    "grandson": "grandchild",
    "guard": "officer",
    "headmaster": "chief",
    "employer": "chief",
}
UNASKED = frozenset({"self", "patient", "client", "pupil", "flatmate"})
_LOADING = """
import resource, time
start = time.process_time()
from testimony.pseudonyms.strip import strip
for language, text in (("en", "They beat Arman."), ("ru", "Армана избили."), ("kk", "Арманды ұрды.")):
    strip(text, language=language)
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def ask(text: Text, casing: Casing, *, strict: bool = False) -> tuple[Answer, float]:
    """Strip one text in a casing; returns the answer and the seconds of processor time it took."""
    given = cased(text.text, casing)
    start = process_time()
    stripped = strip(given, language=text.language, strict=strict)
    seconds = process_time() - start
    hidden = tuple(
        Hidden(start=m.start, end=m.end, entity=m.entity if m.type is SpanType.PERSON else None)
        for m in stripped.mentions
    )
    relations = {entity.id: entity.relation for entity in stripped.entities if entity.relation is not None}
    return Answer(hidden=hidden, relations=relations), seconds


def load(rounds: int = 3) -> tuple[float, float]:
    """Measure fresh processes: CPU seconds until one text in each language is done, and MB resident then.

    The fastest of the rounds counts: what is slower is what else the machine did.
    """
    return min(_load_once() for _ in range(rounds))


def _load_once() -> tuple[float, float]:
    # The interpreter is this one and the script is the constant above.
    done = subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)
