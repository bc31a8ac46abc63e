"""The warehouse as the pages see it: the views of schema mart and the functions of schema app. No more is granted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, TimeoutError

from asking import asker
from marketing.bounds import bounds, is_bounded
from question_places import PLACES, WarehouseBusy

QUERIES = Path(__file__).parent / "sql"
LARGEST = 2**63 - 1  # of a number of ours
ROWS_AT_ONCE = 2_000

Row = dict[str, Any]


class Rejected(Exception):
    """What a function of schema app will not do; ``str()`` is a sentence for the person. Nothing was written.

    ``code``: GW400 given wrongly, GW404 not there, GW409 stands against it, GW415 a good link to something else,
    GW422 asked back: it may be right.
    """

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class WarehouseUnavailable(Exception):
    """The warehouse did not answer, or not in time. Nothing was written."""


def read(query: str, **given: Any) -> list[Row]:
    """Rows of superset/marketing/sql/<query>.sql that the one who asks may see. Raises WarehouseUnavailable."""
    with _connected("WAREHOUSE_READ_URL") as connection:
        return _rows(connection, _query(query), {**bounds(), **given})


def read_one(query: str, **given: Any) -> Row | None:
    """Its first row, if there is one. Raises WarehouseUnavailable."""
    return next(iter(read(query, **given)), None)


@contextmanager
def entering(*, is_kept: bool = True) -> Iterator["Entry"]:
    """Calls in one transaction: kept at the end, or undone when they were only to show what would come of it.

    What they answer names nothing of labels and teams the one who asks is not for.
    Raises Rejected and WarehouseUnavailable, and then nothing of it was written.
    """
    with _connected("WAREHOUSE_WRITE_URL") as connection:
        if is_bounded():
            _rows(connection, "select app.limit_entry(labels => :labels, teams => :teams)", {**bounds()})
        yield Entry(connection)
        if is_kept:
            connection.commit()


@contextmanager
def asking() -> Iterator[Callable[[str, Mapping[str, Any]], Iterable[Any]]]:
    """What answers SQL of the folder workbooks, all of it as of one moment; rows come as they are read, so that no file
    is held in memory. Raises WarehouseUnavailable.
    """
    with _connected("WAREHOUSE_READ_URL", isolation_level="REPEATABLE READ") as connection:
        yield lambda sql, given: connection.execute(text(sql), given, execution_options={"yield_per": ROWS_AT_ONCE})


class Entry:
    """An open transaction in which functions of schema app are called."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def call(self, function: str, **given: Any) -> list[Row]:
        """Rows of app.<function>, called with named arguments; a scalar is a row of one column."""
        arguments = ", ".join(f"{name} => :{name}" for name in given)
        query = f"select * from app.{function}({arguments})"  # noqa: S608 - names are ours, values are bound
        return _rows(self._connection, query, given)


@contextmanager
def _connected(setting: str, **options: Any) -> Iterator[Connection]:
    """A connection whose transaction ends with it, undone unless it was committed."""
    try:
        with PLACES.taken(asker()), _engine(current_app.config[setting]).connect() as connection:
            yield connection.execution_options(**options)
    except DBAPIError as error:
        code = str(getattr(error.orig, "pgcode", None) or "")
        if code.startswith("GW"):
            raise Rejected(error.orig.diag.message_primary, code) from None
        if code[:2] in ("", "08", "53", "55", "57", "40"):  # not reached, crowded, locked, stopped, lost a race
            raise WarehouseUnavailable from error
        raise
    except (TimeoutError, WarehouseBusy) as error:  # of the pool
        raise WarehouseUnavailable from error


def _rows(connection: Connection, query: str, given: Row) -> list[Row]:
    return [dict(row) for row in connection.execute(text(query), given).mappings()]


@cache
def _engine(url: str) -> Engine:
    return create_engine(url, future=True, pool_pre_ping=True, pool_size=2, max_overflow=6, pool_timeout=10)


@cache
def _query(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text("utf-8")
