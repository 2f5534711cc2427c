"""What `aigaq release table` does between reading and writing: counts, hides, and says what was done."""

from collections import Counter
from collections.abc import Sequence

from cli.errors import CommandFailed
from testimony.release.bundle import NO_CODEBOOK
from testimony.release.config import TablesConfig
from testimony.release.manifest import Manifest, hash_files
from testimony.release.rows.sheet import Columns, known_values, require_codes
from testimony.release.tables.acts import countables_of
from testimony.release.tables.make import Made, Why, make_act_table, make_tables
from testimony.release.tables.merging import merge_small
from testimony.release.tables.method import Interviewed
from testimony.release.tables.published import CountTables
from testimony.release.tables.system import Person, people_of

_WHY = {
    Why.FEW: "with too few people",
    Why.EARLIER: "too close to an earlier release",
    Why.PROTECTS: "to protect another",
}


def count(source: Columns, config: TablesConfig, earlier: Sequence[CountTables]) -> Made:
    """Return the tables that a configuration asks for; raise BadSheet, BadThreshold or TableUnsafe."""
    columns = known_values(source, config.hierarchies, lenient=config.lenient)
    for dimension in _dimensions(config):
        require_codes(dimension, set(columns.get(dimension, ())))
    if config.several:
        countables = countables_of(columns, victim=config.victim, household=config.household)
        return make_act_table(countables, threshold=config.threshold, earlier=earlier)
    return make_tables(_people(columns, config), config.tables, threshold=config.threshold, earlier=earlier)


def sentences(made: Made) -> tuple[str, ...]:
    """Return what the people who make a release should know of it; not for its readers."""
    hidden = Counter(made.why[cell] for cell in made.tables.hidden)
    told = ", ".join(f"{hidden[why]} {meaning}" for why, meaning in _WHY.items())
    audit = made.audit
    return (
        f"{len(made.tables.cells)} cells, {len(made.tables.hidden)} hidden: {told}",
        f"{made.left_out} people left out, because nothing could be told of their category",
        f"audit beside {audit.compared} earlier: every hidden number can be {audit.threshold} different ones or more",
    )


def table_manifest(made: Made, earlier: Sequence[CountTables], *, title: str, purpose: str, recipient: str) -> Manifest:
    """Return the manifest; each release's id is a hash of its tables."""
    tables = made.tables
    everybody = tables.cells.get(())
    return Manifest(
        release_id=_id(tables),
        kind="count_tables",
        codebook_version=NO_CODEBOOK,
        threshold=tables.threshold,
        included="*" if everybody is None else str(everybody),
        withheld={},
        configuration={"tables": "; ".join(" by ".join(table) for table in tables.tables), "title": title},
        files=hash_files(tables.files()),
        prior_releases=tuple(map(_id, earlier)),
        purpose=purpose,
        recipient=recipient,
    )


def interviewed(written: str) -> Interviewed:
    """Return a part of the method paragraph written KIND=PEOPLE or KIND=PEOPLE/AGREED; raise CommandFailed."""
    kind, _, numbers = written.rpartition("=")
    people, _, agreed = numbers.partition("/")
    if not kind or not people.isdecimal() or not (agreed or "0").isdecimal():
        raise CommandFailed("part: must be written KIND=PEOPLE or KIND=PEOPLE/AGREED")
    return Interviewed(kind=kind, people=int(people), agreed=int(agreed or 0))


def _dimensions(config: TablesConfig) -> list[str]:
    return sorted({dimension for table in config.tables for dimension in table})


def _people(columns: Columns, config: TablesConfig) -> tuple[Person, ...]:
    dimensions = _dimensions(config)
    people = people_of(columns, victim=config.victim, household=config.household, dimensions=dimensions)
    if not config.merge:
        return people
    return merge_small(people, config.parents, dimensions=dimensions, threshold=config.threshold).people


def _id(tables: CountTables) -> str:
    return hash_files({"": tables.to_bytes()})[""][:32]
