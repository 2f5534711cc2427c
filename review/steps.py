"""Go from one page to the next, and hand a form back with what was typed where a field must be mended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from review.forms import given
from review.kept import NothingKept
from review.services import services
from web.cookies import ensure_key
from web.forms import Problem


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A form as it was typed, and what must be mended in it; both empty on a fresh page."""

    fields: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def go(endpoint: str, **values: Any) -> AnyResponse:
    """Send the browser to a page by GET; values are those of the page's address."""
    return redirect(url_for(endpoint, **values), code=303)


def hand_back(endpoint: str, problems: Iterable[Problem], **values: Any) -> AnyResponse:
    """Go back to a page whose form must be mended, with everything typed still in it but passphrases."""
    content = {"fields": given(), "problems": [[problem.field, problem.sentence] for problem in problems]}
    services().kept.put(ensure_key(), url_for(endpoint, **values), content)
    return go(endpoint, **values, mend=1)


def mended() -> Mended:
    """Return the form that this page was sent back with."""
    if "mend" not in request.args:
        return Mended()
    try:
        content = services().kept.look(ensure_key(), _place())
    except NothingKept:
        return Mended()
    problems = [Problem(field=name, sentence=sentence) for name, sentence in content["problems"]]
    return Mended(fields=dict(content["fields"]), problems=problems)


def _place() -> str:
    # The address as `hand_back` built it: the same values, without the mark that a form waits.
    values = {**(request.view_args or {}), **request.args.to_dict()}
    values.pop("mend", None)
    endpoint = request.endpoint
    return url_for(endpoint, **values) if endpoint is not None else ""
