"""Changes a record's stripped texts: hides what was missed, gives withheld words back, and destroys the text before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from testimony.desk.deciding import highest_number
from testimony.desk.items import Item
from testimony.desk.opening import Opened, given_hash
from testimony.pseudonyms.again import count_hidden, hide_missed
from testimony.pseudonyms.result import Stripped
from testimony.pseudonyms.spans import SpanType
from testimony.pseudonyms.withholding import give_back, settle, still_withheld
from testimony.record.errors import NoRecord

MARK_MISSED, SHOW_WORDS, CHECK_TEXT = "mark-missed", "show-words", "check-text"


def withheld_in(item: Item) -> dict[int, str]:
    """Give the words of a text that wait for a person to look at them, by the numbers of their mentions."""
    return {int(number): str(word) for number, word in item.content.get("withheld", {}).items()}


def hide(opened: Opened, surface: str, kind: SpanType, *, week: str) -> int:
    """Hide what is still readable in every text, and give the number of places."""
    hidden = 0
    for item, text in zip(opened.texts, opened.view.texts, strict=True):
        if text.linked is None:
            continue
        words, highest = withheld_in(item), highest_number(text.known, kind)
        again = hide_missed(text.linked, surface, kind, words=words, highest=highest)
        hidden += count_hidden(text.linked, again)
        if again is not text.linked:
            _put(opened, item, again, words=words, act=MARK_MISSED, week=week)
    return hidden


def show_words(opened: Opened, text: int, ticked: Collection[str], *, week: str) -> None:
    """Let withheld words of these entities be read; raises NoRecord where no text awaits a check."""
    item, linked = _awaiting(opened, text)
    shown = give_back(linked, _ticked(linked, withheld_in(item), ticked))
    _put(opened, item, shown, words=withheld_in(item), act=SHOW_WORDS, week=week)


def finish_check(opened: Opened, text: int, ticked: Collection[str], *, by: str, week: str) -> None:
    """Let the ticked words be read and hide the others for good; raises NoRecord where no text awaits a check."""
    item, linked = _awaiting(opened, text)
    words = withheld_in(item)
    shown = give_back(linked, _ticked(linked, words, ticked))
    settled = settle(shown, still_withheld(shown, words))
    _put(opened, item, settled, words={}, act=CHECK_TEXT, week=week, checked={"by": by, "week": week})


def _awaiting(opened: Opened, number: int) -> tuple[Item, Stripped]:
    for item, text in zip(opened.texts, opened.view.texts, strict=True):
        if text.number == number and text.linked is not None and text.awaits_check:
            return item, text.linked
    raise NoRecord("text: none of this number awaits a check")


def _ticked(linked: Stripped, words: Mapping[int, str], ticked: Collection[str]) -> dict[int, str]:
    return {m.number: words[m.number] for m in linked.mentions if m.number in words and m.entity in ticked}


def _put(
    opened: Opened, item: Item, stripped: Stripped, *, words: Mapping[int, str], act: str, week: str, **more: Any
) -> None:
    content = {
        **item.content,
        "stripped": stripped.to_json(),
        "withheld": {str(number): word for number, word in still_withheld(stripped, words).items()},
        "given": given_hash(item),
        "act": act,
        "week": week,
        **more,
    }
    opened.items.put(item.kind, content, after=item, keep_before=False)
