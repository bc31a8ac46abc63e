"""What can go wrong with mail as a whole; what a server answers about one person is no error, it is in the log."""

from db.errors import GroundswellError


class MailError(GroundswellError):
    """No mail can be sent: settings are missing or wrong, or the mail server is away or does not let us in."""


class MailServerAway(MailError):
    """The mail server did not answer; it may later."""
