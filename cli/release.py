"""`aigaq release`: anonymises any coded table, makes safe count tables, invents a table, verifies a release offline."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from cli.errors import CommandFailed
from cli.files import PUBLIC, read_file, read_words, write_new, write_private
from testimony.release.bundle import NO_CODEBOOK, Wording, row_files, row_manifest
from testimony.release.config import rows_config, tables_config
from testimony.release.formats.plain import plain_table
from testimony.release.manifest import Manifest, hash_files, read_manifest, verify
from testimony.release.report.facts import collect, faults
from testimony.release.report.page import report_page
from testimony.release.rows.anonymise import Anonymised, anonymise
from testimony.release.rows.classmap import ClassMap
from testimony.release.rows.rule import Rule
from testimony.release.rows.sheet import Sheet, code_sheet, read_columns
from testimony.release.rows.successive import begin, renew
from testimony.release.synthesis import synthesise
from testimony.release.tables.make import make_tables
from testimony.release.tables.merging import merge_small
from testimony.release.tables.published import CountTables
from testimony.release.tables.system import people_of

MANIFEST = "manifest.json"
PUBLISHED = "tables.json"
_LARGEST_TABLE = 512 * 1024 * 1024


def configure(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `release` commands."""
    parser = subparsers.add_parser("release", help="make and verify datasets and tables that may leave")
    commands = parser.add_subparsers(metavar="WHAT", required=True)
    rows = _command(commands, "anonymise", _anonymise, "release rows of a coded table")
    rows.add_argument("--reason", default="", help="why rows of fewer than 500 people are released all the same")
    rows.add_argument("--agreement", default="", help="the recorded agreement that a partner's rule asks for")
    rows.add_argument("--class-map", type=Path, help="who stands in which class in the earlier releases of a series")
    rows.add_argument("--class-map-out", type=Path, help="where to keep it for the next one; it names people: seal it")
    table = _command(commands, "table", _table, "release one- and two-way counts")
    table.add_argument("--earlier", type=Path, action="append", default=[], help="tables.json of an earlier release")
    invented = commands.add_parser("synthesise", help="invent a coded table with its configuration")
    invented.add_argument("--rows", type=int, required=True)
    invented.add_argument("--seed", type=int, required=True)
    invented.add_argument("--out", type=Path, required=True)
    invented.set_defaults(run=_synthesise)
    check = commands.add_parser("verify", help="compare a release's files with its manifest")
    check.add_argument("folder", type=Path)
    check.set_defaults(run=_verify)


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
    parser.set_defaults(run=run)
    return parser


def _anonymise(options: argparse.Namespace) -> int:
    columns = read_columns(read_file(options.source, limit=_LARGEST_TABLE))
    config = rows_config(read_words(options.config), columns, _beside(options.config))
    sheet = code_sheet(columns, config.layout, config.hierarchies, lenient=config.lenient)
    release, held_back = _release(options, sheet, config.rule)
    main_act, acts = config.layout.sensitive, config.layout.acts
    plain = plain_table(release, main_act=main_act, acts=acts, only=config.only)
    allowed = config.only or (*(one.name for one in config.hierarchies), main_act, acts)
    facts = collect(release, plain, allowed=allowed)
    found = faults(facts, k=config.rule.k)
    if found:
        raise CommandFailed(f"release: {'; '.join(found)}")
    page = report_page(facts, title=config.title, faults=found)
    wording = Wording(name=config.name, title=config.title)
    files = row_files(release, plain, page, wording, formats=config.formats)
    manifest = row_manifest(release, files, withheld={"changed_or_returned": held_back}, reason=options.reason)
    _write(options.out, {**files, MANIFEST: manifest.to_bytes()})
    print(f"{release.released} people released, {sheet.size - release.released} left out, NCP {release.ncp:.3f}")
    return 0


def _release(options: argparse.Namespace, sheet: Sheet, rule: Rule) -> tuple[Anonymised, int]:
    """Make the first or next release and keep the class map where that is asked for."""
    if options.class_map is None:
        release, held_back = anonymise(sheet, rule, reason=options.reason, agreement=options.agreement), 0
        kept = begin(release) if options.class_map_out else None
    else:
        earlier = ClassMap.from_bytes(read_file(options.class_map, limit=_LARGEST_TABLE))
        renewed = renew(earlier, sheet, rule)
        release, kept, held_back = renewed.release, renewed.classes, renewed.held_back
    if options.class_map_out is not None and kept is not None:
        write_private(options.class_map_out, kept.to_bytes())
    return release, held_back


def _table(options: argparse.Namespace) -> int:
    columns = read_columns(read_file(options.source, limit=_LARGEST_TABLE))
    config = tables_config(read_words(options.config), columns, _beside(options.config))
    dimensions = sorted({dimension for table in config.tables for dimension in table})
    people = people_of(columns, victim=config.victim, household=config.household, dimensions=dimensions)
    if config.merge:
        merged = merge_small(people, config.parents, dimensions=dimensions, threshold=config.threshold)
        people = merged.people
    earlier = [CountTables.from_bytes(read_file(path)) for path in options.earlier]
    published = make_tables(people, config.tables, threshold=config.threshold, earlier=earlier)
    files = {f"table-{'-by-'.join(table)}.csv": published.csv(table) for table in config.tables}
    files[PUBLISHED] = published.to_bytes()
    _write(options.out, {**files, MANIFEST: _table_manifest(published, files).to_bytes()})
    print(f"{len(published.cells)} cells, {len(published.hidden)} hidden")
    return 0


def _table_manifest(published: CountTables, files: Mapping[str, bytes]) -> Manifest:
    everybody = published.cells[()]
    return Manifest(
        release_id=hash_files({"": published.to_bytes()})[""][:32],
        kind="count_tables",
        codebook_version=NO_CODEBOOK,
        threshold=published.threshold,
        included="*" if everybody is None else str(everybody),
        withheld={},
        configuration={"tables": "; ".join(" by ".join(table) for table in published.tables)},
        files=hash_files(files),
    )


def _synthesise(options: argparse.Namespace) -> int:
    _write(options.out, synthesise(options.rows, options.seed))
    print(f"{options.rows} invented people in {options.out}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    manifest = read_manifest(read_file(options.folder / MANIFEST))
    names = sorted(path.name for path in options.folder.iterdir() if path.name != MANIFEST)
    verify(manifest, {name: read_file(options.folder / name, limit=_LARGEST_TABLE) for name in names})
    print(f"release {manifest.release_id}: {len(names)} files are as the manifest says")
    return 0


def _beside(config: Path) -> Callable[[str], bytes]:
    """Return a reader of the files that a configuration names, in its own folder only."""

    def read(name: str) -> bytes:
        if Path(name).name != name:
            raise CommandFailed("hierarchy.file: must be a file beside the configuration")
        return read_file(config.parent / name)

    return read


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name in files:
        if (folder / name).exists():
            raise CommandFailed(f"{folder / name}: is there already; name another folder")
    for name, content in files.items():
        write_new(folder / name, content, mode=PUBLIC)
