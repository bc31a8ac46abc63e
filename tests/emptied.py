"""One warehouse for many tests: emptied between them, while rows of a new one stay where no test changed them."""

from collections.abc import Iterable

from sqlalchemy import Connection, Engine

from db.schema import metadata
from db.warehouse import put_seeds
from tasks.work.warehouse import seed_rows

TABLES = tuple(table.fullname for table in reversed(metadata.sorted_tables))
# By a warehouse's address: the tables a new one has rows in, and what was in them when they were last entered.
_entered: dict[str, tuple[list[str], str]] = {}


def empty(engine: Engine) -> None:
    """Leave what a new warehouse starts with.

    Deleting is quicker than truncating where there are few rows, and all in one statement where most have none; to
    enter the first rows again costs more than all of it.
    """
    address = str(engine.url)
    with engine.begin() as connection:
        seeded, state = _entered.get(address, ([], ""))
        if seeded and _state(connection, seeded) == state:
            _delete(connection, (name for name in TABLES if name not in seeded))
            return
        _delete(connection, TABLES)
        put_seeds(connection, seed_rows())
        seeded = seeded or [name for name in TABLES if _has_rows(connection, name)]
        _entered[address] = seeded, _state(connection, seeded)


def _delete(connection: Connection, tables: Iterable[str]) -> None:
    connection.exec_driver_sql(";".join(f"delete from {name}" for name in tables))


def _has_rows(connection: Connection, table: str) -> bool:
    return bool(connection.exec_driver_sql(f"select exists (select from {table})").scalar_one())


def _state(connection: Connection, tables: Iterable[str]) -> str:
    """All rows of some tables as one word."""
    words = (f"(select md5(string_agg(t::text, ',' order by t::text)) from {name} t)" for name in tables)
    return str(connection.exec_driver_sql(f"select concat_ws(',', {', '.join(words)})").scalar_one())
