"""The register of releases: proposed by one person, approved by another, and only then handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
from testimony.desk.service import Desk
from testimony.ledger.ledger import append, cosign
from testimony.people.unlocked import Unlocked
from testimony.record.plain import decode, encode
from testimony.release.counted import Counted, pass_gate
from testimony.release.errors import (
    BadThreshold,
    EarlierChanged,
    NotApproved,
    ReleaseDamaged,
    ReleaseError,
    SamePerson,
    TermsChanged,
)
from testimony.release.files import codebook_csv
from testimony.release.manifest import make_manifest
from testimony.release.manifest import verify as verify_files
from testimony.release.models import ReleaseApproval
from testimony.release.models import ReleaseRow as Row
from testimony.release.package import Package
from testimony.release.tables.acts import ACT, MONTH
from testimony.release.tables.audit import audit
from testimony.release.tables.make import DEFAULT_THRESHOLD, beside_small, make_act_table
from testimony.release.tables.published import CountTables
from testimony.roster.document import REVIEWER
from testimony.roster.store import RosterStore
from testimony.terms.outputs import COUNTING

# Unreadable: damaged, of a signer who left the roster, or written by a version that this code doesn't read.
PROPOSED, APPROVED, UNREADABLE = "proposed", "approved", "unreadable"


@dataclass(frozen=True, kw_only=True)
class ReleaseRow:
    """A release as lists show it."""

    id: str
    iso_week: str
    state: str
    proposer: str
    approver: str


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An opened release and who proposed it."""

    package: Package
    proposer: str


@dataclass(frozen=True, kw_only=True)
class Releases:
    """What signed-in reviewers do about releases."""

    database: Database
    desk: Desk
    rosters: RosterStore
    clock: Clock

    def propose(self, unlocked: Unlocked, *, threshold: int = DEFAULT_THRESHOLD, recipient: str = "") -> str:
        """Make one table of what may be counted and give the release's id.

        Raises BadThreshold, TableUnsafe, and ReleaseDamaged where an approved release can't be read: nothing new can
        be held against it.
        """
        if threshold < DEFAULT_THRESHOLD:
            raise BadThreshold(f"threshold: must be at least {DEFAULT_THRESHOLD}")  # rule R20
        counted = self._counted(unlocked)
        with self.database.reading() as session:
            approved = self._approved(session, unlocked)
        made = make_act_table(counted.selection.countables, threshold=threshold, earlier=_tables(approved))
        codes = made.tables.categories(ACT)
        files = {**made.tables.files(), "codebook.csv": codebook_csv(codes, self.desk.codebook)}
        release_id = random_id().hex()
        manifest = make_manifest(
            release_id=release_id,
            kind="table",
            codebook_version=self.desk.codebook.version,
            threshold=threshold,
            selection=counted.selection,
            files=files,
            configuration={"rows": ACT, "columns": MONTH, "counted": "victims"},
            prior_releases=tuple(approved),
            purpose=COUNTING.purpose.value,
            recipient=recipient,
        )
        package = Package(
            manifest=manifest, files=files, why=made.why, audit=made.audit, records=tuple(counted.records)
        )
        self._keep(unlocked, release_id, package)
        return release_id

    def _keep(self, unlocked: Unlocked, release_id: str, package: Package) -> None:
        content, raw_id = encode(package.to_json()), bytes.fromhex(release_id)
        signed = sign_content(content, unlocked.signing_key, unlocked.handle, SIGN_RELEASE, context=raw_id)
        sealed = seal_envelope(signed, _context(release_id), [unlocked.roster.team_key])
        with self.database.writing() as session:
            week = iso_week(self.clock())
            session.add(Row(id=release_id, iso_week=week, proposer=unlocked.handle, sealed=sealed))
            self._note(session, unlocked, "release-proposed", release_id)

    def list(self, unlocked: Unlocked) -> tuple[ReleaseRow, ...]:
        """List releases, newest week first; one that can't be read doesn't hide the others."""
        with self.database.reading() as session:
            rows = session.scalars(query(Row).order_by(Row.iso_week.desc(), Row.id))
            keyring = self._keyring(session, unlocked)
            return tuple(self._listed(session, row, unlocked, keyring) for row in rows)

    def preview(self, unlocked: Unlocked, release_id: str) -> Package:
        """Show the release as it would leave; raises ReleaseDamaged."""
        with self.database.reading() as session:
            return self._opened(session, release_id, unlocked).package

    def approve(self, unlocked: Unlocked, release_id: str) -> None:
        """Sign a release that somebody else proposed.

        Raises SamePerson, TermsChanged, EarlierChanged, TableUnsafe, ReleaseDamaged.
        """
        counted = self._counted(unlocked)
        with self.database.writing() as session:
            opened = self._opened(session, release_id, unlocked)
            if opened.proposer == unlocked.handle:
                raise SamePerson("approver: proposed it")
            earlier = self._approved(session, unlocked, but=release_id)
            if tuple(earlier) != opened.package.manifest.prior_releases:
                raise EarlierChanged("release: another was approved since it was proposed")
            self._check(session, unlocked, opened.package, counted, earlier)
            row = session.get_one(Row, release_id)
            signature = unlocked.signing_key.sign(SIGN_RELEASE_APPROVAL, _approval_message(row))
            session.merge(ReleaseApproval(release_id=release_id, handle=unlocked.handle, signature=signature))
            self._note(session, unlocked, "release-approved", release_id)

    def file(self, unlocked: Unlocked, release_id: str) -> tuple[str, bytes]:
        """Give file name and zip of an approved release; raises NotApproved, TermsChanged, ReleaseDamaged."""
        counted = self._counted(unlocked)
        with self.database.writing() as session:
            opened = self._opened(session, release_id, unlocked)
            package = opened.package
            if not _approver(session, session.get_one(Row, release_id), unlocked, opened.proposer):
                raise NotApproved("release: nobody else has approved it")
            approved = self._approved(session, unlocked)
            earlier = {one: approved[one] for one in package.manifest.prior_releases if one in approved}
            self._check(session, unlocked, package, counted, earlier)
            self._note(session, unlocked, "release-downloaded", release_id)
        return f"aigaq-table-{release_id[:8]}.zip", package.zipped()

    def _counted(self, unlocked: Unlocked) -> Counted:
        """Pass everything through the gate as it stands now."""
        usable, left_out = self.desk.coded(unlocked)
        return pass_gate(usable, left_out, self.clock().date())

    def _check(
        self, session: Session, unlocked: Unlocked, package: Package, now: Counted, earlier: Mapping[str, Package]
    ) -> None:
        """Count the same records again: what was narrowed or coded anew since would change the table."""
        # The gate's answer was read before this transaction; what stops a record at once is asked again within it.
        if not all(one in now.records and self.desk.is_usable(session, unlocked, one) for one in package.records):
            raise TermsChanged("release: a record it draws on was withdrawn, held or narrowed since")
        countables = [countable for one in package.records for countable in now.records[one]]
        made = make_act_table(countables, threshold=package.tables.threshold, earlier=_tables(earlier))
        if made.tables != package.tables:
            raise TermsChanged("release: a record it draws on has changed since")
        audit(package.tables, _tables(earlier), beside=beside_small(package.why))

    def _approved(self, session: Session, unlocked: Unlocked, *, but: str = "") -> dict[str, Package]:
        """Open the approved releases, the earliest first: each lists all before it."""
        rows = session.scalars(query(Row).order_by(Row.id)).all()
        keyring = self._keyring(session, unlocked)
        packages = {}
        for row in rows:
            signers = _signers(session, row, unlocked) if row.id != but else []
            if signers:  # asked first: what nobody approved need not be readable
                opened = _open(row, unlocked, keyring)
                if set(signers) - {opened.proposer}:
                    packages[row.id] = opened.package
        return dict(sorted(packages.items(), key=lambda one: len(one[1].manifest.prior_releases)))

    def _listed(self, session: Session, row: Row, unlocked: Unlocked, keyring: Keyring) -> ReleaseRow:
        try:
            proposer = _open(row, unlocked, keyring).proposer
        except ReleaseDamaged:
            # Nothing vouches for the proposer in the clear beside it.
            return ReleaseRow(id=row.id, iso_week=row.iso_week, state=UNREADABLE, proposer="", approver="")
        approver = _approver(session, row, unlocked, proposer)
        state = APPROVED if approver else PROPOSED
        return ReleaseRow(id=row.id, iso_week=row.iso_week, state=state, proposer=proposer, approver=approver)

    def _opened(self, session: Session, release_id: str, unlocked: Unlocked) -> Opened:
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


