"""What can be wrong with a delivery as a whole."""

from db.errors import GroundswellError


class LoadRefused(GroundswellError):
    """Nothing of a delivery is taken: its columns, its content or the file itself break the contract."""


class NothingToLoad(GroundswellError):
    """A path that is not there, or holds nothing that is a vendor table."""


class SourceUnreachable(GroundswellError):
    """The vendor's database does not answer, or does not let us in."""
