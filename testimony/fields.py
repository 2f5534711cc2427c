"""Read outside values into valid ones, naming the field that is wrong and never repeating its content."""

import dataclasses
import enum
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Self, TypeVar

Choice = TypeVar("Choice", bound=enum.StrEnum)
Key = TypeVar("Key", bound=enum.StrEnum)

# Direction overrides and isolates can make a reviewer read a line that isn't the one stored.
_DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class FieldError(ValueError):
    """A value from outside isn't valid; `field` names it."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class Fields:
    """Values from outside under names; every reader returns a valid value or raises the given error."""

    def __init__(self, values: object, *, error: type[FieldError], path: str = "") -> None:
        if not isinstance(values, Mapping):
            raise error(path or "whole", "must be a group of fields")
        self._values: Mapping[object, object] = values
        self._error = error
        self._path = path

    def refuse(self, name: str, problem: str) -> FieldError:
        """Make (not raise) the error for one field, so that the caller's `raise` is visible."""
        return self._error(self._full(name), problem)

    def expect_only(self, *names: str) -> Self:
        """Refuse fields that nobody would read: a misspelt restriction must not vanish in silence."""
        if not set(self._values) <= set(names):
            # The unknown name itself may be content, so it isn't repeated.
            raise self._error(self._path or "whole", "holds a field with an unknown name")
        return self

    def absent(self, name: str) -> bool:
        """Say whether a field is missing or blank, as an untouched form field is."""
        return self._values.get(name) in (None, "")

    def text(self, name: str, *, longest: int) -> str:
        """Return trimmed NFC text of at most `longest` characters; a missing text is empty."""
        value = "" if self.absent(name) else self._values[name]
        if not isinstance(value, str):
            raise self.refuse(name, "must be text")
        value = unicodedata.normalize("NFC", value).strip()
        if len(value) > longest:
            raise self.refuse(name, f"must be at most {longest} characters")
        if not all(_can_be_shown(letter) for letter in value):
            raise self.refuse(name, "holds a character that can't be shown")
        return value

    def needed_text(self, name: str, *, longest: int) -> str:
        """Return text as `text` does and refuse an empty one."""
        value = self.text(name, longest=longest)
        if not value:
            raise self.refuse(name, "is needed")
        return value

    def whole_number(self, name: str, *, lowest: int, default: int) -> int:
        """Return an integer of at least `lowest`."""
        value = default if self.absent(name) else self._values[name]
        if isinstance(value, bool) or not isinstance(value, int) or value < lowest:
            raise self.refuse(name, f"must be a whole number from {lowest}")
        return value

    def flag(self, name: str) -> bool:
        """Return a yes or no; a missing flag is no."""
        value = "no" if self.absent(name) else self._values[name]
        if value is True or value == "yes":
            return True
        if value is False or value == "no":
            return False
        raise self.refuse(name, "must be yes or no")

    def day(self, name: str) -> date | None:
        """Return a calendar day written YYYY-MM-DD, or None where the field is missing."""
        if self.absent(name):
            return None
        value = self._values[name]
        day = day_of(value) if isinstance(value, str) else None
        if day is None:
            raise self.refuse(name, "must be a day written YYYY-MM-DD")
        return day

    def choice(self, name: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """Return one member of `kind`; without a default the field is needed."""
        if not self.absent(name):
            return self._member(name, self._values[name], kind)
        if default is None:
            raise self.refuse(name, "is needed")
        return default

    def choices(self, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Return members of `kind` in the order of the kind, each once."""
        chosen = {self._member(name, value, kind) for value in self._list(name)}
        return tuple(member for member in kind if member in chosen)

    def answers(self, name: str, keys: type[Key], kind: type[Choice], default: Choice) -> dict[Key, Choice]:
        """Return an answer for every member of `keys`; what isn't given has the default."""
        inner = self.child(name).expect_only(*keys)
        return {key: inner.choice(key, kind, default) for key in keys}

    def child(self, name: str) -> "Fields":
        """Return the group of fields under a name; a missing group is empty."""
        return Fields({} if self.absent(name) else self._values[name], error=self._error, path=self._full(name))

    def children(self, name: str) -> tuple["Fields", ...]:
        """Return the groups in a list."""
        path = self._full(name)
        return tuple(
            Fields(value, error=self._error, path=f"{path}.{index}") for index, value in enumerate(self._list(name))
        )

    def texts(self, name: str, *, longest: int) -> tuple[str, ...]:
        """Return a list of texts, none of them empty."""
        numbered = {str(index): value for index, value in enumerate(self._list(name))}
        inner = Fields(numbered, error=self._error, path=self._full(name))
        return tuple(inner.needed_text(index, longest=longest) for index in numbered)

    def names(self) -> tuple[str, ...]:
        """Return the names present, sorted."""
        return tuple(sorted(str(name) for name in self._values))

    def _full(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _member(self, name: str, value: object, kind: type[Choice]) -> Choice:
        for member in kind:
            if value == member.value:
                return member
        raise self.refuse(name, "must be one of: " + ", ".join(kind))

    def _list(self, name: str) -> tuple[object, ...]:
        value = () if self.absent(name) else self._values[name]
        if isinstance(value, Mapping):
            # nest() turns "holds.0.until" and "holds.1.until" into a group with numbered names.
            return tuple(value[key] for key in sorted(value, key=lambda key: (len(str(key)), str(key))))
        if isinstance(value, list | tuple):
            return tuple(value)
        raise self.refuse(name, "must be a list")


def day_of(text: str) -> date | None:
    """Return the calendar day that YYYY-MM-DD names, or None where the text isn't exactly that."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # fromisoformat also reads 20220105 and 2022-W01-3; one spelling keeps stored forms comparable.
    return day if day.isoformat() == text else None


def month_of(text: str) -> date | None:
    """Return the first day of the month that YYYY-MM names, or None where the text isn't exactly that."""
    return day_of(f"{text}-01")


def nest(form: Mapping[str, str]) -> dict[str, object]:
    """Turn the dotted names of a flat web form into groups: {"date.start": x} becomes {"date": {"start": x}}.

    A name that is both a value and a group keeps the group, so that its reader refuses or reads it as one.
    """
    nested: dict[str, object] = {}
    for name, value in form.items():
        *groups, last = name.split(".")
        place = nested
        for group in groups:
            inner = place.get(group)
            if not isinstance(inner, dict):
                inner = place[group] = {}
            place = inner
        if not isinstance(place.get(last), dict):
            place[last] = value
    return nested


def to_json(value: object) -> object:
    """Return the JSON-ready form of a domain value: dataclass, mapping, sequence, choice, day or scalar."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_json(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(inner) for inner in value]
    if isinstance(value, enum.StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _can_be_shown(letter: str) -> bool:
    if letter == "\n":
        return True
    return letter not in _DIRECTION_MARKS and unicodedata.category(letter) not in {"Cc", "Cs", "Cn", "Co"}
