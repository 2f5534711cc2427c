"""A release as it rests sealed: the files that leave, and what only the people who make it know."""

import base64
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from testimony.release.manifest import Manifest, read_manifest
from testimony.release.tables.audit import Audit
from testimony.release.tables.make import Why
from testimony.release.tables.published import TABLES_NAME, CountTables
from testimony.release.tables.system import Cell

MANIFEST_NAME = "manifest.json"
# A zip holds times; one fixed time tells nothing and makes equal content equal bytes.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Package:
    """Manifest and files; why cells are hidden, what the audit proved, and the records it draws on."""

    manifest: Manifest
    files: Mapping[str, bytes]
    why: Mapping[Cell, Why]
    audit: Audit
    records: tuple[str, ...]

    @property
    def tables(self) -> CountTables:
        """Return the tables that leave."""
        return CountTables.from_bytes(self.files[TABLES_NAME])

    def reasons(self) -> dict[Why, int]:
        """Count the hidden cells by reason."""
        hidden = self.tables.hidden
        return {why: sum(self.why.get(cell) is why for cell in hidden) for why in Why}

    def zipped(self) -> bytes:
        """Return everything that leaves as one file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted({**self.files, MANIFEST_NAME: self.manifest.to_bytes()}.items()):
                archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), content)
        return buffer.getvalue()

    def to_json(self) -> dict[str, Any]:
        """Return the package as JSON-ready values."""
        return {
            "audit": {"compared": self.audit.compared, "hidden": self.audit.hidden, "threshold": self.audit.threshold},
            "files": {name: _text(content) for name, content in self.files.items()},
            "manifest": _text(self.manifest.to_bytes()),
            "records": list(self.records),
            "why": [[[list(pair) for pair in cell], why.value] for cell, why in self.why.items()],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Return the package in values that `to_json` made."""
        return cls(
            manifest=read_manifest(base64.b64decode(plain["manifest"])),
            files={name: base64.b64decode(text) for name, text in plain["files"].items()},
            why={_cell(pairs): Why(why) for pairs, why in plain["why"]},
            audit=Audit(**plain["audit"]),
            records=tuple(plain["records"]),
        )


def _cell(pairs: Sequence[Sequence[str]]) -> Cell:
    return tuple((dimension, category) for dimension, category in pairs)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
