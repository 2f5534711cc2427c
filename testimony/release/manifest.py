"""The manifest: what a release holds, under which rules it was made, and the hashes of its files."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from testimony.fields import FieldError, Fields
from testimony.fields import to_json as value_to_json
from testimony.release.candidates import GRADE_TOO_LOW, NOT_CODED, Selection
from testimony.release.errors import FilesDiffer, ManifestInvalid

MANIFEST_VERSION = 1
LARGEST_MANIFEST = 1 << 20

# Every reason for which a record can be withheld from a counted table. The manifest lists all of them, small
# or empty alike: a reason that appears only when it happened would tell of a single person.
TABLE_REASONS = (
    NOT_CODED,
    "R1:no_terms",
    "R1:not_yes",
    "R1:output_too_wide",
    "R2:stricter_person",
    "R4:family_permission_ended",
    "R6:minor_undecided",
    "R8:sensitive",
    "R11:hold",
    "R12:withdrawn",
    "R22:frozen",
    GRADE_TOO_LOW,
)
_OTHER_REASONS = "other"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """Everything a recipient needs to check a release; nothing in it is below the threshold.

    Counts are text: "20+" stands for 20 or more, "<t" for few or none. `files` leads from file name to lower-case
    SHA-256.
    """

    release_id: str
    kind: str
    codebook_version: str
    threshold: int
    included: str
    withheld: Mapping[str, str]
    configuration: Mapping[str, str]
    files: Mapping[str, str]
    prior_releases: tuple[str, ...] = ()
    purpose: str = ""
    recipient: str = ""
    expires: str = ""
    version: int = field(default=MANIFEST_VERSION)

    def __post_init__(self) -> None:
        for name in ("withheld", "configuration", "files"):
            # A frozen dataclass offers no other way to make its mappings unchangeable.
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def to_bytes(self) -> bytes:
        """Return canonical JSON: sorted keys, no spaces, UTF-8, text and whole numbers only."""
        values = {name: value_to_json(getattr(self, name)) for name in self.__dataclass_fields__}
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def make_manifest(
    *,
    release_id: str,
    kind: str,
    codebook_version: str,
    threshold: int,
    selection: Selection,
    files: Mapping[str, bytes],
    configuration: Mapping[str, str],
    prior_releases: tuple[str, ...] = (),
    purpose: str = "",
    recipient: str = "",
    expires: str = "",
) -> Manifest:
    """Return the manifest of these files, with every count in steps of the threshold."""
    reasons = dict.fromkeys((*TABLE_REASONS, _OTHER_REASONS), 0)
    for reason, count in selection.withheld.items():
        reasons[reason if reason in reasons else _OTHER_REASONS] += count
    return Manifest(
        release_id=release_id,
        kind=kind,
        codebook_version=codebook_version,
        threshold=threshold,
        included=coarse(selection.included, threshold),
        withheld={reason: coarse(count, threshold) for reason, count in reasons.items()},
        configuration=configuration,
        files=hash_files(files),
        prior_releases=prior_releases,
        purpose=purpose,
        recipient=recipient,
        expires=expires,
    )


def hash_files(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the lower-case SHA-256 of each file."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def read_manifest(blob: bytes) -> Manifest:
    """Return the manifest in bytes; raise ManifestInvalid where they aren't exactly what `to_bytes` writes."""
    if len(blob) > LARGEST_MANIFEST:
        raise ManifestInvalid("manifest: is too large")
    try:
        manifest = _from_fields(Fields(json.loads(blob), error=FieldError))
    except (ValueError, RecursionError) as error:
        raise ManifestInvalid("manifest: can't be read") from error
    if manifest.version != MANIFEST_VERSION:
        raise ManifestInvalid("version: isn't one that this code reads")
    if manifest.to_bytes() != blob:
        raise ManifestInvalid("manifest: isn't in canonical form")
    return manifest


def verify(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Raise FilesDiffer, naming the first file, unless exactly the listed files are there unchanged."""
    for name in sorted(manifest.files.keys() | files.keys()):
        if name not in files:
            raise FilesDiffer(f"{name}: is missing")
        if name not in manifest.files:
            raise FilesDiffer(f"{name}: isn't in the manifest")
        if hashlib.sha256(files[name]).hexdigest() != manifest.files[name]:
            raise FilesDiffer(f"{name}: has changed")


def coarse(count: int, threshold: int) -> str:
    """Return a count in whole steps of the threshold: two manifests mustn't tell that one person came or went."""
    return f"{count // threshold * threshold}+" if count >= threshold else f"<{threshold}"


_LONGEST = 1000


def _from_fields(fields: Fields) -> Manifest:
    fields.expect_only(*Manifest.__dataclass_fields__)
    return Manifest(
        release_id=fields.needed_text("release_id", longest=_LONGEST),
        kind=fields.needed_text("kind", longest=_LONGEST),
        codebook_version=fields.needed_text("codebook_version", longest=_LONGEST),
        threshold=fields.whole_number("threshold", lowest=1, default=1),
        included=fields.needed_text("included", longest=_LONGEST),
        withheld=_texts(fields.child("withheld")),
        configuration=_texts(fields.child("configuration")),
        files=_texts(fields.child("files")),
        prior_releases=fields.texts("prior_releases", longest=_LONGEST),
        purpose=fields.text("purpose", longest=_LONGEST),
        recipient=fields.text("recipient", longest=_LONGEST),
        expires=fields.text("expires", longest=_LONGEST),
        version=fields.whole_number("version", lowest=1, default=1),
    )


def _texts(fields: Fields) -> dict[str, str]:
    return {name: fields.text(name, longest=_LONGEST) for name in fields.names()}
