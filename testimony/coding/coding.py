"""One coder's acts for one record, versioned; every edit makes the next version."""

from dataclasses import dataclass, replace
from typing import Self

from testimony.coding.act import Act, act_to_json, read_act
from testimony.coding.codebook import Codebook
from testimony.coding.errors import CodingError, DuplicateAct, UnknownAct
from testimony.fields import Fields

MOST_ACTS = 500


@dataclass(frozen=True, kw_only=True)
class Coding:
    """The acts one coder found, against one version of the codebook; version 1 is the first stored."""

    coder: str
    codebook_version: str
    version: int = 1
    acts: tuple[Act, ...] = ()

    def __post_init__(self) -> None:
        if len({act.id for act in self.acts}) != len(self.acts):
            raise DuplicateAct("acts", "two acts have the same id")
        if len(self.acts) > MOST_ACTS:
            raise CodingError("acts", f"must be at most {MOST_ACTS}")

    def add(self, act: Act) -> Self:
        """Return the next version with one act more; raise DuplicateAct."""
        return self._next((*self.acts, act))

    def remove(self, act_id: str) -> Self:
        """Return the next version without the act; raise UnknownAct."""
        kept = tuple(act for act in self.acts if act.id != act_id)
        if len(kept) == len(self.acts):
            raise UnknownAct("id", "no act has it")
        return self._next(kept)

    def _next(self, acts: tuple[Act, ...]) -> Self:
        return replace(self, version=self.version + 1, acts=acts)


def coding_to_json(coding: Coding) -> dict[str, object]:
    """Return the coding as JSON-ready values that `coding_from_json` reads back."""
    return {
        "coder": coding.coder,
        "codebook_version": coding.codebook_version,
        "version": coding.version,
        "acts": [act_to_json(act) for act in coding.acts],
    }


def coding_from_json(values: object, codebook: Codebook) -> Coding:
    """Return the coding in JSON values; raise CodingError, also where it used another codebook."""
    fields = Fields(values, error=CodingError).expect_only("coder", "codebook_version", "version", "acts")
    version = fields.needed_text("codebook_version", longest=20)
    if version != codebook.version:
        raise fields.refuse("codebook_version", "is another than the codebook at hand")
    return Coding(
        coder=fields.needed_text("coder", longest=64),
        codebook_version=version,
        version=fields.whole_number("version", lowest=1, default=1),
        acts=tuple(read_act(act, codebook) for act in fields.children("acts")),
    )
