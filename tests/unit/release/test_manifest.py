"""The manifest: canonical bytes, no small number, and files that must be the listed ones."""

from typing import Any

import pytest

from testimony.release.candidates import Selection
from testimony.release.errors import FilesDiffer, ManifestInvalid
from testimony.release.manifest import LARGEST_MANIFEST, TABLE_REASONS, Manifest, make_manifest, read_manifest, verify

FILES = {"table.csv": b"a,b\r\n", "codebook.csv": b"c\r\n"}


def manifest(**changes: Any) -> Manifest:
    values: dict[str, Any] = {
        "release_id": "rel-1",
        "kind": "table",
        "codebook_version": "0.1",
        "threshold": 10,
        "selection": Selection(
            countables=(), included=24, withheld={"R1:not_yes": 11, "R11:hold": 3, "R19:novel": 12}, acts_withheld={}
        ),
        "files": FILES,
        "configuration": {"purpose": "aggregate_statistics"},
        "prior_releases": ("rel-0",),
    }
    return make_manifest(**(values | changes))


def test_manifest_survives_its_bytes() -> None:
    written = manifest()

    assert read_manifest(written.to_bytes()) == written


def test_bytes_do_not_depend_on_order() -> None:
    turned = dict(reversed(FILES.items()))

    assert manifest(files=turned).to_bytes() == manifest().to_bytes()


def test_small_counts_are_hidden() -> None:
    withheld = manifest().withheld

    assert (withheld["R1:not_yes"], withheld["R11:hold"]) == ("10+", "<10")


def test_reason_that_never_happened_looks_like_a_small_one() -> None:
    withheld = manifest().withheld

    assert set(withheld) == {*TABLE_REASONS, "other"}
    assert withheld["R6:minor_undecided"] == withheld["R11:hold"]


def test_reason_that_is_not_listed_counts_as_other() -> None:
    assert manifest().withheld["other"] == "10+"


@pytest.mark.parametrize(("records", "told"), [(24, "20+"), (25, "20+"), (30, "30+")])
def test_two_manifests_do_not_tell_that_one_record_came(records: int, told: str) -> None:
    counted = Selection(countables=(), included=records, withheld={}, acts_withheld={})

    assert manifest(selection=counted).included == told


def test_small_number_of_records_is_hidden() -> None:
    few = Selection(countables=(), included=9, withheld={}, acts_withheld={})

    assert manifest(selection=few).included == "<10"


def test_purpose_recipient_and_earlier_releases_are_kept() -> None:
    told = read_manifest(manifest(purpose="aggregate_statistics", recipient="everybody").to_bytes())

    assert (told.purpose, told.recipient, told.prior_releases) == ("aggregate_statistics", "everybody", ("rel-0",))


def test_unchanged_files_verify() -> None:
    verify(manifest(), FILES)


CHANGED: dict[str, tuple[dict[str, bytes], str]] = {
    "changed": (FILES | {"table.csv": b"a,c\r\n"}, "table.csv: has changed"),
    "missing": ({"table.csv": FILES["table.csv"]}, "codebook.csv: is missing"),
    "added": (FILES | {"extra.csv": b""}, "extra.csv: isn't in the manifest"),
    "emptied": (FILES | {"table.csv": b""}, "table.csv: has changed"),
    "exchanged": ({"table.csv": b"c\r\n", "codebook.csv": b"a,b\r\n"}, "codebook.csv: has changed"),
    "renamed": ({"tabel.csv": FILES["table.csv"], "codebook.csv": b"c\r\n"}, "tabel.csv: isn't in the manifest"),
}


@pytest.mark.parametrize("row", CHANGED.values(), ids=CHANGED.keys())
def test_other_files_are_refused_by_name(row: tuple[dict[str, bytes], str]) -> None:
    files, message = row

    with pytest.raises(FilesDiffer, match=message):
        verify(manifest(), files)


BROKEN = {
    "no JSON": b"{",
    "no UTF-8": b"\xff",
    "no group": b"[]",
    "spaces": manifest().to_bytes().replace(b":", b": ", 1),
    "a field twice": manifest().to_bytes().replace(b'"kind":"table"', b'"kind":"table","kind":"table"'),
    "a field missing": manifest().to_bytes().replace(b'"kind":"table",', b""),
    "a field added": manifest().to_bytes().replace(b'"kind":', b'"king":"x","kind":'),
    "another version": manifest().to_bytes().replace(b'"version":1', b'"version":2'),
    "too large": b" " * (LARGEST_MANIFEST + 1),
}


@pytest.mark.parametrize("blob", BROKEN.values(), ids=BROKEN.keys())
def test_bytes_that_this_code_did_not_write_are_refused(blob: bytes) -> None:
    with pytest.raises(ManifestInvalid):
        read_manifest(blob)
