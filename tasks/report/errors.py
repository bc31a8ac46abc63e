"""What can go wrong with a report, as the reader of the command line sees it."""

from db.errors import GroundswellError


class ReportError(GroundswellError):
    """The report of a week could not be made."""


class ReportHeld(ReportError):
    """The report of a week is not sent: something stands against it."""
