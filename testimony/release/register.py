"""The register of releases: proposed by one person, approved by another, and only then handed out."""

from __future__ import annotations

import base64
import io
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select as query
from sqlalchemy.orm import Session

from crypto.digests import random_id, sha256
from crypto.envelopes import Context, open_envelope, seal_envelope
from crypto.errors import CryptoError
from crypto.labels import DIGEST_RELEASE, SIGN_RELEASE, SIGN_RELEASE_APPROVAL
from crypto.signatures import verify
from crypto.signed import read_signed, sign_content
from testimony.database.clock import Clock, iso_week
from testimony.database.engine import Database
from testimony.desk.keyring import Keyring
from testimony.desk.record import LeftOut, OpenRecord
from testimony.desk.service import Desk
from testimony.ledger.ledger import append, cosign
from testimony.people.unlocked import Unlocked
from testimony.record.plain import decode, encode
from testimony.release.candidates import NOT_CODED, Candidate, Selection, select
from testimony.release.errors import BadThreshold, NotApproved, ReleaseDamaged, SamePerson, TermsChanged
from testimony.release.files import codebook_csv, table_csv
from testimony.release.manifest import Manifest, make_manifest, read_manifest
from testimony.release.models import ReleaseApproval
from testimony.release.models import ReleaseRow as Row
from testimony.release.published import SafeTable
from testimony.release.table import safe_table
from testimony.roster.document import REVIEWER
from testimony.roster.store import RosterStore
from testimony.terms.outputs import COUNTING

DEFAULT_THRESHOLD = 10
PROPOSED, APPROVED = "proposed", "approved"
STOPPED = "R22:frozen"  # held, withdrawn, or with a source's act that nobody has read
MANIFEST_NAME = "manifest.json"
# A zip holds times; one fixed time tells nothing and makes equal content equal bytes.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class ReleaseRow:
    """A release as lists show it."""

    id: str
    iso_week: str
    state: str
    proposer: str
    approver: str
    included: str
    withheld: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Package:
    """An opened release: its manifest and files, and the records it draws on, which never leave."""

    manifest: Manifest
    files: Mapping[str, bytes]
    table: SafeTable
    records: tuple[str, ...]
    proposer: str


@dataclass(frozen=True, kw_only=True)
class Releases:
    """What signed-in reviewers do about releases."""

    database: Database
    desk: Desk
    rosters: RosterStore
    clock: Clock

    def propose(self, unlocked: Unlocked, *, threshold: int = DEFAULT_THRESHOLD) -> str:
        """Make one table of what may be counted and give the release's id; raises BadThreshold, TableUnsafe."""
        if threshold < DEFAULT_THRESHOLD:
            raise BadThreshold(f"threshold: must be at least {DEFAULT_THRESHOLD}")  # rule R20
        usable, left_out = self.desk.coded(unlocked)
        selection = select([_candidate(record) for record in usable], COUNTING, self.clock().date())
        selection = replace(selection, withheld=_with(selection.withheld, left_out))
        table = safe_table(selection.countables, threshold=threshold)
        files = {"table.csv": table_csv(table), "codebook.csv": codebook_csv(table, self.desk.codebook)}
        release_id = random_id().hex()
        manifest = make_manifest(
            release_id=release_id,
            kind="table",
            codebook_version=self.desk.codebook.version,
            threshold=threshold,
            selection=selection,
            files=files,
            configuration={"rows": "act code", "columns": "month", "counted": "victims"},
            prior_releases=tuple(row.id for row in self.list(unlocked) if row.state == APPROVED),
            purpose=COUNTING.purpose.value,
        )
        content = encode(_package_json(manifest, files, table, _drawn_on(usable, selection)))
        raw_id = bytes.fromhex(release_id)
        signed = sign_content(content, unlocked.signing_key, unlocked.handle, SIGN_RELEASE, context=raw_id)
        sealed = seal_envelope(signed, _context(release_id), [unlocked.roster.team_key])
        with self.database.writing() as session:
            week = iso_week(self.clock())
            session.add(Row(id=release_id, iso_week=week, proposer=unlocked.handle, sealed=sealed))
            self._note(session, unlocked, "release-proposed", release_id)
        return release_id

    def list(self, unlocked: Unlocked) -> tuple[ReleaseRow, ...]:
        """List releases, newest week first; raises ReleaseDamaged."""
        with self.database.reading() as session:
            rows = session.scalars(query(Row).order_by(Row.iso_week.desc(), Row.id))
            keyring = self._keyring(session, unlocked)
            return tuple(self._listed(session, row, unlocked, keyring) for row in rows)

    def preview(self, unlocked: Unlocked, release_id: str) -> tuple[SafeTable, Manifest]:
        """Show the table and manifest as they would leave; raises ReleaseDamaged."""
        with self.database.reading() as session:
            package = self._opened(session, release_id, unlocked)
        return package.table, package.manifest

    def approve(self, unlocked: Unlocked, release_id: str) -> None:
        """Sign a release that somebody else proposed; raises SamePerson, TermsChanged, ReleaseDamaged."""
        with self.database.writing() as session:
            package = self._opened(session, release_id, unlocked)
            if package.proposer == unlocked.handle:
                raise SamePerson("approver: proposed it")
            _check_still_allowed(self.desk, session, unlocked, package)
            row = session.get_one(Row, release_id)
            signature = unlocked.signing_key.sign(SIGN_RELEASE_APPROVAL, _approval_message(row))
            session.merge(ReleaseApproval(release_id=release_id, handle=unlocked.handle, signature=signature))
            self._note(session, unlocked, "release-approved", release_id)

    def file(self, unlocked: Unlocked, release_id: str) -> tuple[str, bytes]:
        """Give file name and zip of an approved release; raises NotApproved, TermsChanged, ReleaseDamaged."""
        with self.database.writing() as session:
            package = self._opened(session, release_id, unlocked)
            if not self._approver(session, session.get_one(Row, release_id), unlocked):
                raise NotApproved("release: nobody else has approved it")
            _check_still_allowed(self.desk, session, unlocked, package)
            self._note(session, unlocked, "release-downloaded", release_id)
        return f"aigaq-table-{release_id[:8]}.zip", _zip({**package.files, MANIFEST_NAME: package.manifest.to_bytes()})

    def _listed(self, session: Session, row: Row, unlocked: Unlocked, keyring: Keyring) -> ReleaseRow:
        package = _open(row, unlocked, keyring)
        approver = self._approver(session, row, unlocked)
        return ReleaseRow(
            id=row.id,
            iso_week=row.iso_week,
            state=APPROVED if approver else PROPOSED,
            proposer=package.proposer,
            approver=approver,
            included=package.manifest.included,
            withheld=package.manifest.withheld,
        )

    def _approver(self, session: Session, row: Row, unlocked: Unlocked) -> str:
        """Give the handle of a reviewer, not the proposer, whose signature under these bytes holds, or nothing."""
        approvals = session.scalars(
            query(ReleaseApproval).where(ReleaseApproval.release_id == row.id).order_by(ReleaseApproval.handle)
        )
        proposer = _open(row, unlocked, self._keyring(session, unlocked)).proposer
        for approval in approvals:
            person = next((p for p in unlocked.roster.people if p.handle == approval.handle), None)
            if person is None or REVIEWER not in person.roles or person.handle == proposer:
                continue
            try:
                verify(person.sign_key, SIGN_RELEASE_APPROVAL, _approval_message(row), approval.signature)
            except CryptoError:
                continue  # not under these bytes: counts for nothing
            return approval.handle
        return ""

    def _opened(self, session: Session, release_id: str, unlocked: Unlocked) -> Package:
        row = session.get(Row, release_id)
        if row is None:
            raise ReleaseDamaged("release: there is none of this id")
        return _open(row, unlocked, self._keyring(session, unlocked))

    def _keyring(self, session: Session, unlocked: Unlocked) -> Keyring:
        return Keyring(session, unlocked, self.rosters.versions(session))

    def _note(self, session: Session, unlocked: Unlocked, kind: str, release_id: str) -> None:
        append(
            session,
            kind=kind,
            detail={"by": unlocked.handle, "release": release_id},
            week=iso_week(self.clock()),
            team_key=unlocked.roster.team_key,
        )
        cosign(session, handle=unlocked.handle, key=unlocked.signing_key)


