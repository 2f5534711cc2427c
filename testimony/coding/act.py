"""One coded act: what was done to one victim, when and where, as far as the account says."""

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from enum import StrEnum

from testimony.coding.codebook import FAMILIES_OF_PEOPLE, Codebook
from testimony.coding.errors import CodingError
from testimony.coding.regions import REGION_CODES
from testimony.fields import Fields, day_of, month_of
from testimony.fields import to_json as value_to_json

LONGEST_UNIT = 200
LONGEST_NOTE = 1000
_LONGEST_LABEL = 64


class NotKnown(StrEnum):
    """Why a value is missing; the four are different facts and never merge."""

    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"


class Precision(StrEnum):
    """How exactly the account dates the act."""

    EXACT = "exact"
    MONTH = "month"
    RANGE = "range"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


class LocationType(StrEnum):
    """The kind of place, never the place's own name."""

    HOME = "home"
    STREET = "street"
    BUS = "bus"
    CAR = "car"
    OFFICE = "office"
    POLICE_STATION = "police_station"
    TEMPORARY_DETENTION = "temporary_detention"
    PRETRIAL_FACILITY = "pretrial_facility"
    SPECIAL_RECEPTION = "special_reception"
    SPORTS_HALL = "sports_hall"
    MILITARY_SITE = "military_site"
    HOSPITAL = "hospital"
    MORGUE = "morgue"
    COURT_ONLINE = "court_online"
    BORDER = "border"


class Allegation(StrEnum):
    """Who says that it happened: an act is an allegation, not a finding."""

    FIRST_HAND = "alleged_first_hand"
    SECOND_HAND = "second_hand"
    MEDIA = "reported_by_media"
    ACKNOWLEDGED = "officially_acknowledged"
    COURT_ESTABLISHED = "court_established"
    DENIED = "denied_by_authority"


class Grade(StrEnum):
    """How far the act is corroborated (rule R21)."""

    UNCORROBORATED = "uncorroborated"
    DOCUMENT = "supported_by_document"
    SECOND_SOURCE = "independent_second_source"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, kw_only=True)
class CodedDate:
    """A date as precise as the account and no more; a missing part is never padded to the first.

    `start` and `end` are YYYY-MM-DD or YYYY-MM: exact and after use start, month uses start (YYYY-MM),
    before uses end, range uses both. `not_known` is set exactly where the precision is unknown.
    """

    precision: Precision
    start: str = ""
    end: str = ""
    not_known: NotKnown | None = None

    def month(self) -> str:
        """Return YYYY-MM where the whole date lies in one month, else "unknown"."""
        if self.precision in {Precision.EXACT, Precision.MONTH}:
            return self.start[:7]
        if self.precision is Precision.RANGE and self.start[:7] == self.end[:7]:
            return self.start[:7]
        return "unknown"


