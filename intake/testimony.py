"""The page on which a source writes."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from intake.forms import TestimonyForm
from intake.problems import text_problems
from intake.services import services
from intake.steps import carry_out, current_draft, go, keep_unsent, no_answers
from testimony.giving.answers import Answers
from testimony.giving.errors import GivingError
from web.cookies import ensure_key
from web.languages import current_language, is_offered
from web.logs import note
from web.requests import arrived_damaged

pages = Blueprint("testimony", __name__, template_folder="templates")


@pages.get("/testimony")
def form_in_any_language() -> AnyResponse:
    """Go to the form in the language the browser asks for."""
    return redirect(url_for("testimony.form"), code=302)


@pages.get("/<language:language>/testimony")
def form() -> str | AnyResponse:
    """Show the form with what was written so far, and what must be mended in it."""
    draft = current_draft()
    if draft is not None and draft.state == "sent":
        return go("receipt.receipt")
    return render_template(
        "testimony.html",
        form=TestimonyForm(formdata=None),
        answers=no_answers("") if draft is None else draft.answers,
        problems=[] if draft is None else text_problems(draft.answers, language=current_language()),
        nothing_kept=False,
    )


@pages.post("/<language:language>/testimony")
def receive() -> AnyResponse:
    """Take what was written: send it, check it, or keep it while the language changes."""
    given = TestimonyForm()
    answers = given.answers(current_language())
    if not given.genuine:
        # The cookie is gone or belongs to another tab. Another site was refused before this; whoever is left wrote
        # the text on a page of ours, and it is kept and shown to them rather than refused.
        return keep_unsent(answers)
    key = ensure_key()
    answers = replace(answers, names=_names_so_far())
    if is_offered(request.form.get("language", "")):
        return _switch_language(key, answers, request.form["language"])
    giving = services().giving
    if arrived_damaged():
        return carry_out(giving.write, key, answers, then="testimony.form", mend="testimony.form")
    # Enter, or a button that lost its name on the way, sends: the first promise of the page.
    if "check" in request.form and "send" not in request.form:
        return carry_out(giving.check, key, answers, then="check.check", mend="testimony.form")
    return carry_out(giving.send, key, answers, then="receipt.receipt", mend="testimony.form")


def _names_so_far() -> tuple[str, ...]:
    # "Change my text" keeps the names that were given on the check page.
    try:
        draft = current_draft()
    except GivingError as error:
        # The step that follows meets the same failure and knows what to do about it.
        note("draft_unread", kind=type(error).__name__)
        return ()
    return () if draft is None else draft.answers.names


def _switch_language(key: bytes, answers: Answers, code: str) -> AnyResponse:
    # The answers keep the language they were written under until somebody sends them.
    kept = carry_out(services().giving.write, key, answers, then="testimony.form", mend="testimony.form")
    if kept.location == url_for("testimony.form"):
        return go("testimony.form", language=code)
    return kept