def _approver(session: Session, row: Row, unlocked: Unlocked, proposer: str) -> str:
    """Give the handle of a reviewer, not the proposer, who has approved the release, or nothing."""
    return next((handle for handle in _signers(session, row, unlocked) if handle != proposer), "")


def _signers(session: Session, row: Row, unlocked: Unlocked) -> list[str]:
    """Give the reviewers whose signatures under these bytes hold; they need not be readable for that."""
    approvals = session.scalars(
        query(ReleaseApproval).where(ReleaseApproval.release_id == row.id).order_by(ReleaseApproval.handle)
    )
    found = []
    for approval in approvals:
        person = next((p for p in unlocked.roster.people if p.handle == approval.handle), None)
        if person is None or REVIEWER not in person.roles:
            continue
        try:
            verify(person.sign_key, SIGN_RELEASE_APPROVAL, _approval_message(row), approval.signature)
        except CryptoError:
            continue  # not under these bytes: counts for nothing
        found.append(approval.handle)
    return found


def _tables(packages: Mapping[str, Package]) -> list[CountTables]:
    return [package.tables for package in packages.values()]


def _open(row: Row, unlocked: Unlocked, keyring: Keyring) -> Opened:
    for seed in keyring.team():
        try:
            signed = open_envelope(row.sealed, seed, _context(row.id))
        except CryptoError:
            continue  # of another epoch
        return _believed(signed, row, unlocked)
    raise ReleaseDamaged("release: does not open")


def _believed(signed: bytes, row: Row, unlocked: Unlocked) -> Opened:
    try:
        proposer, content = read_signed(
            signed, label=SIGN_RELEASE, keys=unlocked.roster.signing_key_of, context=bytes.fromhex(row.id)
        )
    except CryptoError as error:
        raise ReleaseDamaged("release: not signed by anybody on the roster") from error
    try:
        package = Package.from_json(decode(content))
        verify_files(package.manifest, package.files)
    except (ReleaseError, ValueError, KeyError, TypeError) as error:
        raise ReleaseDamaged(
            "release: isn't a package that this code reads, or not the files of its manifest"
        ) from error
    return Opened(package=package, proposer=proposer)


def _approval_message(row: Row) -> bytes:
    return sha256(DIGEST_RELEASE, row.id.encode("ascii"), row.sealed)


def _context(release_id: str) -> Context:
    return Context(record_id=bytes.fromhex(release_id), kind="release")
