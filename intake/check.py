"""The check page: a source's own words with the hidden parts boxed, and room for names we missed."""

from dataclasses import replace

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from intake.forms import CheckForm, ticked
from intake.problems import name_problems
from intake.services import services
from intake.steps import carry_out, current_draft, draft_gone, go
from testimony.giving.answers import MAX_NAMES
from testimony.giving.drafts import Draft
from testimony.pseudonyms.render import boxes
from testimony.pseudonyms.withholding import give_back, withheld_words
from web.cookies import ensure_key
from web.forms import Problem
from web.languages import is_offered
from web.requests import arrived_damaged

EMPTY_LINES = 5

pages = Blueprint("check", __name__, template_folder="templates")


@pages.get("/<language:language>/check")
def check() -> str | AnyResponse:
    """Show the words with the hidden parts boxed."""
    draft = current_draft()
    if draft is None:
        return draft_gone()
    if draft.state == "sent":
        return go("receipt.receipt")
    problems = name_problems(draft.answers)
    if draft.state == "writing" and not problems:
        return go("testimony.form")
    return _page(draft, problems)


@pages.post("/<language:language>/check")
def receive() -> AnyResponse:
    """Take the names and ticks: send, check again, or go back to the text."""
    given = CheckForm()
    draft = current_draft()
    if draft is None or draft.state == "sent" or not given.genuine:
        # The page behind this address says what the matter is, with a form that fits the cookie.
        return go("check.check")
    key = ensure_key()
    answers = replace(draft.answers, names=given.names(), shown=ticked(request))
    giving = services().giving
    if is_offered(request.form.get("language", "")):
        kept = carry_out(giving.check, key, answers, then="check.check", mend="check.check")
        same_page = kept.location == url_for("check.check")
        return go("check.check", language=request.form["language"]) if same_page else kept
    if "change" in request.form or arrived_damaged():
        then = "testimony.form" if "change" in request.form else "check.check"
        return carry_out(giving.write, key, answers, then=then, mend=then)
    if "check" in request.form and "send" not in request.form:
        return carry_out(giving.check, key, answers, then="check.check", mend="check.check")
    return carry_out(giving.send, key, answers, then="receipt.receipt", mend="check.check")


def _page(draft: Draft, problems: list[Problem]) -> str:
    # Words that are hidden only until somebody has looked get no box: the source need not decide about them.
    unknown = withheld_words(draft.stripped) if draft.stripped else {}
    pieces = boxes(draft.answers.narrative, give_back(draft.stripped, unknown)) if draft.stripped else []
    lines = [*draft.answers.names, *[""] * EMPTY_LINES][:MAX_NAMES]
    return render_template(
        "check.html",
        form=CheckForm(formdata=None),
        draft=draft,
        pieces=pieces,
        unknown_words=bool(unknown),
        lines=lines,
        problems=problems,
    )
