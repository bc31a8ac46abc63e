"""A database made empty again, where something that was to fill it failed."""

from sqlalchemy import Engine

from db.datadir import DataDir
from db.schema import SCHEMAS
from db.side_database import find_side_database


def clear_database(engine: Engine, data_dir: DataDir, role: str) -> None:
    """Drop all of the warehouse, and the database of ``role`` beside it where this data folder has made it."""
    side = find_side_database(engine, data_dir, role)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for schema in (*SCHEMAS, "bi_scoped"):
            connection.exec_driver_sql(f"drop schema if exists {schema} cascade")
        if side is not None:
            quoted = connection.dialect.identifier_preparer.quote_identifier(side)
            connection.exec_driver_sql(f"drop database if exists {quoted} with (force)")
