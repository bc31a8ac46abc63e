"""What people enter goes through the functions of schema app; what they refuse is said in their own words."""

from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db.errors import GroundswellError

# The functions' own SQLSTATEs: GW400 given wrongly, GW404 not there, GW409 stands against it, GW415 a good link to
# something else, GW422 asked back.
REFUSED = "GW"


class EntryRefused(GroundswellError):
    """An entry a function of schema app refused; nothing was written. ``code``: its SQLSTATE."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def call(connection: Connection, function: str, **given: Any) -> list[dict[str, Any]]:
    """Rows of app.<function>, called with named arguments; a scalar comes as a row of one column.

    The call is undone and EntryRefused raised when the function refuses it; the transaction can go on.
    """
    arguments = ", ".join(f"{name} => :{name}" for name in given)
    query = text(f"select * from app.{function}({arguments})")  # noqa: S608 - names are ours, values are bound
    try:
        with connection.begin_nested():
            return [dict(row) for row in connection.execute(query, given).mappings()]
    except DBAPIError as error:
        code = str(getattr(error.orig, "pgcode", ""))
        if code.startswith(REFUSED):
            raise EntryRefused(_message(error), code) from None
        raise


def _message(error: DBAPIError) -> str:
    diagnosis = getattr(error.orig, "diag", None)
    return str(getattr(diagnosis, "message_primary", None) or error.orig)
