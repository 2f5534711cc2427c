"""The method paragraph, "12 interviews: 6 formerly detained, 5 lawyers, 1 relative": one dimension, with consent."""

from collections.abc import Sequence
from dataclasses import dataclass

from testimony.release.errors import BadSheet, TableUnsafe

OTHERS = "others"
# From so many people on, a part of the paragraph names nobody by itself.
FEWEST_WITHOUT_CONSENT = 2


@dataclass(frozen=True, kw_only=True)
class Interviewed:
    """Some people of one kind, and how many of them agreed that a number as small as theirs is told."""

    kind: str
    people: int
    agreed: int


@dataclass(frozen=True, kw_only=True)
class MethodLine:
    """A total and its parts, the largest first, OTHERS last."""

    total: int
    parts: tuple[tuple[str, int], ...]

    def sentence(self) -> str:
        """Return the line in English, for a paragraph that a person writes around it."""
        told = ", ".join(f"{people} {kind}" for kind, people in self.parts)
        return f"{self.total} interviews: {told}"


def method_line(interviewed: Sequence[Interviewed], *, fewest: int = FEWEST_WITHOUT_CONSENT) -> MethodLine:
    """Return the line; a part below `fewest` that not everybody in it agreed to goes into OTHERS.

    One such part alone would still be told by subtraction, so the next smallest joins it. Raise BadSheet, or
    TableUnsafe where nothing but the refused part is there.
    """
    _check(interviewed)
    refused = [one for one in interviewed if one.people < fewest and one.agreed < one.people]
    told = sorted((one for one in interviewed if one not in refused), key=lambda one: (-one.people, one.kind))
    others = sum(one.people for one in refused)
    while refused and others < max(fewest, FEWEST_WITHOUT_CONSENT):
        if not told:
            raise TableUnsafe("method: the only part was refused")
        others += told.pop().people
    parts = [(one.kind, one.people) for one in told]
    if refused:
        parts.append((OTHERS, others))
    return MethodLine(total=sum(one.people for one in interviewed), parts=tuple(parts))


def _check(interviewed: Sequence[Interviewed]) -> None:
    if not interviewed:
        raise BadSheet("method: nobody was interviewed")
    if len({one.kind for one in interviewed}) != len(interviewed) or OTHERS in {one.kind for one in interviewed}:
        raise BadSheet("kind: stands twice or is reserved")
    if any(one.people < 1 or not 0 <= one.agreed <= one.people for one in interviewed):
        raise BadSheet("people: must be one or more, and no more can agree")
