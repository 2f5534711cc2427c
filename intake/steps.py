"""Carry out one step with a draft and choose the page that follows, whatever goes wrong on the way."""

from collections.abc import Callable
from typing import Any

from flask import Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from intake.forms import TestimonyForm
from intake.problems import text_problems
from intake.services import services
from testimony.giving.answers import Answers
from testimony.giving.drafts import Draft
from testimony.giving.errors import AlreadySent, Busy, InvalidAnswers, NoDraft, NothingKept, StorageUnavailable
from web.cookies import current_key, ensure_key, replace_key
from web.languages import current_language
from web.logs import note

Step = Callable[[bytes, Answers], Draft]


def go(endpoint: str, **values: Any) -> AnyResponse:
    """Send the browser to a page by GET; values are those of the page's address."""
    return redirect(url_for(endpoint, **values), code=303)


def carry_out(step: Step, key: bytes, answers: Answers, *, then: str, mend: str) -> AnyResponse:
    """Do the step and go to `then`; to `mend` where a field must be mended; no failure loses the text."""
    try:
        step(key, answers)
    except InvalidAnswers as error:
        note("answers_to_mend", field=error.field, reason=error.reason)
        if step == services().giving.write:
            return hand_back(answers)
        return carry_out(services().giving.write, key, answers, then=mend, mend=mend)
    except AlreadySent:
        return keep_unsent(answers)
    except (Busy, StorageUnavailable) as error:
        note("kept_for_later", kind=type(error).__name__)
        return go("waiting.kept")
    except NothingKept:
        return hand_back(answers)
    return go(then)


def keep_unsent(answers: Answers) -> AnyResponse:
    """Keep a text under a fresh cookie, unsent, and tell its writer so."""
    key = replace_key()
    try:
        services().giving.write(key, answers)
    except (Busy, StorageUnavailable) as error:
        note("kept_for_later", kind=type(error).__name__)
    except (NothingKept, InvalidAnswers):
        return hand_back(answers)
    return go("waiting.unsent")


def hand_back(answers: Answers) -> Response:
    """Answer the POST itself with the form and the text in it."""
    # Everywhere else a redirect comes first, because browsers write the body of a POST into their session files.
    # Here nothing could keep the text (neither the database nor the spool, or it is too long to be a draft), so this
    # answer is the only place left for it.
    note("nothing_kept")
    problems = text_problems(answers, language=answers.language)
    form = TestimonyForm(formdata=None)
    page = render_template("testimony.html", form=form, answers=answers, problems=problems, nothing_kept=not problems)
    return make_response(page, 422 if problems else 503)


def current_draft() -> Draft | None:
    """Return the draft of this browser, or None."""
    key = current_key()
    return None if key is None else services().giving.load(key)


def draft_gone() -> Response:
    """Say kindly that there is nothing under this cookie any more."""
    return make_response(render_template("expired.html"), 410)


def send_what_is_kept() -> AnyResponse:
    """Send the draft as it rests, and show where it went."""
    try:
        services().giving.send(ensure_key(), None)
    except NoDraft:
        return go("check.check")
    except InvalidAnswers:
        return go("testimony.form")
    except AlreadySent:
        # Kept in memory during an outage, while an older text under the same cookie was sent.
        draft = current_draft()
        return go("check.check") if draft is None else keep_unsent(draft.answers)
    except (Busy, StorageUnavailable, NothingKept) as error:
        note("kept_for_later", kind=type(error).__name__)
        return go("waiting.kept")
    return go("receipt.receipt")


def no_answers(narrative: str) -> Answers:
    """Return answers that hold a narrative and nothing else."""
    return Answers(narrative=narrative, language=current_language())
