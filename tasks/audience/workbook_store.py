"""Audiences of a period as an Excel file, asked of the warehouse in one moment."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from db.errors import GroundswellError
from db.statements import statement
from tasks.audience.period import check_period
from workbooks.audience import Ask, Question, answer
from workbooks.audience_sheets import write_audience

# invalid_parameter_value, no_data_found, too_many_rows: how functions of the warehouse refuse a question, in a sentence
REFUSED = ("22023", "P0002", "P0003")
ROWS_AT_ONCE = 2_000


def find_artists(engine: Engine, called: Sequence[str]) -> list[str]:
    """Our numbers of artists by name, number or provider id. Raises GroundswellError."""
    with engine.connect() as connection:
        try:
            found = connection.execute(statement("audience/artists_called"), {"artists": list(called)}).scalar_one()
        except DBAPIError as error:
            raise _refused(error) from error
    return [str(number) for number in found]


def write_workbook(engine: Engine, path: Path, question: Question) -> int:
    """The file at ``path``, whole or not at all; how many figures its summary has. Raises GroundswellError."""
    check_period(question.from_on, question.to_on)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        try:
            found = answer(question, _asking(connection))
            write_audience(path, question, found)
        except DBAPIError as error:
            raise _refused(error) from error
    return len(found.by_platform)


def _asking(connection: Connection) -> Ask:
    """Rows as they come from the server, never all at once in memory."""

    def ask(sql: str, given: Mapping[str, Any]) -> Iterable[Any]:
        return connection.execute(text(sql), given, execution_options={"yield_per": ROWS_AT_ONCE})

    return ask


def _refused(error: DBAPIError) -> Exception:
    """What the warehouse says of the question; whatever else went wrong stays as it is."""
    if getattr(error.orig, "pgcode", None) in REFUSED:
        return GroundswellError(str(error.orig.diag.message_primary))  # type: ignore[union-attr]
    return error
