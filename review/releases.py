"""Releases: one safe table proposed by one person, approved by another, then downloaded."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from review.access import proven
from review.attachments import attachment
from review.forms import typed, wrong_passphrase
from review.services import services
from review.steps import go, hand_back, mended
from testimony.people.errors import SignInFailed
from testimony.people.unlocked import Unlocked
from testimony.release.errors import (
    BadThreshold,
    EarlierChanged,
    NotApproved,
    ReleaseError,
    SamePerson,
    TableUnsafe,
    TermsChanged,
)
from testimony.release.register import ReleaseRow
from testimony.release.tables.acts import ACT, MONTH
from testimony.release.tables.make import DEFAULT_THRESHOLD
from testimony.release.tables.published import CountTables
from web.cookies import ensure_key
from web.forms import Problem

pages = Blueprint("releases", __name__)
_LONGEST_RECIPIENT = 200


@dataclass(frozen=True, kw_only=True)
class Line:
    """One act of the table: a number or None (hidden) per month, and the least number over all months."""

    code: str
    cells: tuple[int | None, ...]
    at_least: int | None


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The table as the page draws it."""

    months: tuple[str, ...]
    lines: tuple[Line, ...]


@pages.get("/releases")
@proven
def releases(unlocked: Unlocked) -> str:
    """List the releases, and offer to propose one."""
    rows = services().releases.list(unlocked)
    return render_template("releases.html", rows=rows, mended=mended(), threshold=DEFAULT_THRESHOLD)


@pages.post("/releases")
@proven
def propose(unlocked: Unlocked) -> AnyResponse:
    """Put a table together from the records whose terms allow counting."""
    given = typed("threshold")
    try:
        recipient = typed("recipient")[:_LONGEST_RECIPIENT]
        release_id = services().releases.propose(unlocked, threshold=_threshold(given), recipient=recipient)
    except BadThreshold:
        sentence = gettext("Cells below %(least)s are never shown. Write %(least)s or more.", least=DEFAULT_THRESHOLD)
        return hand_back("releases.releases", [Problem(field="threshold", sentence=sentence)])
    except TableUnsafe:
        sentence = gettext("The audit found that the table would give a small number away. Raise the threshold.")
        return hand_back("releases.releases", [Problem(field="threshold", sentence=sentence)])
    return go("releases.release", release_id=release_id, said="proposed")


@pages.get("/releases/<hex:release_id>")
@proven
def release(unlocked: Unlocked, release_id: str) -> str:
    """Show the table and its manifest exactly as they would leave."""
    row = _row(unlocked, release_id)
    package = services().releases.preview(unlocked, release_id)
    table = _grid(package.tables)
    codes = {code.code: code.label for code in services().codebook.codes}
    return render_template("release.html", row=row, table=table, package=package, codes=codes, mended=mended())


@pages.post("/releases/<hex:release_id>/approve")
@proven
def approve(unlocked: Unlocked, release_id: str) -> AnyResponse:
    """Approve as the second person, passphrase given again."""
    row = _row(unlocked, release_id)
    try:
        confirmed = services().people.confirm(ensure_key(), request.form.get("passphrase", ""))
        services().releases.approve(confirmed, row.id)
    except SignInFailed:
        return hand_back("releases.release", [wrong_passphrase()], release_id=release_id)
    except (SamePerson, TermsChanged, EarlierChanged, TableUnsafe) as error:
        return hand_back("releases.release", [_problem(error)], release_id=release_id)
    return go("releases.release", release_id=release_id, said="approved")


@pages.post("/releases/<hex:release_id>/file")
@proven
def file(unlocked: Unlocked, release_id: str) -> AnyResponse | Response:
    """Give the approved files, passphrase given again."""
    row = _row(unlocked, release_id)
    try:
        confirmed = services().people.confirm(ensure_key(), request.form.get("passphrase", ""))
        name, content = services().releases.file(confirmed, row.id)
    except SignInFailed:
        return hand_back("releases.release", [wrong_passphrase()], release_id=release_id)
    except (NotApproved, TermsChanged, TableUnsafe) as error:
        return hand_back("releases.release", [_problem(error)], release_id=release_id)
    return attachment(content, name, kind="application/zip")


def _threshold(given: str) -> int:
    threshold = int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 0
    if threshold < DEFAULT_THRESHOLD:
        raise BadThreshold("threshold: too low, or not a number")
    return threshold


def _row(unlocked: Unlocked, release_id: str) -> ReleaseRow:
    row = next((row for row in services().releases.list(unlocked) if row.id == release_id), None)
    if row is None:
        abort(404)
    return row


def _grid(tables: CountTables) -> Grid:
    columns = tables.categories(MONTH)
    lines = (
        Line(
            code=code,
            cells=tuple(tables.number((ACT, code), (MONTH, month)) for month in columns),
            at_least=tables.number((ACT, code)),
        )
        for code in tables.categories(ACT)
    )
    return Grid(months=columns, lines=tuple(lines))


def _problem(error: ReleaseError) -> Problem:
    if isinstance(error, SamePerson):
        sentence = gettext("You proposed this release. Somebody else has to approve it.")
    elif isinstance(error, NotApproved):
        sentence = gettext("A second person has to approve this release first.")
    elif isinstance(error, EarlierChanged):
        sentence = gettext("Another release was approved since. This one was not compared with it. Propose it again.")
    elif isinstance(error, TableUnsafe):
        sentence = gettext("The audit found that the table would give a small number away.")
    else:
        sentence = gettext("A testimony in it was withdrawn, held or changed since. Propose the table again.")
    return Problem(field="passphrase", sentence=sentence)
