"""`aigaq release`: anonymises any coded table, makes safe count tables, invents a table, verifies a release offline."""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cli.counting import count, interviewed, sentences, table_manifest
from cli.errors import CommandFailed
from cli.files import PUBLIC, read_file, read_words, write_new
from crypto.agefile import open_sealed, seal
from crypto.header import VERSION_LINE
from crypto.identity_file import parse_identity_file, parse_recipient
from testimony.release.bundle import Grounds, Wording, row_files, row_manifest
from testimony.release.config import RowsConfig, rows_config, tables_config
from testimony.release.formats.plain import plain_table
from testimony.release.manifest import Manifest, hash_files, read_manifest, verify
from testimony.release.report.facts import Known, collect, faults
from testimony.release.report.page import report_page
from testimony.release.rows.anonymise import Anonymised, anonymise
from testimony.release.rows.classmap import ClassMap
from testimony.release.rows.intersection import Intersection, intersect_with_map
from testimony.release.rows.reading import Cells, Told, read_cells, read_told
from testimony.release.rows.sheet import Sheet, code_sheet, read_columns
from testimony.release.rows.successive import begin, renew
from testimony.release.synthesis import synthesise
from testimony.release.tables.method import method_line
from testimony.release.tables.published import CountTables

MANIFEST = "manifest.json"
ROWS = "rows.csv"
_RECIPIENT = "age1"
_LARGEST_TABLE = 512 * 1024 * 1024


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `release` commands."""
    parser = subparsers.add_parser("release", help="make and verify datasets and tables that may leave")
    commands = parser.add_subparsers(metavar="WHAT", required=True)
    rows = _command(commands, "anonymise", _anonymise, "release rows of a coded table")
    rows.add_argument("--reason", default="", help="why rows of fewer than 500 people are released all the same")
    rows.add_argument("--agreement", default="", help="the recorded agreement that a partner's rule asks for")
    rows.add_argument(
        "--named", type=Path, metavar="LIST.csv", help="a known list of people to attack the release with"
    )
    rows.add_argument(
        "--earlier", type=Path, action="append", default=[], metavar="DIR", help="an earlier release to lay beside it"
    )
    _add_class_map(rows)
    table = _command(commands, "table", _table, "release one- and two-way counts")
    table.add_argument("--earlier", type=Path, action="append", default=[], help="tables.json of an earlier release")
    invented = commands.add_parser("synthesise", help="invent a coded table with its configuration")
    invented.add_argument("--rows", type=int, required=True)
    invented.add_argument("--seed", type=int, required=True)
    invented.add_argument("--out", type=Path, required=True)
    invented.set_defaults(run=_synthesise)
    method = commands.add_parser("method", help="word the line of the method paragraph: who was interviewed")
    method.add_argument(
        "part", nargs="+", metavar="KIND=PEOPLE[/AGREED]", help="of one person, only where that person agreed"
    )
    method.set_defaults(run=_method)
    check = commands.add_parser("verify", help="compare a release's files with its manifest")
    check.add_argument("folder", type=Path)
    check.set_defaults(run=_verify)


def _add_class_map(rows: argparse.ArgumentParser) -> None:
    rows.add_argument("--class-map", type=Path, help="who stands in which class in the earlier releases of a series")
    rows.add_argument("--identity", type=Path, help="the age identity file that opens a sealed class map")
    rows.add_argument("--class-map-out", type=Path, help="where to keep it for the next one; it names every victim")
    sealing = rows.add_mutually_exclusive_group()
    sealing.add_argument(
        "--seal-to", metavar="RECIPIENT", help="age1pq1…, or a file with it: who can open the class map"
    )
    sealing.add_argument(
        "--unsealed", action="store_true", help="write the class map in the clear, to seal it yourself"
    )


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    about: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about)
    parser.add_argument("source", type=Path, metavar="SOURCE.csv")
    parser.add_argument("--config", type=Path, required=True, metavar="CONFIG.toml")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--purpose", default="", help="what the release is for, for the manifest")
    parser.add_argument("--recipient", default="", help="who receives it, for the manifest")
    parser.set_defaults(run=run)
    return parser


def _anonymise(options: argparse.Namespace) -> int:
    seal_map = _sealing(options)
    columns = read_columns(read_file(options.source, limit=_LARGEST_TABLE))
    config = rows_config(read_words(options.config), columns, _beside(options.config))
    sheet = code_sheet(columns, config.layout, config.hierarchies, lenient=config.lenient)
    made = _release(options, sheet, config)
    earlier = [_read_release(folder) for folder in options.earlier]
    main_act, acts = config.layout.sensitive, config.layout.acts
    plain = plain_table(made.release, main_act=main_act, acts=acts, only=config.only)
    allowed = config.only or (*(one.name for one in config.hierarchies), main_act, acts)
    told = tuple(_told(one, config) for one in earlier)
    known = Known(listed=_listed(options.named, config), earlier=told, intersections=made.intersections)
    facts = collect(made.release, plain, allowed=allowed, main_act=main_act, known=known)
    found = faults(facts)
    if found:
        raise CommandFailed(f"release: {'; '.join(found)}")
    page = report_page(facts, title=config.title, faults=found)
    wording = Wording(name=config.name, title=config.title)
    files = row_files(made.release, plain, page, wording, formats=config.formats)
    prior = dict.fromkeys((*made.prior, *(one.manifest.release_id for one in earlier)))
    grounds = Grounds(
        reason=options.reason,
        agreement=options.agreement,
        purpose=options.purpose,
        recipient=options.recipient,
        prior_releases=tuple(prior),
    )
    manifest = row_manifest(made.release, files, withheld={"changed_or_returned": made.held_back}, grounds=grounds)
    _require_free(options.out, [*files, MANIFEST])  # or a class map would stay of a release that never was
    if options.class_map_out is not None and made.classes is not None:
        # First: a release whose class map is lost can have no successor.
        kept = replace(made.classes, releases=(*made.prior, manifest.release_id))
        write_new(options.class_map_out, seal_map(kept.to_bytes()))
    _write(options.out, {**files, MANIFEST: manifest.to_bytes()})
    left_out = sheet.size - made.release.released
    print(f"{made.release.released} people released, {left_out} left out, NCP {made.release.ncp:.3f}")
    print(_of_manifest(manifest))
    if options.unsealed:
        print(f"{options.class_map_out}: names every victim in the clear; seal it now and destroy this copy")
    return 0


@dataclass(frozen=True, kw_only=True)
class _Made:
    """A release, and where it belongs to a series its class map, forerunners and what both tell together."""

    release: Anonymised
    classes: ClassMap | None = None
    held_back: int = 0
    prior: tuple[str, ...] = ()
    intersections: tuple[Intersection, ...] = ()


def _release(options: argparse.Namespace, sheet: Sheet, config: RowsConfig) -> _Made:
    """Make the first or next release of a series, or one that stands alone."""
    words = {"reason": options.reason, "agreement": options.agreement}
    if options.class_map is None:
        release = anonymise(sheet, config.rule, **words)
        return _Made(release=release, classes=begin(release) if options.class_map_out else None)
    earlier = ClassMap.from_bytes(_open_map(options))
    renewed = renew(earlier, sheet, config.rule, **words)
    return _Made(
        release=renewed.release,
        classes=renewed.classes,
        held_back=renewed.held_back,
        prior=earlier.releases,
        intersections=(intersect_with_map(earlier, renewed.release),),
    )


def _sealing(options: argparse.Namespace) -> Callable[[bytes], bytes]:
    """Return what is done to the class map before it is written; raise CommandFailed where nobody said."""
    if options.seal_to is None:
        if options.class_map_out is not None and not options.unsealed:
            raise CommandFailed("--class-map-out: it names every victim; say --seal-to RECIPIENT, or --unsealed")
        return bytes
    words = options.seal_to if options.seal_to.startswith(_RECIPIENT) else read_words(Path(options.seal_to))
    recipient = parse_recipient(words)
    return lambda plaintext: seal(plaintext, [recipient])


def _open_map(options: argparse.Namespace) -> bytes:
    blob = read_file(options.class_map, limit=_LARGEST_TABLE)
    if not blob.startswith(VERSION_LINE):
        return blob
    if options.identity is None:
        raise CommandFailed(f"{options.class_map}: is sealed; name the identity file that opens it with --identity")
    return open_sealed(blob, parse_identity_file(read_words(options.identity)).seed, stanzas=1)


@dataclass(frozen=True, kw_only=True)
class _Earlier:
    manifest: Manifest
    columns: Mapping[str, Sequence[str]]


def _read_release(folder: Path) -> _Earlier:
    """Read an earlier release and check its files; raise CommandFailed where it isn't one of rows."""
    manifest, files = _verified(folder)
    if ROWS not in files:
        raise CommandFailed(f"{folder}: isn't a release of rows")
    return _Earlier(manifest=manifest, columns=read_columns(files[ROWS]))


