"""The reading room: one testimony with its names hidden, and what a reader can mend in it."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.forms import needed, too_long, typed
from review.pieces import Guess, Piece, guesses_of, pieces_of
from review.services import services
from review.steps import go, hand_back, mended
from review.who import WhoIsWho, naming_of, who_is_who
from review.words import word
from testimony.desk.deciding import SOMEBODY_ELSE, Verdict
from testimony.desk.errors import NothingFound
from testimony.desk.record import OpenRecord, Text
from testimony.people.unlocked import Unlocked
from testimony.pseudonyms.doubt import ALLOW_LIST
from testimony.pseudonyms.spans import SpanType
from web.forms import Problem

LONGEST_SURFACE = 200

pages = Blueprint("record", __name__)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One text of a record as the page shows it; no pieces where nobody has hidden its names yet."""

    text: Text
    pieces: list[Piece] | None
    guesses: list[Guess]
    who: WhoIsWho

    @property
    def number(self) -> int:
        """Return the text's number in the record."""
        return self.text.number

    @property
    def doubts(self) -> list[str]:
        """List why names may have been missed."""
        stripped = self.text.stripped
        return [reason for reason in stripped.reasons if reason != ALLOW_LIST] if stripped else []

    @property
    def requests(self) -> list[Piece]:
        """List the hidden parts that the source says are no names, and that nobody has decided about."""
        return [piece for piece in self.pieces or [] if piece.asked]


@pages.get("/records/<hex:record_id>")
@proven
def record(unlocked: Unlocked, record_id: str) -> str:
    """Show the reading room."""
    opened = services().desk.open(unlocked, record_id)
    return render_template(
        "record.html",
        record=opened,
        texts=texts_of(opened),
        kinds=[(kind.value, word(kind, "mention")) for kind in SpanType],
        somebody_else=SOMEBODY_ELSE,
        mended=mended(),
    )


@pages.post("/records/<hex:record_id>/missed")
@proven
def hide(unlocked: Unlocked, record_id: str) -> AnyResponse:
    """Hide something that is still readable, in the whole record."""
    surface, kind = typed("surface"), typed("type")
    problem = _problem(surface, kind)
    if problem is None:
        try:
            services().desk.mark_missed(unlocked, record_id, surface, SpanType(kind))
        except NothingFound:
            problem = Problem(field="surface", sentence=gettext("These words do not stand in this record as written."))
    if problem is not None:
        return hand_back("record.record", [problem], record_id=record_id)
    return go("record.record", record_id=record_id, said="hidden")


@pages.post("/records/<hex:record_id>/texts/<int:text>/mentions/<int:mention>")
@proven
def decide(unlocked: Unlocked, record_id: str, text: int, mention: int) -> AnyResponse:
    """Decide what the source said about a hidden part: that it is no name."""
    decision = typed("decision")
    if decision in {"restore", "keep"}:
        services().desk.decide_shown(unlocked, record_id, text, mention, restore=decision == "restore")
    return go("record.record", record_id=record_id, said="decided")


@pages.post("/records/<hex:record_id>/texts/<int:text>/pairs")
@proven
def decide_pair(unlocked: Unlocked, record_id: str, text: int) -> AnyResponse:
    """Decide whether two labels stand for one person, or take such a decision back."""
    first, second, verdict = typed("first"), typed("second"), typed("verdict")
    if verdict not in set(Verdict) or not first or not second or first == second:
        problem = Problem(field="second", sentence=gettext("Choose two different labels."))
        return hand_back("record.record", [problem], record_id=record_id)
    services().desk.decide_pair(unlocked, record_id, text, first, second, Verdict(verdict))
    return go("record.record", record_id=record_id, said="pair")


@pages.post("/records/<hex:record_id>/texts/<int:text>/account")
@proven
def decide_across(unlocked: Unlocked, record_id: str, text: int) -> AnyResponse:
    """Decide who of the account somebody in an added text is, or take such a decision back."""
    services().desk.decide_across(unlocked, record_id, text, typed("entity"), typed("account"))
    return go("record.record", record_id=record_id, said="pair")


@pages.post("/records/<hex:record_id>/texts/<int:text>/places")
@proven
def decide_place(unlocked: Unlocked, record_id: str, text: int) -> AnyResponse:
    """Decide who is meant at one place, or take such a decision back."""
    mention = typed("mention")
    if not (mention.isascii() and mention.isdigit() and len(mention) < 7):
        return hand_back("record.record", [needed("mention")], record_id=record_id)
    services().desk.decide_mention(unlocked, record_id, text, int(mention), typed("entity"))
    return go("record.record", record_id=record_id, said="place")


@pages.post("/records/<hex:record_id>/thaw")
@proven
def thaw(unlocked: Unlocked, record_id: str) -> AnyResponse:
    """Lift a freeze, once the person who does it says that the source asked for it."""
    if typed("asked") != "yes":
        problem = Problem(field="asked", sentence=gettext("Tick it only if the source has asked for this."))
        return hand_back("record.record", [problem], record_id=record_id)
    services().desk.thaw(unlocked, record_id)
    return go("record.record", record_id=record_id, said="thawed")


def texts_of(opened: OpenRecord) -> list[Shown]:
    """Return the record's texts, cut into pieces; the source's requests concern the first."""
    return [_shown(text, opened, first=place == 0) for place, text in enumerate(opened.texts)]


def _shown(text: Text, opened: OpenRecord, *, first: bool) -> Shown:
    who, naming = who_is_who(text, opened), naming_of(text, opened)
    if text.stripped is None:
        return Shown(text=text, pieces=None, guesses=[], who=who)
    decided = {decision.mention for decision in opened.decisions.boxes if decision.text == text.number}
    pieces = pieces_of(text.stripped, naming, ticked=opened.shown if first else (), decided=decided)
    return Shown(text=text, pieces=pieces, guesses=guesses_of(text.stripped, naming), who=who)


def _problem(surface: str, kind: str) -> Problem | None:
    if not surface:
        return needed("surface")
    if len(surface) > LONGEST_SURFACE:
        return too_long("surface", LONGEST_SURFACE)
    if kind not in set(SpanType):
        return needed("type")
    return None
