"""`aigaq release` from an invented table to verified files."""

from pathlib import Path

import pytest

from cli.main import main
from testimony.release.rows.classmap import ClassMap


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    assert main(["release", "synthesise", "--rows", "600", "--seed", "3", "--out", str(folder)]) == 0
    return folder


def _make(source: Path, what: str, out: Path, *more: str) -> int:
    config = str(source / "config.toml")
    return main(["release", what, str(source / "source.csv"), "--config", config, "--out", str(out), *more])


@pytest.mark.parametrize("what", ["anonymise", "table"])
def test_release_is_made_and_verified(source: Path, tmp_path: Path, what: str) -> None:
    assert _make(source, what, tmp_path / "out") == 0
    assert main(["release", "verify", str(tmp_path / "out")]) == 0


def test_changed_file_is_found(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _make(source, "anonymise", tmp_path / "out")
    with (tmp_path / "out" / "rows.csv").open("ab") as rows:
        rows.write(b"\n")
    assert main(["release", "verify", str(tmp_path / "out")]) == 1
    assert "rows.csv: has changed" in capsys.readouterr().err


def test_series_keeps_its_class_map_private(source: Path, tmp_path: Path) -> None:
    kept, later = tmp_path / "map", tmp_path / "map2"
    assert _make(source, "anonymise", tmp_path / "one", "--class-map-out", str(kept)) == 0
    arguments = ["--class-map", str(kept), "--class-map-out", str(later)]
    assert _make(source, "anonymise", tmp_path / "two", *arguments) == 0
    assert kept.stat().st_mode & 0o077 == 0
    assert ClassMap.from_bytes(kept.read_bytes()).members == ClassMap.from_bytes(later.read_bytes()).members


def test_tables_are_held_against_earlier_ones(source: Path, tmp_path: Path) -> None:
    _make(source, "table", tmp_path / "one")
    earlier = str(tmp_path / "one" / "tables.json")
    assert _make(source, "table", tmp_path / "two", "--earlier", earlier) == 0
    assert (tmp_path / "two" / "tables.json").read_bytes() == Path(earlier).read_bytes()


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
