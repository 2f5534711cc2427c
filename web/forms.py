"""The form both apps build on, bound to the cookie, and the problems a page shows beside its fields."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_wtf import FlaskForm

from web.csrf import CookieCsrf


class BaseForm(FlaskForm):
    """A form whose token comes from the cookie key."""

    class Meta(FlaskForm.Meta):
        """Tell WTForms to use the cookie for its tokens, always."""

        csrf = True
        csrf_class = CookieCsrf

        def get_translations(self, _form: object) -> None:
            """Give none: our pages word their own problems, and WTForms would read its catalogue for every form."""

    @property
    def genuine(self) -> bool:
        """Say whether the form was given to this browser; validate() asks that too, and the fields' rules."""
        return bool(self.csrf_token.validate(self))


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One field and the sentence that asks to mend it."""

    field: str
    sentence: str


def by_field(problems: Iterable[Problem]) -> dict[str, str]:
    """Return the sentences under their fields' names, for templates."""
    return {problem.field: problem.sentence for problem in problems}
