"""What can be wrong with a listening history."""

from db.errors import GroundswellError


class HistoryRefused(GroundswellError):
    """Nothing of a file is taken: it can't be read, or holds no rows of a listening history."""


class NoHistory(GroundswellError):
    """A path that is not there, holds no file of listening history, or is an archive that must not be opened."""
