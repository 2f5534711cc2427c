"""Bind each form to the browser's cookie key: no expiry, no server-side session, no secret key to leak."""

from typing import Any

from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from crypto.errors import BadSignature
from crypto.sessions import check_csrf, csrf_token
from web.cookies import ensure_key


class CookieCsrf(CSRF):
    """Make and check form tokens from the cookie key and the form's scope."""

    # Somebody may write for an hour, or come back to a page the next morning. The token therefore lasts as
    # long as the cookie; an attacker who can not read the cookie can not make one, and SameSite=Strict keeps
    # the cookie home.

    def setup_form(self, form: BaseForm) -> list[tuple[str, Any]]:
        """Remember the form's scope, so that a token of one form does not fit another."""
        self.scope = type(form).__name__.encode("ascii")
        return list(super().setup_form(form))

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:  # noqa: ARG002 -- WTForms calls it so
        """Return the token of this browser and scope."""
        return csrf_token(ensure_key(), self.scope)

    def validate_csrf_token(self, form: BaseForm, field: CSRFTokenField) -> None:  # noqa: ARG002 -- WTForms calls it so
        """Raise ValidationError unless the form came back with this browser's token."""
        # A browser without a cookie was given a fresh key when the form was built; no token it sends fits that.
        try:
            check_csrf(ensure_key(), self.scope, field.data or "")
        except BadSignature as error:
            raise ValidationError("form token: not of this browser") from error
