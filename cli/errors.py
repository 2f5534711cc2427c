"""What a command says when it can't be done."""

from config.errors import SettingsError
from crypto.errors import CryptoError
from testimony.custody.errors import CustodyError
from testimony.database.errors import DatabaseError
from testimony.exchange.errors import ExchangeError
from testimony.ledger.errors import LedgerError
from testimony.people.errors import PeopleError
from testimony.record.errors import RecordError
from testimony.release.errors import ReleaseError
from testimony.roster.errors import RosterError


class CommandFailed(Exception):
    """The command can't be done; the sentence names the file or setting and what to do."""


# Each of these sentences names a field or file and never its content, so a command may print it as it stands.
SPEAKABLE = (
    CommandFailed,
    CryptoError,
    CustodyError,
    DatabaseError,
    ExchangeError,
    LedgerError,
    PeopleError,
    RecordError,
    ReleaseError,
    RosterError,
    SettingsError,
)
