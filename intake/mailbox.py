"""The mailbox behind a code: messages, more words, and the say over what may be done with a testimony."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crypto.digests import sha256
from crypto.errors import BadReceipt
from crypto.labels import DERIVE_MAILBOX_SLOT
from intake.forms import CodeForm, MailboxForm
from intake.problems import text_problems
from intake.services import services
from intake.steps import carry_out, current_draft, go, keep_unsent, no_answers
from testimony.giving.errors import Busy, InvalidAnswers, NoDraft, NoMailbox, NothingKept, StorageUnavailable
from testimony.giving.mailbox import Mailboxes
from web.cookies import ensure_key, send_key_again
from web.languages import current_language
from web.logs import note
from web.requests import arrived_damaged

pages = Blueprint("mailbox", __name__, template_folder="templates")

_BUTTONS: dict[str, Callable[[Mailboxes, bytes], None]] = {
    "narrow": lambda mailboxes, key: mailboxes.narrow(key),
    "freeze": lambda mailboxes, key: mailboxes.freeze(key),
    "withdraw": lambda mailboxes, key: mailboxes.withdraw(key),
    "cancel": lambda mailboxes, key: mailboxes.cancel_withdrawal(key),
    "leave": lambda mailboxes, key: mailboxes.leave(key),
}


@pages.get("/mailbox")
def mailbox_in_any_language() -> AnyResponse:
    """Go to the mailbox in the language the browser asks for."""
    return redirect(url_for("mailbox.mailbox"), code=302)


@pages.get("/<language:language>/mailbox")
def mailbox() -> str:
    """Show the open mailbox, or ask for the code."""
    try:
        view = services().mailboxes.look(_slot())
    except (NoDraft, NoMailbox):
        send_key_again()  # or "Back" would show messages after the mailbox was closed
        return render_template("code.html", form=CodeForm(formdata=None), refused=False, word=None)
    return render_template("mailbox.html", form=MailboxForm(formdata=None), view=view)


@pages.get("/<language:language>/mailbox/unopened")
def unopened() -> str:
    """Ask for the code again; the page names the place of a word we do not know, never the word."""
    word = request.args.get("word", type=int)
    return render_template("code.html", form=CodeForm(formdata=None), refused=True, word=word)


@pages.get("/<language:language>/mailbox/stored")
def stored() -> str:
    """Say that the words were stored."""
    return render_template("stored.html")


@pages.get("/<language:language>/mailbox/again")
def again() -> str | AnyResponse:
    """Show words that are kept and not stored yet."""
    draft = current_draft()
    if draft is None or draft.state == "sent":
        return go("mailbox.mailbox")
    problems = text_problems(draft.answers, language=current_language())
    form = MailboxForm(formdata=None)
    return render_template("again.html", form=form, answers=draft.answers, problems=problems)


@pages.post("/<language:language>/mailbox")
def receive() -> AnyResponse:
    """Open the mailbox, store more words, or do what a button says."""
    if "code" in request.form:
        return _enter()
    if "narrative" in request.form and not _BUTTONS.keys() & request.form.keys():
        return _write_more()
    return _press()


def _enter() -> AnyResponse:
    form = CodeForm()
    if not form.genuine:
        return go("mailbox.mailbox")
    try:
        services().mailboxes.enter(_slot(), form.code.data or "")
    except BadReceipt as error:
        return go("mailbox.unopened") if error.position is None else go("mailbox.unopened", word=error.position)
    except NoMailbox:
        return go("mailbox.unopened")
    except (Busy, StorageUnavailable, NothingKept) as error:
        return _later(error)
    return go("mailbox.mailbox")


def _press() -> AnyResponse:
    if not MailboxForm().genuine:
        return go("mailbox.mailbox")
    pressed = [act for name, act in _BUTTONS.items() if name in request.form]
    try:
        for act in pressed[:1]:
            act(services().mailboxes, _slot())
    except (NoDraft, NoMailbox):
        return go("mailbox.mailbox")
    except (Busy, StorageUnavailable, NothingKept) as error:
        return _later(error)
    return go("mailbox.mailbox")


def _write_more() -> AnyResponse:
    form = MailboxForm()
    answers = no_answers(form.narrative.data or "")
    if not form.genuine:
        return keep_unsent(answers)
    key = ensure_key()
    giving = services().giving
    try:
        if not arrived_damaged():
            services().mailboxes.write_more(_slot(), answers.narrative, answers.language)
            _forget_kept_copy(key, answers.narrative)
            return go("mailbox.stored")
    except (NoDraft, NoMailbox):
        # The mailbox closed while somebody was writing. The words are theirs to send all the same.
        return keep_unsent(answers)
    except (InvalidAnswers, Busy, StorageUnavailable, NothingKept) as error:
        note("mailbox_words_kept", kind=type(error).__name__)
    return carry_out(giving.write, key, answers, then="mailbox.again", mend="mailbox.again")


def _forget_kept_copy(key: bytes, narrative: str) -> None:
    draft = services().giving.load(key)
    if draft is not None and draft.state == "writing" and draft.answers.narrative == narrative:
        services().giving.forget(key)


def _slot() -> bytes:
    # An open mailbox and a draft may stand under one cookie, and neither may take the other's place.
    return sha256(DERIVE_MAILBOX_SLOT, ensure_key())


def _later(error: Exception) -> AnyResponse:
    note("mailbox_delayed", kind=type(error).__name__)
    return go("waiting.later", page="mailbox")
