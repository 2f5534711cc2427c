"""Find what keeps a draft from being sent, in words for the person who wrote it."""

from flask_babel import format_decimal, gettext

from testimony.giving.answers import MAX_CONTACT, MAX_NAME, MAX_NARRATIVE, Answers
from web.forms import Problem

_DAMAGED = "\ufffd"


# The problems are read from the draft itself, after the redirect, so that the address stays the same, nothing about
# the text stands in it, and reloading the page tells the truth.
def text_problems(answers: Answers, *, language: str) -> list[Problem]:
    """Return the problems of the fields on the form page."""
    return [
        *_narrative_problems(answers, language=language),
        *_contact_problems("contact", answers.contact),
        *_contact_problems("contact_safe", answers.contact_safe),
    ]


def name_problems(answers: Answers) -> list[Problem]:
    """Return the problems of the names on the check page, each under its field's id."""
    return [
        Problem(field=f"person-{place}-name", sentence=_name_sentence(name))
        for place, name in enumerate(answers.names)
        if len(name) > MAX_NAME or _DAMAGED in name
    ]


def _narrative_problems(answers: Answers, *, language: str) -> list[Problem]:
    # A draft saved by the language switch still carries the language it was written under: somebody who only changed
    # the language has not tried to send anything yet.
    tried_to_send = answers.language == language
    if not answers.narrative.strip() and tried_to_send:
        return [Problem(field="narrative", sentence=gettext("Write what happened, in a few words or in many."))]
    return _text_problems("narrative", answers.narrative, MAX_NARRATIVE)


def _contact_problems(field: str, text: str) -> list[Problem]:
    return _text_problems(field, text, MAX_CONTACT)


def _text_problems(field: str, text: str, limit: int) -> list[Problem]:
    if len(text) > limit:
        return [Problem(field=field, sentence=too_long(len(text), limit))]
    if _DAMAGED in text:
        return [Problem(field=field, sentence=damaged())]
    return []


def _name_sentence(name: str) -> str:
    return damaged() if _DAMAGED in name else too_long(len(name), MAX_NAME)


def too_long(length: int, limit: int) -> str:
    """Return the sentence for a text over its limit, in characters."""
    sentence: str = gettext(
        "This has %(length)s characters and we can take %(limit)s. Nothing was cut. Send it in parts, or shorten it.",
        length=format_decimal(length),
        limit=format_decimal(limit),
    )
    return sentence


def damaged() -> str:
    """Return the sentence for a text in which some letters did not arrive."""
    sentence: str = gettext(
        "Some letters did not reach us whole. Each is shown as %(sign)s. Put them right if you can, then send again.",
        sign=_DAMAGED,
    )
    return sentence
