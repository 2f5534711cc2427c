"""The seeds a person can reach within one transaction: the team's by epoch, and through them each record's."""

from __future__ import annotations

from sqlalchemy.orm import Session

from crypto.envelopes import Context, open_envelope
from crypto.errors import CryptoError
from crypto.seeds import Seed
from testimony.people.errors import NoGrant
from testimony.people.team import team_seed
from testimony.people.unlocked import Unlocked
from testimony.record.errors import NoRecord, RecordDamaged
from testimony.record.models import RecordKey
from testimony.record.sealing import WORKING_KEY
from testimony.roster.document import Roster


class Keyring:
    """Opens what this person was given; the seeds live as long as this object, one transaction."""

    def __init__(self, session: Session, unlocked: Unlocked, rosters: tuple[Roster, ...]) -> None:
        self._session = session
        self._unlocked = unlocked
        self._team_keys = {roster.epoch: roster.team_key for roster in rosters}
        self._team_seeds: dict[int, Seed] = {}

    def team(self) -> list[Seed]:
        """Give the team seeds of every epoch this person was given, newest first; raises NoGrant without any."""
        for epoch in self._team_keys.keys() - self._team_seeds.keys():
            try:
                self._team_seeds[epoch] = self._granted(epoch)
            except NoGrant:
                continue  # an epoch before this person's time that nobody shared with them
        if not self._team_seeds:
            raise NoGrant("team key: this person was given none")
        return [self._team_seeds[epoch] for epoch in sorted(self._team_seeds, reverse=True)]

    def record(self, record_id: str) -> Seed:
        """Give a record's working seed; raises NoRecord when its row is gone, RecordDamaged when it does not open."""
        row = self._session.get(RecordKey, record_id)
        if row is None:
            raise NoRecord("record: its key is gone")
        context = Context(record_id=bytes.fromhex(record_id), kind=WORKING_KEY)
        for seed in self.team():
            try:
                return Seed(open_envelope(row.sealed, seed, context))
            except CryptoError:
                continue  # sealed in another epoch
        raise RecordDamaged("record: its key does not open")

    def _granted(self, epoch: int) -> Seed:
        return team_seed(
            self._session,
            epoch=epoch,
            team_key=self._team_keys[epoch],
            handle=self._unlocked.handle,
            seed=self._unlocked.seed,
        )
