"""The errors a reader of the command line sees: one sentence, what to do next, never a secret."""


class GroundswellError(Exception):
    """What happened, to what, and the next step, in one sentence."""

    exit_code: int = 1


class DataDirError(GroundswellError):
    """The data folder is missing, not ours, damaged or not writable."""


class EmbeddedPostgresError(GroundswellError):
    """The embedded Postgres could not be made, started or stopped."""


class WarehouseNewer(GroundswellError):
    """A newer version of this program has changed the warehouse's shape."""


class FolderInUse(GroundswellError):
    """Another process starts the programs of the same data folder."""


class DatabaseUnreachable(GroundswellError):
    """No usable Postgres answers at the configured address."""
