"""Schemas that are offered are those of which the login of the one who asks may read something: Superset offers all
names there are, and refuses what is chosen.
"""

from sqlalchemy import text
from sqlalchemy.engine.reflection import Inspector

# tables of this view are those the login has a right to
READABLE = (
    "select distinct table_schema from information_schema.tables where table_schema !~ '^(pg_|information_schema$)'"
)


def offer_readable_schemas() -> None:
    """From now on, wherever a schema can be chosen."""
    from superset.db_engine_specs.postgres import PostgresEngineSpec

    def get_schema_names(cls: type[PostgresEngineSpec], inspector: Inspector) -> set[str]:
        with inspector.engine.connect() as connection:
            return {row.table_schema for row in connection.execute(text(READABLE))}

    PostgresEngineSpec.get_schema_names = classmethod(get_schema_names)
