"""Why a history can't be loaded for somebody."""

from db.errors import GroundswellError


class UnknownZone(GroundswellError):
    """A time zone that is not in the IANA list."""


class NameTaken(GroundswellError):
    """The user is there already, under another spelling."""
