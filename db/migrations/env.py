"""Alembic's entry: runs on the connection it is handed, or on the warehouse of the data folder."""

from alembic import context
from sqlalchemy import Connection, text

from db.schema import SCHEMAS, metadata


def include_name(name: str | None, type_: str, parent_names: object) -> bool:
    """Only our own schemas are compared; Prefect's and Superset's tables are theirs."""
    return type_ != "schema" or name in SCHEMAS


def run(connection: Connection) -> None:
    for schema in SCHEMAS:
        connection.execute(text(f"create schema if not exists {schema}"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_schemas=True,
        include_name=include_name,
        version_table_schema="ops",
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    from db.datadir import DataDir
    from db.engine import database_url, make_engine

    engine = make_engine(database_url(DataDir.open(None, create=True)))
    with engine.begin() as connection:
        run(connection)
    engine.dispose()
