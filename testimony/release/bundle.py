"""All files of a release of rows and their manifest, from one release and its report."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from testimony.release.errors import BadSheet
from testimony.release.formats.codebook import codebook_html, codebook_markdown, data_package
from testimony.release.formats.plain import PlainTable, table_csv
from testimony.release.formats.uwazi import uwazi_csv, uwazi_template
from testimony.release.formats.xlsx import table_xlsx
from testimony.release.manifest import Manifest, coarse, hash_files
from testimony.release.rows.anonymise import Anonymised

# These need the extra `formats`, so they are loaded when they are asked for.
EXTRA_FORMATS = {"parquet": "rows.parquet", "stata": "rows.dta"}
# A table that anybody brings has the codes that it has.
NO_CODEBOOK = "none"
_RELEASE_ID_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What people call the release."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What people state of a release, for its manifest: why and to whom it goes, under what, and after which others."""

    reason: str = ""
    agreement: str = ""
    purpose: str = ""
    recipient: str = ""
    prior_releases: tuple[str, ...] = ()


NO_GROUNDS = Grounds()


def row_files(
    release: Anonymised, table: PlainTable, report: bytes, wording: Wording, *, formats: Sequence[str] = ()
) -> dict[str, bytes]:
    """Return the files by name; raise BadSheet for a format that isn't known or isn't installed."""
    csv = table_csv(table)
    rule, title = release.rule, wording.title
    files = {
        "rows.csv": csv,
        "rows.xlsx": table_xlsx(table.names, table.rows),
        "datapackage.json": data_package(table, csv, name=wording.name, title=title, rule=rule),
        "codebook.md": codebook_markdown(table, title=title, rule=rule),
        "codebook.html": codebook_html(table, title=title, rule=rule),
        "report.html": report,
        "uwazi.csv": uwazi_csv(table),
        "uwazi-template.json": uwazi_template(table, name=title),
    }
    for name in formats:
        file = _file_of(name)
        files[file] = _writer(name)(table)
    return files


def row_manifest(
    release: Anonymised, files: Mapping[str, bytes], *, withheld: Mapping[str, int], grounds: Grounds = NO_GROUNDS
) -> Manifest:
    """Return the manifest of the files; who was left out is counted in steps of k."""
    rule = release.rule
    configuration = {
        "agreement": grounds.agreement,
        "agreement_needed": "yes" if rule.agreement else "no",
        "average_risk": f"{rule.average_risk:g}",
        "entropy_l": f"{rule.entropy_l:g}",
        "k": str(rule.k),
        "k_used": str(release.k_used),
        "l": str(rule.l),
        "m": str(rule.m),
        "method": str(rule.method),
        "reason": grounds.reason,
        "suppressed": f"{rule.suppressed:g}",
    }
    out = release.sheet.size - release.released
    return Manifest(
        release_id=secrets.token_hex(_RELEASE_ID_BYTES),
        kind="rows",
        codebook_version=NO_CODEBOOK,
        threshold=rule.k,
        included=str(release.released),
        withheld={name: coarse(count, rule.k) for name, count in {**withheld, "no_class": out}.items()},
        configuration=configuration,
        files=hash_files(files),
        prior_releases=grounds.prior_releases,
        purpose=grounds.purpose,
        recipient=grounds.recipient,
    )


def _file_of(name: str) -> str:
    if name not in EXTRA_FORMATS:
        raise BadSheet(f"formats: must be some of {', '.join(EXTRA_FORMATS)}")
    return EXTRA_FORMATS[name]


def _writer(name: str) -> Callable[[PlainTable], bytes]:
    try:
        module = import_module(f"testimony.release.formats.{name}")
    except ImportError as error:
        raise BadSheet(f"formats: {name} needs the extra `formats` installed") from error
    writer: Callable[[PlainTable], bytes] = getattr(module, f"table_{name}")
    return writer
