"""Makes the demonstration's team: invented people whose keys lie open in a file, and are flagged so for ever."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cli.files import PUBLIC, write_private, write_whole
from crypto.identity_file import IdentityFile, write_identity_file
from crypto.passphrases import READER_COST, Argon2Cost, generate_passphrase
from crypto.seeds import Seed, public_key, signing_key
from testimony.database.engine import Database
from testimony.people.enrolment import lock_account, new_totp_secret, signed_enrolment
from testimony.people.founding import FIRST_EPOCH, Founder, first_roster, install, sign_first
from testimony.people.team import sealed_grant
from testimony.roster.chain import dump_chain
from testimony.roster.document import CUSTODIAN, REVIEWER, STEWARD, Roster
from testimony.roster.file import write_chain

REVIEWERS = ("aru", "daniyar", "madina")
CUSTODIANS = ("kenes", "sabira", "timur")
THRESHOLD = 2


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the demonstration keeps its files."""

    roster: Path
    pin: Path
    handover_seed: Path
    identities: Path
    people: Path


def make_team(review: Database, places: Places, *, cost: Argon2Cost = READER_COST) -> Roster:
    """Make three reviewers and three custodians, two of whom must agree; write their secrets to `places.people`."""
    seeds = {handle: Seed.generate() for handle in (*REVIEWERS, *CUSTODIANS)}
    team_seed, handover_seed = Seed.generate(), Seed.generate()
    enrolments = {handle: signed_enrolment(handle, _roles(handle), seed) for handle, seed in seeds.items()}
    roster = first_roster(
        tuple(enrolments.values()),
        threshold=THRESHOLD,
        team_key=public_key(team_seed),
        handover_key=signing_key(handover_seed).public,
        demonstration=True,
    )
    signed = sign_first(roster, {handle: seeds[handle] for handle in REVIEWERS})
    people, founders = _seats(seeds, enrolments, cost)
    grants = {handle: sealed_grant(FIRST_EPOCH, team_seed, roster.person(handle).seal_key) for handle in REVIEWERS}
    write_private(places.handover_seed, handover_seed.reveal().hex())
    custodians = _identity_files(places.identities, seeds, roster)
    write_private(places.people, json.dumps({"people": people, "custodians": custodians}, indent=2) + "\n")
    places.roster.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    write_chain(places.roster, dump_chain((signed,)))
    write_whole(places.pin, roster.digest + "\n", mode=PUBLIC)
    # Last: a team in the database means that every file above is there too.
    with review.writing() as session:
        install(session, signed, founders, grants)
    return roster


def _roles(handle: str) -> Sequence[str]:
    return (CUSTODIAN,) if handle in CUSTODIANS else (REVIEWER, STEWARD)


def _seats(
    seeds: dict[str, Seed], enrolments: dict[str, bytes], cost: Argon2Cost
) -> tuple[list[dict[str, object]], list[Founder]]:
    people: list[dict[str, object]] = []
    founders = []
    for handle in REVIEWERS:
        passphrase, totp_secret = generate_passphrase(), new_totp_secret()
        locked = lock_account(handle, seeds[handle], totp_secret, passphrase, cost)
        founders.append(Founder(handle=handle, locked=locked, enrolment=enrolments[handle]))
        people.append(
            {
                "handle": handle,
                "roles": list(_roles(handle)),
                "passphrase": passphrase.reveal(),
                "totp_secret": totp_secret,
            }
        )
    return people, founders


def _identity_files(folder: Path, seeds: dict[str, Seed], roster: Roster) -> list[dict[str, str]]:
    entries = []
    for handle in CUSTODIANS:
        path = folder / f"{handle}.key"
        comments = {"handle": handle, "roster": roster.digest, "note": "demonstration key, never for real testimony"}
        write_private(path, write_identity_file(IdentityFile(seed=seeds[handle], comments=comments)))
        entries.append({"handle": handle, "identity_file": str(path)})
    return entries
