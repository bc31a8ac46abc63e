"""What can be wrong with a listening history."""

from db.errors import GroundswellError
from db.storable import storable


class HistoryRefused(GroundswellError):
    """Nothing of a file is taken: it can't be read, or holds no rows of a listening history."""


class NoHistory(GroundswellError):
    """A path that is not there, holds no file of listening history, or is an archive that must not be opened."""

    def __init__(self, sentence: str) -> None:
        super().__init__(storable(sentence))  # names of files may be no text