def _told(earlier: _Earlier, config: RowsConfig) -> Told:
    return read_told(earlier.columns, config.hierarchies, main_act=config.layout.sensitive)


def _listed(path: Path | None, config: RowsConfig) -> Cells | None:
    if path is None:
        return None
    columns = read_columns(read_file(path, limit=_LARGEST_TABLE))
    if not set(columns) & {one.name for one in config.hierarchies}:
        raise CommandFailed("--named: no column of the list has a hierarchy in the configuration")
    return read_cells(columns, config.hierarchies, lenient=config.lenient)


def _table(options: argparse.Namespace) -> int:
    source = read_columns(read_file(options.source, limit=_LARGEST_TABLE))
    config = tables_config(read_words(options.config), source, _beside(options.config))
    earlier = [CountTables.from_bytes(read_file(path)) for path in options.earlier]
    made = count(source, config, earlier)
    manifest = table_manifest(made, earlier, title=config.title, purpose=options.purpose, recipient=options.recipient)
    _write(options.out, {**made.tables.files(), MANIFEST: manifest.to_bytes()})
    print("\n".join(sentences(made)))
    print(_of_manifest(manifest))
    return 0


def _method(options: argparse.Namespace) -> int:
    print(method_line([interviewed(part) for part in options.part]).sentence())
    return 0


