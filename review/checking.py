"""The check of a doubtful text: somebody looks at the words that no list knows before anybody else reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.pieces import Naming, Piece, pieces_of
from review.services import services
from review.steps import go, mended
from review.who import naming_of
from testimony.desk.record import Text
from testimony.people.unlocked import Unlocked

pages = Blueprint("checking", __name__)


@dataclass(frozen=True, kw_only=True)
class ToCheck:
    """A doubtful text with its unknown words to be read; an entity in `firsts` gets its box at this number."""

    number: int
    pieces: list[Piece]
    firsts: frozenset[int]


@pages.get("/records/<hex:record_id>/check")
@proven
def check(unlocked: Unlocked, record_id: str) -> str:
    """Show the words of every text that waits for a check."""
    opened = services().desk.open(unlocked, record_id)
    words = services().desk.words_to_check(unlocked, record_id)
    texts = [
        _to_check(text, words[text.number], naming_of(text, opened)) for text in opened.texts if text.number in words
    ]
    return render_template("checking.html", record=opened, texts=texts, mended=mended())


@pages.post("/records/<hex:record_id>/texts/<int:text>/check")
@proven
def receive(unlocked: Unlocked, record_id: str, text: int) -> AnyResponse:
    """Let the ticked words be read; with `finish`, hide the others for good."""
    ticked = frozenset(request.form.getlist("word"))
    if "finish" not in request.form:
        services().desk.show_words(unlocked, record_id, text, ticked)
        return go("checking.check", record_id=record_id, said="words_shown")
    services().desk.finish_check(unlocked, record_id, text, ticked)
    waits = any(other.awaits_check for other in services().desk.open(unlocked, record_id).texts)
    return go("checking.check" if waits else "record.record", record_id=record_id, said="checked")


def _to_check(text: Text, words: Mapping[int, str], naming: Naming) -> ToCheck:
    pieces = pieces_of(text.stripped, naming) if text.stripped else []
    waiting = {piece.number: piece.entity for piece in reversed(pieces) if piece.waits and piece.number in words}
    firsts = {entity: number for number, entity in waiting.items()}
    return ToCheck(
        number=text.number,
        pieces=[
            replace(piece, text=words[piece.number]) if piece.number is not None and piece.number in waiting else piece
            for piece in pieces
        ],
        firsts=frozenset(number for number in firsts.values() if number is not None),
    )
