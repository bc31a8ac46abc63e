"""A database for the time of a block, on the server of the warehouse: made empty, and dropped whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ProgrammingError

from db.errors import GroundswellError
from db.locks import Lock, locked_session
from db.roles import role_name


class ScratchDatabaseError(GroundswellError):
    """The database could not be made."""


@contextmanager
def scratch_database(engine: Engine, lock: Lock, name: str) -> Iterator[str]:
    """URL of an empty database called after the warehouse; one at a time, and one a killed process left is replaced.

    Raises ScratchDatabaseError where databases may not be made.
    """
    warehouse = engine.url.database
    assert warehouse is not None
    database = role_name(warehouse, name)
    with locked_session(engine, lock), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        quoted = connection.dialect.identifier_preparer.quote_identifier(database)
        _drop(connection, quoted)
        try:
            connection.exec_driver_sql(f"create database {quoted} template template0 encoding 'UTF8'")
        except ProgrammingError as error:
            raise ScratchDatabaseError(
                f"The database {database} can't be made ({str(error.orig).splitlines()[0]}), and a past moment is "
                f'rebuilt in one. Let an administrator run `alter role "{engine.url.username}" createdb`.'
            ) from error
        try:
            # it lives for seconds
            connection.exec_driver_sql(f"alter database {quoted} set synchronous_commit = off")
            yield engine.url.set(database=database).render_as_string(hide_password=False)
        finally:
            _drop(connection, quoted)


def _drop(connection: Connection, quoted: str) -> None:
    connection.exec_driver_sql(f"drop database if exists {quoted} with (force)")
