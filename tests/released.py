"""Warehouses of earlier versions with data in them, and what can be compared of a warehouse and a later one.

``released/<revision>.dump.gz`` was written by the version whose newest migration that was: every case of its tests/sql
that fits beside the others, by ``pg_dump --format=custom --no-privileges --no-owner``.
"""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, text

from db.schema import metadata

DUMPS = {file.name.partition(".")[0]: file for file in sorted((Path(__file__).parent / "released").glob("*.dump.gz"))}
Content = Mapping[str, tuple[int, str]]


def unpack(revision: str, target: Path) -> Path:
    """The dump as pg_restore reads it."""
    target.write_bytes(gzip.decompress(DUMPS[revision].read_bytes()))
    return target


def comparable(connection: Connection) -> dict[str, Sequence[str]]:
    """Columns of the warehouse that today's schema has too, by table."""
    found = connection.execute(
        text(
            "select format('%I.%I', table_schema, table_name), array_agg(column_name::text order by column_name) "
            "from information_schema.columns group by 1"
        )
    )
    there = {table: set(columns) for table, columns in found}
    return {
        name: sorted(there[name] & set(table.columns.keys()))
        for name, table in metadata.tables.items()
        if name in there
    }


def content(connection: Connection, columns: Mapping[str, Sequence[str]]) -> Content:
    """Rows of each table and a hash of them, in those columns."""
    found = {}
    for table, names in columns.items():
        row = ", ".join(f't."{name}"' for name in names)
        hashed = f"select md5(jsonb_build_array({row})::text) as h from {table} t"
        query = f"select count(*), coalesce(md5(string_agg(h, '' order by h)), '') from ({hashed}) q"
        rows, digest = connection.exec_driver_sql(query).one()
        found[table] = (rows, digest)
    return found