def _synthesise(options: argparse.Namespace) -> int:
    _write(options.out, synthesise(options.rows, options.seed))
    print(f"{options.rows} invented people in {options.out}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    manifest, files = _verified(options.folder)
    print(f"release {manifest.release_id}: {len(files)} files are as the manifest says")
    print(f"{_of_manifest(manifest)}; compare it with what the makers say by another way")
    return 0


def _of_manifest(manifest: Manifest) -> str:
    # Nothing signs this manifest: whoever changes a file can write a manifest that fits it.
    return f"SHA-256 of the manifest: {hash_files({MANIFEST: manifest.to_bytes()})[MANIFEST]}"


def _verified(folder: Path) -> tuple[Manifest, dict[str, bytes]]:
    """Read a release's files and raise unless they are exactly those of its manifest."""
    manifest = read_manifest(read_file(folder / MANIFEST))
    names = sorted(path.name for path in folder.iterdir() if path.name != MANIFEST)
    files = {name: read_file(folder / name, limit=_LARGEST_TABLE) for name in names}
    verify(manifest, files)
    return manifest, files


def _beside(config: Path) -> Callable[[str], bytes]:
    """Return a reader of the files that a configuration names, in its own folder only."""

    def read(name: str) -> bytes:
        if Path(name).name != name:
            raise CommandFailed("hierarchy.file: must be a file beside the configuration")
        return read_file(config.parent / name)

    return read


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    _require_free(folder, files)
    for name, content in files.items():
        write_new(folder / name, content, mode=PUBLIC)


def _require_free(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        if Path(name).name != name:  # a table's file is named after its columns
            raise CommandFailed("table.dimensions: a column's name can't be part of a file's name")
        if (folder / name).exists():
            raise CommandFailed(f"{folder / name}: is there already; name another folder")
