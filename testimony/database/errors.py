"""What can go wrong between us and a database, in our own words."""


class DatabaseError(Exception):
    """Base of everything this package raises."""


class StorageUnavailable(DatabaseError):
    """The database is locked, full, gone or refuses us now; nothing was committed."""


class SchemaMismatch(DatabaseError):
    """The database's schema is not the one this program was written for."""
