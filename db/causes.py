"""What a database's error is about: a value it was given, or the database itself."""

import psycopg2
from sqlalchemy.exc import DBAPIError, StatementError

# SQLSTATE classes of values: one that does not fit, one twice, one that breaks a rule of its table, one too long.
_OF_VALUES = ("22", "21", "23", "54")


def is_of_database(error: BaseException) -> bool:
    """Whether the database raised it, or its driver."""
    return isinstance(error, psycopg2.Error | StatementError)


def is_of_value(error: BaseException) -> bool:
    """Whether the database refused a value it was given; it works, and takes the next one."""
    if isinstance(error, StatementError) and not isinstance(error, DBAPIError):
        return True  # the driver could not write the value down
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(cause, "pgcode", None) or "")[:2] in _OF_VALUES