def _candidate(record: OpenRecord) -> Candidate:
    # Linking a victim across records comes with casework: until then one victim is one person of one record.
    return Candidate(
        record_id=record.record_id,
        persons=record.terms,
        acts=record.coding.acts if record.coding else (),
        victims={},
        households={},
    )


def _with(withheld: Mapping[str, int], left_out: LeftOut) -> dict[str, int]:
    counts = Counter(withheld)
    counts.update({STOPPED: left_out.stopped, NOT_CODED: left_out.uncoded})
    return dict(counts)


def _drawn_on(records: Sequence[OpenRecord], selection: Selection) -> tuple[str, ...]:
    victims = {countable.victim_id.partition("/")[0] for countable in selection.countables}
    return tuple(sorted(record.record_id for record in records if record.record_id in victims))


def _check_still_allowed(desk: Desk, session: Session, unlocked: Unlocked, package: Package) -> None:
    for record_id in package.records:
        if not desk.is_usable(session, unlocked, record_id):
            raise TermsChanged("release: a record it draws on was withdrawn, held or changed since; propose it again")


def _open(row: Row, unlocked: Unlocked, keyring: Keyring) -> Package:
    for seed in keyring.team():
        try:
            signed = open_envelope(row.sealed, seed, _context(row.id))
        except CryptoError:
            continue  # of another epoch
        return _believed(signed, row, unlocked)
    raise ReleaseDamaged("release: does not open")


def _believed(signed: bytes, row: Row, unlocked: Unlocked) -> Package:
    try:
        proposer, content = read_signed(
            signed, label=SIGN_RELEASE, keys=unlocked.roster.signing_key_of, context=bytes.fromhex(row.id)
        )
    except CryptoError as error:
        raise ReleaseDamaged("release: not signed by anybody on the roster") from error
    plain = decode(content)
    files = {name: base64.b64decode(blob) for name, blob in plain["files"].items()}
    return Package(
        manifest=read_manifest(base64.b64decode(plain["manifest"])),
        files=files,
        table=SafeTable.from_json(plain["table"]),
        records=tuple(plain["records"]),
        proposer=proposer,
    )


def _package_json(
    manifest: Manifest, files: Mapping[str, bytes], table: SafeTable, records: Sequence[str]
) -> dict[str, Any]:
    return {
        "files": {name: base64.b64encode(blob).decode("ascii") for name, blob in files.items()},
        "manifest": base64.b64encode(manifest.to_bytes()).decode("ascii"),
        "records": list(records),
        "table": table.to_json(),
    }


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), files[name])
    return buffer.getvalue()


def _approval_message(row: Row) -> bytes:
    return sha256(DIGEST_RELEASE, row.id.encode("ascii"), row.sealed)


def _context(release_id: str) -> Context:
    return Context(record_id=bytes.fromhex(release_id), kind="release")
