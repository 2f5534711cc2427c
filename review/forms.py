"""The one form of the review app: its token is asked before any view runs, its fields are read where they are used."""

from collections.abc import Iterable

from flask import request
from flask_babel import gettext

from testimony.fields import FieldError
from web.forms import BaseForm, Problem

# Never kept for the next page, not even sealed: the one is typed anew, the other stands on every page.
SECRETS = frozenset({"passphrase", "csrf_token"})


class ActionForm(BaseForm):
    """A form whose token fits every page of a session."""


def form_token() -> str:
    """Return the token that every form of this session carries."""
    token: str = ActionForm(formdata=None).csrf_token.current_token
    return token


def typed(name: str) -> str:
    """Return what was typed into a field, without the spaces around it."""
    return request.form.get(name, "").strip()


def given(names: Iterable[str] | None = None) -> dict[str, str]:
    """Return the fields of the form, or those named, without its secrets."""
    wanted = request.form.keys() if names is None else names
    return {name: request.form.get(name, "") for name in wanted if name not in SECRETS}


def problem_of(error: FieldError) -> Problem:
    """Return the problem of one field in words for the person who filled it in."""
    return Problem(field=error.field, sentence=_sentence(error))


def needed(field: str) -> Problem:
    """Return the problem of an empty field."""
    return Problem(field=field, sentence=gettext("Fill this in."))


def too_long(field: str, limit: int) -> Problem:
    """Return the problem of a text over its limit, in characters."""
    return Problem(field=field, sentence=gettext("This is too long: at most %(limit)s characters.", limit=limit))


def wrong_passphrase() -> Problem:
    """Return the problem of a passphrase that is not this person's."""
    return Problem(field="passphrase", sentence=gettext("This is not your passphrase."))


def _sentence(error: FieldError) -> str:
    sentences = {
        "is needed": gettext("Fill this in."),
        "must be a day written YYYY-MM-DD": gettext("Write the day as 2022-01-31."),
        "must be written YYYY-MM-DD": gettext("Write the day as 2022-01-31."),
        "must be written YYYY-MM": gettext("Write the month as 2022-01."),
        "must be written YYYY-MM-DD or YYYY-MM": gettext("Write the day as 2022-01-31, or the month as 2022-01."),
        "must not be before the start": gettext("The end lies before the beginning."),
        "is needed with this basis": gettext("With this basis, say who gave the permission."),
        "needs another basis": gettext("This is not possible with the basis chosen."),
        "is needed for a minor and for nobody else": gettext("Choose an age band for somebody under 18, else none."),
        "a hold needs a day or a condition": gettext("A hold needs a day or a condition."),
        "holds a character that can't be shown": gettext("There is a sign in it that can't be shown. Type it anew."),
        "stands only without a name": gettext("Give a name, or say why there is none; not both."),
        "stands only with the precision unknown": gettext("Say why only where the date is unknown."),
        "withdrawn terms take no change": gettext("The source withdrew. Nothing can be changed."),
    }
    sentence: str = sentences.get(error.problem) or gettext("This can't be stored as it is. Look at it again.")
    return sentence
