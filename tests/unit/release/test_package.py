"""A package rests whole, and what leaves says nothing of why a number is hidden."""

import io
import zipfile

from testimony.release.candidates import Selection
from testimony.release.manifest import make_manifest, read_manifest, verify
from testimony.release.package import MANIFEST_NAME, Package
from testimony.release.tables.acts import Countable
from testimony.release.tables.make import Why, make_act_table


def package() -> Package:
    """Make a package of one shown number and a hidden one."""
    records = [Countable(victim_id=str(n), household_id=None, code="x", month="2022-01") for n in range(12)]
    made = make_act_table(records)
    files = made.tables.files()
    manifest = make_manifest(
        release_id="rel-1",
        kind="table",
        codebook_version="0.1",
        threshold=10,
        selection=Selection(countables=(), included=12, withheld={}, acts_withheld={}),
        files=files,
        configuration={},
    )
    return Package(manifest=manifest, files=files, why=made.why, audit=made.audit, records=("r1",))


def test_package_reads_back_as_written() -> None:
    assert Package.from_json(package().to_json()) == package()


def test_hidden_cells_are_counted_by_reason() -> None:
    assert package().reasons() == {Why.FEW: 1, Why.EARLIER: 0, Why.PROTECTS: 0}


def test_what_leaves_is_what_the_manifest_lists() -> None:
    with zipfile.ZipFile(io.BytesIO(package().zipped())) as archive:
        left = {name: archive.read(name) for name in archive.namelist()}
    verify(read_manifest(left.pop(MANIFEST_NAME)), left)


def test_what_leaves_tells_no_reason_and_no_record() -> None:
    left = b"".join(package().files.values()) + package().manifest.to_bytes()
    assert b"few" not in left
    assert b"r1" not in left
