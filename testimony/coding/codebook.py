"""The versioned list of codes that an act may carry."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import config
from testimony.coding.errors import CodingError, UnknownCode
from testimony.fields import Fields

STARTING_CODEBOOK = Path(config.__file__).parent / "codebook" / "v0.1.json"

# These families describe who was harmed or who did it. They stand beside an act and never are one.
FAMILIES_OF_PEOPLE = frozenset({"vic", "perp"})

_LONGEST_TEXT = 1000


@dataclass(frozen=True, kw_only=True)
class Code:
    """One code: act type, circumstance, category of victim or kind of perpetrating unit.

    `huridocs` holds micro-thesaurus and term digits; `rule` may be empty where the label says enough.
    """

    code: str
    family: str
    label: str
    rule: str
    huridocs: str
    standard: str


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """A version and its codes, in the order in which the book lists them."""

    version: str
    codes: tuple[Code, ...]
    _by_code: Mapping[str, Code] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {code.code: code for code in self.codes}
        if len(by_code) != len(self.codes):
            raise CodingError("codes", "the same code stands twice")
        # A frozen dataclass offers no other way to set an index derived from its own fields.
        object.__setattr__(self, "_by_code", by_code)

    def find(self, code: str) -> Code:
        """Return the code's entry; raise UnknownCode."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownCode("code", f"is not in codebook {self.version}") from None

    def acts(self) -> tuple[Code, ...]:
        """Return the codes that an act may carry: all but categories of people."""
        return tuple(code for code in self.codes if code.family not in FAMILIES_OF_PEOPLE)

    def families(self) -> Iterator[tuple[str, tuple[Code, ...]]]:
        """Yield each family of acts with its codes, in book order, as a form groups them."""
        order = dict.fromkeys(code.family for code in self.acts())
        for family in order:
            yield family, tuple(code for code in self.codes if code.family == family)


def load_codebook(path: Path = STARTING_CODEBOOK) -> Codebook:
    """Read a codebook file; raise CodingError where it isn't one."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CodingError("codebook", "can't be read as a JSON file") from error
    return parse_codebook(values)


def parse_codebook(values: object) -> Codebook:
    """Return the codebook in JSON values; raise CodingError naming the field."""
    fields = Fields(values, error=CodingError).expect_only("version", "note", "codes")
    codes = tuple(_parse_code(entry) for entry in fields.children("codes"))
    if not codes:
        raise fields.refuse("codes", "is needed")
    return Codebook(version=fields.needed_text("version", longest=20), codes=codes)


def _parse_code(entry: Fields) -> Code:
    entry.expect_only("code", "family", "label", "rule", "huridocs", "standard")
    code = entry.needed_text("code", longest=60)
    family, dot, name = code.partition(".")
    if not (family and dot and name):
        raise entry.refuse("code", "must be a family, a dot and a name")
    if entry.text("family", longest=60) not in {"", family}:
        raise entry.refuse("family", "must be the part of the code before the dot")
    return Code(
        code=code,
        family=family,
        label=entry.needed_text("label", longest=_LONGEST_TEXT),
        rule=entry.text("rule", longest=_LONGEST_TEXT),
        huridocs=entry.text("huridocs", longest=_LONGEST_TEXT),
        standard=entry.text("standard", longest=_LONGEST_TEXT),
    )
