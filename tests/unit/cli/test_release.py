"""`aigaq release` from an invented table to verified files."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from cli.main import main
from crypto.agefile import open_sealed
from crypto.identity_file import IdentityFile, parse_identity_file, recipient_string, write_identity_file
from crypto.seeds import Seed, public_key
from testimony.release.manifest import Manifest, read_manifest
from testimony.release.rows.classmap import ClassMap
from testimony.release.tables.published import CountTables


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    assert main(["release", "synthesise", "--rows", "600", "--seed", "3", "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release that tests may copy and not touch."""
    folder = tmp_path_factory.mktemp("made")
    main(["release", "synthesise", "--rows", "600", "--seed", "3", "--out", str(folder / "source")])
    assert _make(folder / "source", "anonymise", folder / "out") == 0
    return folder / "out"


def _make(source: Path, what: str, out: Path, *more: str) -> int:
    config = str(source / "config.toml")
    return main(["release", what, str(source / "source.csv"), "--config", config, "--out", str(out), *more])


@pytest.mark.parametrize("what", ["anonymise", "table"])
def test_release_is_made_and_verified(source: Path, tmp_path: Path, what: str) -> None:
    assert _make(source, what, tmp_path / "out") == 0
    assert main(["release", "verify", str(tmp_path / "out")]) == 0


def _add_a_byte(folder: Path) -> None:
    with (folder / "rows.csv").open("ab") as rows:
        rows.write(b"\n")


def _swap(folder: Path) -> None:
    first, second = folder / "codebook.html", folder / "codebook.md"
    before = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(before)


def _spoil_manifest(folder: Path, old: bytes, new: bytes) -> None:
    path = folder / "manifest.json"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))


TAMPERING = {
    "a byte more": (_add_a_byte, "rows.csv: has changed"),
    "a file less": (lambda folder: (folder / "report.html").unlink(), "report.html: is missing"),
    "a file more": (lambda folder: (folder / "names.csv").write_bytes(b""), "names.csv: isn't in the manifest"),
    "a hidden file more": (lambda folder: (folder / ".x").write_bytes(b""), ".x: isn't in the manifest"),
    "two files swapped": (_swap, "codebook.html: has changed"),
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "manifest.json"),
    "a manifest written otherwise": (lambda folder: _spoil_manifest(folder, b",", b", "), "canonical"),
    "a manifest with a field more": (lambda folder: _spoil_manifest(folder, b"{", b'{"a":1,'), "manifest"),
    "a manifest with a field twice": (lambda folder: _spoil_manifest(folder, b"{", b'{"kind":"x",'), "canonical"),
    "a manifest that forgets a file": (
        lambda folder: _spoil_manifest(folder, b'"report.html":', b'"repOrt.html":'),
        "repOrt.html: is missing",
    ),
}


@pytest.mark.parametrize(("tamper", "words"), TAMPERING.values(), ids=TAMPERING)
def test_tampering_is_found(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], tamper: Callable[[Path], object], words: str
) -> None:
    copytree(made, tmp_path / "copy")
    tamper(tmp_path / "copy")
    assert main(["release", "verify", str(tmp_path / "copy")]) == 1
    assert words in capsys.readouterr().err


