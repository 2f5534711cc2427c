"""Makes a release of rows under a rule, and shows what it lets out."""

from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from testimony.release.errors import BadRule, CannotHold, TooFewVictims
from testimony.release.rows.acts import visible_acts
from testimony.release.rows.arrays import Codes, Flags
from testimony.release.rows.full_domain import recode_full_domain
from testimony.release.rows.hierarchy import STAR
from testimony.release.rows.peeling import Peeled, recode_locally
from testimony.release.rows.recoding import Recoding, released_codes, released_text
from testimony.release.rows.rule import Method, Rule
from testimony.release.rows.sheet import ACTS_APART, Sheet
from testimony.release.rows.strength import Strength, measure
from testimony.release.rows.view import View
from testimony.release.rows.vocabulary import recode_with_vocabulary

# Below, tables tell about as much and protect better.
FEWEST_VICTIMS = 500
_METHODS = {
    Method.FULL_DOMAIN: recode_full_domain,
    Method.LOCAL: recode_locally,
    Method.VOCABULARY: recode_with_vocabulary,
}
_MOST_TRIES = 12


@dataclass(frozen=True, kw_only=True, eq=False)
class Anonymised:
    """A release of rows before it is written: the recoding, the acts each class shows, and its cost.

    `k_used` is the k that the classes were made with: higher than the rule's where the average risk asked for it.
    `veiled` marks rows whose acts are withheld whole (successive releases only).
    """

    sheet: Sheet
    rule: Rule
    recoding: Recoding
    visible: Flags
    veiled: Flags
    ncp: float
    k_used: int

    @property
    def released(self) -> int:
        """Return the number of people released."""
        return int(self.recoding.released.sum())

    def codes(self) -> tuple[Codes, ...]:
        """Return per column one number per released row, equal where the released text is."""
        return released_codes(self.sheet, self.recoding)

    def strength(self) -> Strength:
        """Measure the released values themselves, not what the recoding says of them."""
        rows = self.recoding.released
        units = None if self.sheet.each_alone else self.sheet.units[rows]
        return measure(self.codes(), self.sheet.sensitive[rows], units, untold=self.sheet.untold)

    def text(self) -> tuple[list[list[str]], list[str], list[str]]:
        """Return the released columns, main acts and act sets, row by row in the order of the table."""
        rows = np.flatnonzero(self.recoding.released)
        shown = self.visible[self.recoding.class_of[rows]] & ~self.veiled[rows, None]
        labels = self.sheet.act_labels
        main = self.sheet.sensitive[rows]
        main_shown = shown[np.arange(len(rows)), main]
        mains = [labels[act] if told else STAR for act, told in zip(main, main_shown, strict=True)]
        told_acts = shown & self.sheet.acts[rows]
        sets = [ACTS_APART.join(labels[act] for act in np.flatnonzero(row)) or STAR for row in told_acts]
        return released_text(self.sheet, self.recoding), mains, sets


def anonymise(sheet: Sheet, rule: Rule, *, reason: str = "", agreement: str = "") -> Anonymised:
    """Recode the table so that it keeps the rule; raise TooFewVictims, BadRule or CannotHold.

    `reason` is why rows of fewer than FEWEST_VICTIMS are released all the same; `agreement` names the recorded
    agreement that a restricted partner's rule asks for.
    """
    require_grounds(sheet, rule, reason=reason, agreement=agreement)
    view = View.of(sheet)
    peeled, k_used = _within_average_risk(view, rule)
    if not peeled.recoding.released.any():
        raise CannotHold("table: nobody can be released under this rule")
    return Anonymised(
        sheet=sheet,
        rule=rule,
        recoding=peeled.recoding,
        visible=visible_acts(sheet, peeled.recoding, k=rule.k, m=rule.m),
        veiled=np.zeros(sheet.size, dtype=np.bool_),
        ncp=peeled.ncp,
        k_used=k_used,
    )


def require_grounds(sheet: Sheet, rule: Rule, *, reason: str, agreement: str) -> None:
    """Raise TooFewVictims or BadRule where rows of so few, or for such a partner, lack the words that allow them."""
    if sheet.size < FEWEST_VICTIMS and not reason.strip():
        raise TooFewVictims(f"table: has fewer than {FEWEST_VICTIMS} victims; make tables, or state a reason")
    if rule.agreement and not agreement.strip():
        raise BadRule("agreement: this rule is for a partner with a recorded agreement")


def _within_average_risk(view: View, rule: Rule) -> tuple[Peeled, int]:
    """Raise k until the average risk is within the rule, then lower it while it stays so."""
    recode = _METHODS[rule.method]
    too_low, k = rule.k - 1, rule.k
    best = recode(view, rule)
    for _ in range(_MOST_TRIES):
        risk = best.recoding.average_risk(view.sheet)
        if risk <= rule.average_risk:
            break
        too_low, k = k, max(k + 1, ceil(k * risk / rule.average_risk))
        best = recode(view, replace(rule, k=k))
    else:
        raise CannotHold("average_risk: can't be reached with this table")
    good, high = best, k
    while high - too_low > max(1, high // 20):  # within a twentieth of the least k is near enough
        middle = (high + too_low) // 2
        tried = recode(view, replace(rule, k=middle))
        if tried.recoding.average_risk(view.sheet) <= rule.average_risk:
            good, high = tried, middle
        else:
            too_low = middle
    return good, high
