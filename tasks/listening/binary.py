"""COPY in Postgres's binary format, built from and read into whole columns of numbers."""

import io
from collections.abc import Mapping

import numpy as np
from sqlalchemy import Connection, TextClause

from tasks.readers.history.instants import Ints

# Postgres counts microseconds from 2000.
EPOCH_2000 = 946_684_800_000_000
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
BUFFER_BYTES = 2**20


Columns = Mapping[str, tuple[str, Ints]]


def packed(columns: Columns) -> bytes:
    """Tuples without a null, as COPY reads them; each column is given with its format, such as >i4."""
    rows = np.empty(len(next(iter(columns.values()))[1]), _tuple({name: kind for name, (kind, _) in columns.items()}))
    rows["fields"] = len(columns)
    for name, (kind, values) in columns.items():
        rows[f"{name} length"] = np.dtype(kind).itemsize
        rows[name] = values
    return b"".join((HEADER, rows.tobytes(), TRAILER))


def copy_packed(connection: Connection, table: str, columns: Columns) -> None:
    """Append rows to a table, whose other columns become null."""
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor:
        command = f"copy {table} ({', '.join(columns)}) from stdin (format binary)"
        cursor.copy_expert(command, io.BytesIO(packed(columns)), size=BUFFER_BYTES)


def read_packed(
    connection: Connection, query: TextClause, given: Mapping[str, object], kinds: Mapping[str, str]
) -> list[Ints]:
    """The columns of a query that has no nulls, in the formats that ``kinds`` names for them."""
    raw = connection.connection.driver_connection
    assert raw is not None
    stream = io.BytesIO()
    with raw.cursor() as cursor:
        bound = cursor.mogrify(str(query.compile(dialect=connection.dialect)), dict(given)).decode()
        cursor.copy_expert(f"copy ({bound}) to stdout (format binary)", stream, size=BUFFER_BYTES)
    rows = np.frombuffer(stream.getbuffer()[len(HEADER) : -len(TRAILER)], _tuple(kinds))
    return [rows[name].astype(np.int64) for name in kinds]


def _tuple(kinds: Mapping[str, str]) -> np.dtype[np.void]:
    fields = [("fields", ">i2")]
    for name, kind in kinds.items():
        fields += [(f"{name} length", ">i4"), (name, kind)]
    return np.dtype(fields)
