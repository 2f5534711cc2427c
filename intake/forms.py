"""The forms of the intake app, and how their fields become answers; nothing typed is altered or cut here."""

from flask import Request
from wtforms import FieldList, Form, FormField, StringField, TextAreaField

from testimony.giving.answers import MAX_NAMES, RELATIONSHIPS, UNDER_18, USES, Answers
from web.forms import BaseForm


class TestimonyForm(BaseForm):
    """The one page on which a source writes."""

    __test__ = False  # pytest would take the name for a test class

    narrative = TextAreaField()
    relationship = StringField()
    under_18 = StringField()
    use = StringField()
    contact = StringField()
    contact_safe = StringField()

    def answers(self, language: str, *, names: tuple[str, ...] = ()) -> Answers:
        """Return what was typed; an unknown choice counts as none, and an unknown use as the strictest."""
        return Answers(
            narrative=self.narrative.data or "",
            relationship=_choice(self.relationship.data, RELATIONSHIPS),
            under_18=_choice(self.under_18.data, UNDER_18),
            use=_choice(self.use.data, USES) or "keep",
            contact=self.contact.data or "",
            contact_safe=self.contact_safe.data or "",
            names=names,
            # The ticks number the boxes of a text that may just have changed.
            shown=(),
            language=language,
        )


class PersonForm(Form):
    """One line of the list of names; its field is called person-0-name, person-1-name and so on."""

    name = StringField()


class CheckForm(BaseForm):
    """The check page: names we missed, and boxes that hide no name."""

    person = FieldList(FormField(PersonForm), max_entries=MAX_NAMES)

    def names(self) -> tuple[str, ...]:
        """Return the names that were filled in."""
        typed = (entry.form.name.data or "" for entry in self.person)
        return tuple(name.strip() for name in typed if name.strip())


class ButtonForm(BaseForm):
    """A form of buttons only."""


class CodeForm(BaseForm):
    """The door of the mailbox."""

    code = StringField()


class MailboxForm(BaseForm):
    """The mailbox: more words, or a button that changes what may be done with the testimony."""

    narrative = TextAreaField()


def ticked(asked: Request) -> tuple[int, ...]:
    """Return the numbers of the boxes ticked "this isn't a name"; what is no number was not ours."""
    values = asked.form.getlist("shown")
    return tuple(sorted({int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 7}))


def _choice(value: str | None, allowed: tuple[str, ...]) -> str | None:
    return value if value in allowed else None