@dataclass(frozen=True, kw_only=True)
class CodedPlace:
    """Region by ISO 3166-2 code, city by name or empty, and kind of place."""

    region: str | NotKnown
    city: str
    location_type: LocationType | NotKnown


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act against one victim; `victim` is the person's label in the record, never a name.

    `unit` is the perpetrating unit as the account names it; it rests sealed and reaches no table.
    """

    id: str
    victim: str
    code: str
    date: CodedDate
    place: CodedPlace
    unit: str | NotKnown
    allegation: Allegation
    grade: Grade
    note: str


def parse_act(values: object, codebook: Codebook) -> Act:
    """Return the act in nested values (a form passes through `testimony.fields.nest` first).

    A missing date, place or unit is `not_asked`; raise CodingError naming the field.
    """
    return read_act(Fields(values, error=CodingError), codebook)


def read_act(fields: Fields, codebook: Codebook) -> Act:
    """Return the act in a group of fields, as `parse_act` does."""
    fields.expect_only("id", "victim", "code", "date", "place", "unit", "allegation", "grade", "note")
    code = codebook.find(fields.needed_text("code", longest=_LONGEST_LABEL))
    if code.family in FAMILIES_OF_PEOPLE:
        raise fields.refuse("code", "names a category of people, not an act")
    return Act(
        id=fields.needed_text("id", longest=_LONGEST_LABEL),
        victim=fields.needed_text("victim", longest=_LONGEST_LABEL),
        code=code.code,
        date=_parse_date(fields.child("date")),
        place=_parse_place(fields.child("place")),
        unit=_parse_unit(fields.child("unit")),
        allegation=fields.choice("allegation", Allegation),
        grade=fields.choice("grade", Grade, Grade.UNCORROBORATED),
        note=fields.text("note", longest=LONGEST_NOTE),
    )


def act_to_json(act: Act) -> dict[str, object]:
    """Return the act as JSON-ready values that `parse_act` reads back to an equal act."""
    values = {item.name: value_to_json(getattr(act, item.name)) for item in dataclass_fields(act)}
    # A unit may bear any name, "declined" too, so the two kinds of value are told apart by their key.
    key = "not_known" if isinstance(act.unit, NotKnown) else "name"
    return {**values, "unit": {key: str(act.unit)}}


# Which ends a precision uses, and whether an end may be a month.
_ENDS = {
    Precision.EXACT: ("start",),
    Precision.MONTH: ("start",),
    Precision.RANGE: ("start", "end"),
    Precision.BEFORE: ("end",),
    Precision.AFTER: ("start",),
    Precision.UNKNOWN: (),
}


def _parse_date(fields: Fields) -> CodedDate:
    fields.expect_only("precision", "start", "end", "not_known")
    no_answer = fields.absent("precision") and fields.absent("not_known")
    precision = fields.choice("precision", Precision, Precision.UNKNOWN)
    if precision is Precision.UNKNOWN:
        default = NotKnown.NOT_ASKED if no_answer else NotKnown.UNKNOWN
        not_known = fields.choice("not_known", NotKnown, default)
    elif fields.absent("not_known"):
        not_known = None
    else:
        raise fields.refuse("not_known", "stands only with the precision unknown")
    ends = {name: _parse_end(fields, name, precision) for name in ("start", "end")}
    if precision is Precision.RANGE and not _in_order(ends["start"], ends["end"]):
        raise fields.refuse("end", "must not be before the start")
    return CodedDate(precision=precision, not_known=not_known, **ends)


def _parse_end(fields: Fields, name: str, precision: Precision) -> str:
    if name not in _ENDS[precision]:
        if not fields.absent(name):
            raise fields.refuse(name, f"has no place with the precision {precision.value}")
        return ""
    text = fields.needed_text(name, longest=10)
    if precision is not Precision.MONTH and day_of(text) is not None:
        return text
    if precision is not Precision.EXACT and month_of(text) is not None:
        return text
    written = {Precision.EXACT: "YYYY-MM-DD", Precision.MONTH: "YYYY-MM"}.get(precision, "YYYY-MM-DD or YYYY-MM")
    raise fields.refuse(name, f"must be written {written}")


def _in_order(start: str, end: str) -> bool:
    # Of a month and a day the common part decides: from 2022-01-05 to 2022-01 may well be in order.
    common = min(len(start), len(end))
    return start[:common] <= end[:common]


def _parse_place(fields: Fields) -> CodedPlace:
    fields.expect_only("region", "city", "location_type")
    region = fields.text("region", longest=_LONGEST_LABEL) or NotKnown.NOT_ASKED.value
    if region not in REGION_CODES and region not in set(NotKnown):
        raise fields.refuse("region", "must be an ISO 3166-2 code of Kazakhstan or a kind of not knowing")
    return CodedPlace(
        region=region if region in REGION_CODES else NotKnown(region),
        city=fields.text("city", longest=100),
        location_type=_parse_location_type(fields),
    )


def _parse_location_type(fields: Fields) -> LocationType | NotKnown:
    written = fields.text("location_type", longest=_LONGEST_LABEL) or NotKnown.NOT_ASKED.value
    if written in set(NotKnown):
        return NotKnown(written)
    return fields.choice("location_type", LocationType)


def _parse_unit(fields: Fields) -> str | NotKnown:
    fields.expect_only("name", "not_known")
    name = fields.text("name", longest=LONGEST_UNIT)
    if not name:
        return fields.choice("not_known", NotKnown, NotKnown.NOT_ASKED)
    if not fields.absent("not_known"):
        raise fields.refuse("not_known", "stands only without a name")
    return name
