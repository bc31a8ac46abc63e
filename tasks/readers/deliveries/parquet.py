"""Parquet as any program writes it: columns of every width, zone and encoding become texts that lose nothing.

Every value is turned into text by what it is stored as, never by way of a float, a zone's name or a calendar: so one
that can't be shown is one value that no contract accepts, and not the end of the file.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks.readers.deliveries import batch
from tasks.readers.deliveries.batch import RawBatch
from tasks.readers.deliveries.contract import Table
from tasks.readers.deliveries.errors import LoadRefused
from tasks.readers.deliveries.values import as_text
from tasks.readers.shell import reason

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
# What a value that can't be shown becomes: half a character, which no type of column accepts.
UNREADABLE = "\udcff"
# A damaged file may claim to hold more than memory does.
LARGEST_HEADER = 2**24
MOST_COLUMNS = 2**16
# Of one column in one group of rows, unpacked, and of the texts of one batch: a value that is written once may be
# named by every row, so that a few kilobytes stand for any number of gigabytes.
MB = 2**20
MOST_COLUMN_BYTES = 256 * MB
MOST_TEXT_BYTES = 64 * MB
SIZES = """
import json, sys
from pyarrow.parquet import read_metadata
metadata = read_metadata(sys.argv[1])
columns = [metadata.row_group(g).column(c) for g in range(metadata.num_row_groups) for c in range(metadata.num_columns)]
print(json.dumps([(column.path_in_schema, column.total_uncompressed_size) for column in columns]))
"""
# Up to here floating-point numbers of few bits tell whole numbers apart.
EXACT = {16: 2**11, 32: 2**24, 64: 2**53}


def parquet_batches(path: Path, table: Table) -> Iterator[RawBatch]:
    """Batches of a Parquet file, contracted columns only; lines are numbers of rows from 1. Raises LoadRefused."""
    limits = {"thrift_string_size_limit": LARGEST_HEADER, "thrift_container_size_limit": MOST_COLUMNS * 16}
    try:
        with pq.ParquetFile(path, **limits) as file:
            found: list[str] = list(file.schema_arrow.names)
            metadata = file.metadata
        names = [found[place] for place in table.places(found).values()]
        _check_columns(path, metadata, names)
        columns_of_file = [metadata.schema.column(place) for place in range(len(metadata.schema))]
        once = [column.path for column in columns_of_file if column.physical_type == "BYTE_ARRAY"]
        # texts stay as they are written, each value once, until it is known what they come to
        with pq.ParquetFile(path, metadata=metadata, read_dictionary=once, **limits) as file:
            line = 1
            for rows in file.iter_batches(batch_size=batch.BATCH_ROWS, columns=names):
                if sum(map(text_bytes, rows.columns)) > MOST_TEXT_BYTES:
                    raise LoadRefused(
                        f"{path.name} holds more than {MOST_TEXT_BYTES // MB} MB of text in rows {line:,} to "
                        f"{line + rows.num_rows - 1:,}, which no table of names and figures does. Have it delivered "
                        "again."
                    )
                columns = [texts(rows.column(rows.schema.get_field_index(name))) for name in names]
                yield RawBatch(names, range(line, line + rows.num_rows), columns)
                line += rows.num_rows
            if line == 1:
                yield RawBatch(names, [], [()] * len(names))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise LoadRefused(
            f"{path.name} is not readable as Parquet ({reason(error)}). Have it delivered again."
        ) from error


def _check_columns(path: Path, metadata: Any, names: list[str]) -> None:
    groups = (metadata.row_group(group) for group in range(metadata.num_row_groups))
    if all(group.total_byte_size <= MOST_COLUMN_BYTES for group in groups):
        return
    for column, size in _column_sizes(path):
        name = next((name for name in names if f"{column}.".startswith(f"{name}.")), None)
        if name is not None and size > MOST_COLUMN_BYTES:
            raise LoadRefused(
                f"{path.name} is too large unpacked: column {name} has {size // MB:,} MB in one group of rows, "
                f"{MOST_COLUMN_BYTES // MB} at most are read. Have it delivered in smaller groups."
            )


def _column_sizes(path: Path) -> list[tuple[str, int]]:
    """Path and bytes of each column in each group of rows. Raises LoadRefused.

    Asked of another process: where the end of a damaged file contradicts itself, Arrow ends the process that asks.
    """
    asked = subprocess.run([sys.executable, "-c", SIZES, str(path)], capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        raise LoadRefused(
            f"{path.name} is not readable as Parquet (its end contradicts itself). Have it delivered again."
        )
    return [(column, size) for column, size in json.loads(asked.stdout)]


def text_bytes(array: Any) -> int:
    """How many bytes the texts of an Arrow array come to, each counted for every row that has it."""
    if pa.types.is_dictionary(array.type) and not pa.types.is_primitive(array.type.value_type):
        return int(pc.sum(pc.binary_length(array.dictionary).take(array.indices)).as_py() or 0)
    return int(array.nbytes)


def texts(array: Any) -> list[str | None]:
    """An Arrow array as texts."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return texts(array.dictionary_decode())
    if pa.types.is_integer(kind):
        return list(array.cast(pa.string()).to_pylist())
    if pa.types.is_timestamp(kind):
        return [_instant(value, kind) for value in array.cast(pa.int64()).to_pylist()]
    if pa.types.is_date(kind):
        days = 1 if kind == pa.date32() else 86_400_000
        stored = array.cast(pa.int32() if kind == pa.date32() else pa.int64()).to_pylist()
        return [None if value is None else _day(value // days) for value in stored]
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        try:
            return list(array.to_pylist())
        except UnicodeDecodeError:
            return [as_text(value) for value in array.cast(pa.large_binary()).to_pylist()]
    if pa.types.is_nested(kind):  # whatever a value holds, and it may hold any number of others, it is none
        return [UNREADABLE if is_there else None for is_there in array.is_valid().to_pylist()]
    exact = EXACT[kind.bit_width] if pa.types.is_floating(kind) else EXACT[64]
    return [_text(value, exact) for value in array]


def _text(value: Any, exact: int) -> str | None:
    try:
        plain = value.as_py()
        return as_text(float(plain) if pa.types.is_floating(value.type) and plain is not None else plain, exact)
    except (ValueError, OverflowError, ArithmeticError, pa.ArrowException, LookupError):
        return UNREADABLE


def _instant(value: int | None, kind: Any) -> str | None:
    """A time as stored: counted from 1970, in UTC where the column has a zone, whatever that is called."""
    if value is None:
        return None
    unit = PER_SECOND[kind.unit]
    try:
        moment = EPOCH + timedelta(seconds=value // unit, microseconds=value % unit * 10**6 // unit)
    except OverflowError:
        return UNREADABLE
    return str(moment if kind.tz else moment.replace(tzinfo=None))


def _day(days: int) -> str:
    try:
        return (EPOCH + timedelta(days=days)).date().isoformat()
    except OverflowError:
        return UNREADABLE