def test_manifest_has_a_hash_to_compare_by_another_way(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _make(source, "anonymise", tmp_path / "out")
    main(["release", "verify", str(tmp_path / "out")])
    digest = hashlib.sha256((tmp_path / "out" / "manifest.json").read_bytes()).hexdigest()
    assert capsys.readouterr().out.count(f"SHA-256 of the manifest: {digest}") == 2


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    path = tmp_path / "identity"
    path.write_text(write_identity_file(IdentityFile(seed=Seed.generate())))
    return path


def _recipient(identity: Path) -> str:
    return recipient_string(public_key(parse_identity_file(identity.read_text()).seed))


def test_series_keeps_its_class_map_sealed(source: Path, tmp_path: Path, identity: Path) -> None:
    kept, later, recipient = tmp_path / "map", tmp_path / "map2", _recipient(identity)
    (tmp_path / "recipient").write_text(recipient)
    assert _make(source, "anonymise", tmp_path / "one", "--class-map-out", str(kept), "--seal-to", recipient) == 0
    arguments = ["--class-map", str(kept), "--identity", str(identity), "--class-map-out", str(later)]
    assert _make(source, "anonymise", tmp_path / "two", *arguments, "--seal-to", str(tmp_path / "recipient")) == 0
    seed = parse_identity_file(identity.read_text()).seed
    first, second = (ClassMap.from_bytes(open_sealed(path.read_bytes(), seed, stanzas=1)) for path in (kept, later))
    assert first.members == second.members
    assert second.releases[: len(first.releases)] == first.releases
    assert _manifest(tmp_path / "two").prior_releases == first.releases == (_manifest(tmp_path / "one").release_id,)


def _manifest(folder: Path) -> Manifest:
    return read_manifest((folder / "manifest.json").read_bytes())


def test_class_map_in_the_clear_must_be_asked_for(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "map"
    assert _make(source, "anonymise", tmp_path / "one", "--class-map-out", str(kept)) == 1
    assert not kept.exists()
    assert _make(source, "anonymise", tmp_path / "one", "--class-map-out", str(kept), "--unsealed") == 0
    assert kept.stat().st_mode & 0o077 == 0
    assert "names every victim in the clear" in capsys.readouterr().out


def test_sealed_class_map_needs_its_identity(
    source: Path, tmp_path: Path, identity: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "map"
    _make(source, "anonymise", tmp_path / "one", "--class-map-out", str(kept), "--seal-to", _recipient(identity))
    assert _make(source, "anonymise", tmp_path / "two", "--class-map", str(kept)) == 1
    assert "--identity" in capsys.readouterr().err


def test_class_map_is_not_overwritten(source: Path, tmp_path: Path) -> None:
    kept = tmp_path / "map"
    kept.write_bytes(b"the only copy")
    assert _make(source, "anonymise", tmp_path / "one", "--class-map-out", str(kept), "--unsealed") == 1
    assert (kept.read_bytes(), (tmp_path / "one").exists()) == (b"the only copy", False)


def test_release_that_has_no_place_leaves_no_class_map(source: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "rows.csv").write_text("of an earlier release")
    kept = tmp_path / "map"
    assert _make(source, "anonymise", tmp_path / "taken", "--class-map-out", str(kept), "--unsealed") == 1
    assert not kept.exists()


def test_release_is_laid_beside_an_earlier_one(source: Path, tmp_path: Path) -> None:
    _make(source, "anonymise", tmp_path / "one")
    assert _make(source, "anonymise", tmp_path / "two", "--earlier", str(tmp_path / "one")) == 0
    assert _manifest(tmp_path / "two").prior_releases == (_manifest(tmp_path / "one").release_id,)
    assert "beside the file of an earlier release" in (tmp_path / "two" / "report.html").read_text()


def test_earlier_release_that_was_changed_is_not_read(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _make(source, "anonymise", tmp_path / "one")
    (tmp_path / "one" / "rows.csv").write_bytes(b"release_row,age\r\n")
    assert _make(source, "anonymise", tmp_path / "two", "--earlier", str(tmp_path / "one")) == 1
    assert "rows.csv: has changed" in capsys.readouterr().err


def test_earlier_release_of_tables_is_refused(source: Path, tmp_path: Path) -> None:
    _make(source, "table", tmp_path / "one")
    assert _make(source, "anonymise", tmp_path / "two", "--earlier", str(tmp_path / "one")) == 1


def test_release_is_attacked_with_a_named_list(source: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,age,sex\nA,30,F\nB,,M\n")
    assert _make(source, "anonymise", tmp_path / "one", "--named", str(tmp_path / "list.csv")) == 0
    assert "what a known list says of its people" in (tmp_path / "one" / "report.html").read_text()


def test_named_list_without_a_known_column_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name\nA\n")
    assert _make(source, "anonymise", tmp_path / "one", "--named", str(tmp_path / "list.csv")) == 1


def test_what_people_state_of_a_release_stands_in_its_manifest(source: Path, tmp_path: Path) -> None:
    stated = ["--purpose", "a report", "--recipient", "a body", "--agreement", "2026-1", "--reason", "few"]
    assert _make(source, "anonymise", tmp_path / "one", *stated) == 0
    found = _manifest(tmp_path / "one")
    assert (found.purpose, found.recipient) == ("a report", "a body")
    assert (found.configuration["agreement"], found.configuration["reason"]) == ("2026-1", "few")


def test_next_release_of_few_people_needs_a_reason_too(source: Path, tmp_path: Path) -> None:
    kept = tmp_path / "map"
    _make(source, "anonymise", tmp_path / "one", "--class-map-out", str(kept), "--unsealed")
    table = source / "source.csv"
    table.write_text("".join(table.read_text().splitlines(keepends=True)[:400]))
    assert _make(source, "anonymise", tmp_path / "two", "--class-map", str(kept)) == 1


def test_tables_are_held_against_earlier_ones(source: Path, tmp_path: Path) -> None:
    _make(source, "table", tmp_path / "one")
    assert _make(source, "table", tmp_path / "two", "--earlier", str(tmp_path / "one" / "tables.json")) == 0
    again = CountTables.from_bytes((tmp_path / "two" / "tables.json").read_bytes())
    assert set(again.cells.values()) == {None}  # nobody came since, which mustn't be told


def test_what_was_hidden_and_why_is_said(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _make(source, "table", tmp_path / "out")
    assert "0 too close to an earlier release" in capsys.readouterr().out


ACTS = "\n".join(["case_ref,act_code,month", *(f"{n},x,2022-0{1 + n % 2}" for n in range(30)), "1,y,2022-01"])
ACTS_CONFIG = """
[columns]
victim = "case_ref"
[tables]
several = true
[[table]]
dimensions = ["act_code", "month"]
"""


def test_acts_are_counted_by_month(tmp_path: Path) -> None:
    (tmp_path / "source.csv").write_text(ACTS)
    (tmp_path / "config.toml").write_text(ACTS_CONFIG)
    assert _make(tmp_path, "table", tmp_path / "out") == 0
    lines = (tmp_path / "out" / "table-act_code-by-month.csv").read_text().split()
    assert lines[1:] == ["x,all_at_least,30", "x,2022-01,15", "x,2022-02,15", "x,other,*"]


def test_several_acts_need_their_own_table(tmp_path: Path) -> None:
    (tmp_path / "source.csv").write_text(ACTS)
    (tmp_path / "config.toml").write_text(ACTS_CONFIG.replace('"act_code", ', ""))
    assert _make(tmp_path, "table", tmp_path / "out") == 1


ODD_TABLES = {
    "nobody": ("case_ref,sex\n", 1),
    "one row": ("case_ref,sex\n1,F\n", 0),
    "all equal": ("case_ref,sex\n" + "".join(f"{n},F\n" for n in range(30)), 0),
    "no such column": ("case_ref,age\n1,30\n", 1),
    "a hundred thousand cells": ("case_ref,sex\n" + "".join(f"{n},s{n}\n" for n in range(100_000)), 1),
}


@pytest.mark.parametrize("row", ODD_TABLES.values(), ids=ODD_TABLES)
def test_odd_tables_are_told_or_refused(row: tuple[str, int], tmp_path: Path) -> None:
    words, status = row
    (tmp_path / "source.csv").write_text(words)
    (tmp_path / "config.toml").write_text('[columns]\nvictim = "case_ref"\n[[table]]\ndimensions = ["sex"]\n')
    assert _make(tmp_path, "table", tmp_path / "out") == status


def test_table_of_few_people_names_none_of_their_categories(tmp_path: Path) -> None:
    (tmp_path / "source.csv").write_text("case_ref,sex\n1,Fem\n")
    (tmp_path / "config.toml").write_text('[columns]\nvictim = "case_ref"\n[[table]]\ndimensions = ["sex"]\n')
    _make(tmp_path, "table", tmp_path / "out")
    assert not any(b"Fem" in file.read_bytes() for file in (tmp_path / "out").iterdir())


def test_names_of_others_files_move_no_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "source.csv").write_text("case_ref,sex\n" + "".join(f"{n},F\n" for n in range(30)))
    (tmp_path / "config.toml").write_text('[columns]\nvictim = "case_ref"\n[[table]]\ndimensions = ["sex"]\n')
    _make(tmp_path, "table", tmp_path / "out")
    (tmp_path / "out" / "a\x1b[2Jb").write_text("more")
    main(["release", "verify", str(tmp_path / "out")])
    assert "a·[2Jb: isn't in the manifest" in capsys.readouterr().err


TAMPERED: dict[str, Callable[[Path], object]] = {
    "changed": lambda folder: (folder / "tables.json").write_bytes(b"{}"),
    "removed": lambda folder: (folder / "tables.json").unlink(),
    "added": lambda folder: (folder / "notes.txt").write_text("more"),
    "manifest changed": lambda folder: (folder / "manifest.json").write_bytes(b"{}"),
    "manifest removed": lambda folder: (folder / "manifest.json").unlink(),
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED)
def test_tampering_with_a_table_is_found(source: Path, tmp_path: Path, tamper: Callable[[Path], object]) -> None:
    _make(source, "table", tmp_path / "out")
    tamper(tmp_path / "out")
    assert main(["release", "verify", str(tmp_path / "out")]) == 1


def test_tables_say_what_they_are_for_and_after_which_others(source: Path, tmp_path: Path) -> None:
    _make(source, "table", tmp_path / "one")
    earlier = ["--earlier", str(tmp_path / "one" / "tables.json")]
    assert _make(source, "table", tmp_path / "two", *earlier, "--purpose", "a report", "--recipient", "a body") == 0
    found = _manifest(tmp_path / "two")
    assert (found.purpose, found.recipient, found.configuration["title"]) == ("a report", "a body", "Invented table")
    assert found.prior_releases == (_manifest(tmp_path / "one").release_id,)


def test_table_of_values_that_a_hierarchy_lacks_is_refused(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = source / "source.csv"
    table.write_text(table.read_text().replace(",student,", ",=cmd(),", 1))
    assert _make(source, "table", tmp_path / "one") == 1
    err = capsys.readouterr().err
    assert "occupation: 1 cells" in err
    assert "cmd" not in err


def test_column_name_that_is_a_path_names_no_file(source: Path, tmp_path: Path) -> None:
    for name in ("source.csv", "config.toml"):
        path = source / name
        path.write_text(path.read_text().replace("sex", "../sex"))
    assert _make(source, "table", tmp_path / "one") == 1
    assert not list(tmp_path.glob("*sex*"))


def test_earlier_files_are_not_overwritten(source: Path, tmp_path: Path) -> None:
    _make(source, "anonymise", tmp_path / "out")
    before = (tmp_path / "out" / "rows.csv").read_bytes()
    assert _make(source, "anonymise", tmp_path / "out") == 1
    assert (tmp_path / "out" / "rows.csv").read_bytes() == before


def test_hierarchy_elsewhere_is_not_read(source: Path, tmp_path: Path) -> None:
    config = source / "config.toml"
    config.write_text(config.read_text().replace('"location.csv"', '"../location.csv"'))
    assert _make(source, "anonymise", tmp_path / "out") == 1


def test_few_people_need_a_reason(tmp_path: Path) -> None:
    main(["release", "synthesise", "--rows", "100", "--seed", "3", "--out", str(tmp_path / "few")])
    assert _make(tmp_path / "few", "anonymise", tmp_path / "one") == 1
    (tmp_path / "few" / "config.toml").write_text(
        (tmp_path / "few" / "config.toml").read_text().replace('preset = "analyst"', "rule = {k = 5}")
    )
    assert _make(tmp_path / "few", "anonymise", tmp_path / "two", "--reason", "a test") == 0


METHODS = {
    "one who agreed": (
        ["lawyers=5", "formerly detained=6", "relative=1/1"],
        "6 formerly detained, 5 lawyers, 1 relative",
    ),
    "one who didn't": (["lawyers=5", "formerly detained=6", "relative=1"], "6 formerly detained, 6 others"),
}


@pytest.mark.parametrize("row", METHODS.values(), ids=METHODS)
def test_method_line_is_worded(row: tuple[list[str], str], capsys: pytest.CaptureFixture[str]) -> None:
    parts, told = row
    assert main(["release", "method", *parts]) == 0
    assert capsys.readouterr().out == f"12 interviews: {told}\n"


@pytest.mark.parametrize("part", ["lawyers", "=5", "lawyers=five", "lawyers=5/two", "lawyers=1/2", "lawyer=1"])
def test_method_line_that_makes_no_sense_is_refused(part: str) -> None:
    assert main(["release", "method", part]) == 1
