"""COPY: the quickest way of rows into Postgres and back, as text, as CSV of data frames, or binary of whole numbers."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import IO, Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, TextClause

from db.storable import storable, storable_json

ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
SPECIAL = re.compile(r"[\\\t\n\r]")
NULL = "\\N"
# Postgres counts microseconds from 2000.
EPOCH_2000 = 946_684_800_000_000
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
BUFFER_BYTES = 2**20

Ints = npt.NDArray[np.int64]
Columns = Mapping[str, tuple[str, Ints]]


class Reject(Protocol):
    """A row that was refused: its line, what it held, and why."""

    @property
    def line(self) -> int: ...
    @property
    def item(self) -> Any: ...
    @property
    def reason(self) -> str: ...


def copy_stream(connection: Connection, command: str, stream: IO[Any]) -> None:
    """Run a COPY from or to a stream."""
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor:
        cursor.copy_expert(command, stream, size=BUFFER_BYTES)


def copy_columns(connection: Connection, table: str, columns: Sequence[Sequence[Any]]) -> None:
    """Append columns of one length, in the order of the table's; None is null, each column is of one type."""
    lines = "\n".join(map("\t".join, zip(*map(_as_text, columns), strict=True)))
    if lines:
        copy_stream(connection, f"copy {table} from stdin", io.StringIO(lines + "\n"))


def copy_rejects(connection: Connection, source: str, owner: str, number: int, rejects: Iterable[Reject]) -> None:
    """Append to ops.reject what a load (``owner`` is load_id) or a file (file_id) of that number refused."""
    rows = [(source, number, reject.line, storable_json(reject.item), storable(reject.reason)) for reject in rejects]
    copy_columns(connection, f"ops.reject (source, {owner}, line, item, reason)", list(zip(*rows, strict=True)))


def copy_frame(connection: Connection, table: str, frame: pd.DataFrame) -> None:
    """Append the rows of a frame; its columns are named like the table's, missing values become null.

    ``table`` may be unqualified: it is found as a statement on this connection would find it.
    """
    if frame.empty:
        return
    text = io.StringIO()
    frame.to_csv(text, index=False, header=False, na_rep="")
    text.seek(0)
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    copy_stream(connection, f"copy {table} ({columns}) from stdin (format csv)", text)


def read_frame(connection: Connection, query: TextClause, given: Mapping[str, Any]) -> pd.DataFrame:
    """The rows of a query with its parameters; nulls are NaN, days are text, truths are to be asked for as integers."""
    text = _read(connection, query, given, "format csv, header")
    # nothing but an empty field is missing: an artist may be called "null"
    return pd.read_csv(text, keep_default_na=False, na_values=[""])


def copy_packed(connection: Connection, table: str, columns: Columns) -> None:
    """Append rows without a null; each column is given with its format, such as >i4. Other columns become null."""
    rows = np.empty(len(next(iter(columns.values()))[1]), _tuple({name: kind for name, (kind, _) in columns.items()}))
    rows["fields"] = len(columns)
    for name, (kind, values) in columns.items():
        rows[f"{name} length"] = np.dtype(kind).itemsize
        rows[name] = values
    stream = io.BytesIO(b"".join((HEADER, rows.tobytes(), TRAILER)))
    copy_stream(connection, f"copy {table} ({', '.join(columns)}) from stdin (format binary)", stream)


def read_packed(
    connection: Connection, query: TextClause, given: Mapping[str, Any], kinds: Mapping[str, str]
) -> list[Ints]:
    """The columns of a query that has no nulls, in the formats that ``kinds`` names for them."""
    stream = _read(connection, query, given, "format binary")
    rows = np.frombuffer(stream.getbuffer()[len(HEADER) : -len(TRAILER)], _tuple(kinds))
    return [rows[name].astype(np.int64) for name in kinds]


def _read(connection: Connection, query: TextClause, given: Mapping[str, Any], options: str) -> io.BytesIO:
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor:
        bound = cursor.mogrify(str(query.compile(dialect=connection.dialect)), dict(given)).decode()
    stream = io.BytesIO()
    copy_stream(connection, f"copy ({bound}) to stdout ({options})", stream)
    stream.seek(0)
    return stream


def _tuple(kinds: Mapping[str, str]) -> np.dtype[np.void]:
    fields = [("fields", ">i2")]
    for name, kind in kinds.items():
        fields += [(f"{name} length", ">i4"), (name, kind)]
    return np.dtype(fields)


def _as_text(column: Sequence[Any]) -> list[str]:
    """A column in COPY's text format."""
    first = next((value for value in column if value is not None), None)
    if isinstance(first, str):
        return [
            NULL if value is None else value.translate(ESCAPED) if SPECIAL.search(value) else value for value in column
        ]
    if isinstance(first, date):
        # days and times repeat: each is converted once
        texts = {value: NULL if value is None else str(value) for value in set(column)}
        return [texts[value] for value in column]
    if None in column:
        return [NULL if value is None else str(value) for value in column]
    return list(map(str, column))
