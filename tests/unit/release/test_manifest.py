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

    assert (withheld["R1:not_yes"], withheld["R11:hold"]) == ("11", "<10")


def test_reason_that_never_happened_looks_like_a_small_one() -> None:
    withheld = manifest().withheld

    assert set(withheld) == {*TABLE_REASONS, "other"}
    assert withheld["R6:minor_undecided"] == withheld["R11:hold"]


def test_reason_that_is_not_listed_counts_as_other() -> None:
    assert manifest().withheld["other"] == "12"


def test_small_number_of_records_is_hidden() -> None:
    few = Selection(countables=(), included=9, withheld={}, acts_withheld={})

    assert manifest(selection=few).included == "<10"


def test_unchanged_files_verify() -> None:
    verify(manifest(), FILES)


CHANGED: dict[str, tuple[dict[str, bytes], str]] = {
    "changed": (FILES | {"table.csv": b"a,c\r\n"}, "table.csv: has changed"),
    "missing": ({"table.csv": FILES["table.csv"]}, "codebook.csv: is missing"),
    "added": (FILES | {"extra.csv": b""}, "extra.csv: isn't in the manifest"),
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
