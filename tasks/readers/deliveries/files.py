"""Deliveries as files: CSV, gzipped CSV and Parquet, read in batches so that memory does not grow with the file."""

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.readers.deliveries.batch import BATCH_ROWS, Batch, RawBatch, Reject, typed_batches
from tasks.readers.deliveries.contract import Table
from tasks.readers.deliveries.errors import LoadRefused
from tasks.readers.deliveries.values import as_text

if TYPE_CHECKING:
    import _csv

SUFFIXES = (".csv", ".csv.gz", ".parquet")
csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class DeliveryFile:
    """A reader of one file. ``origin``: the file as given."""

    path: Path
    arrived_at: datetime
    origin: str

    def sha256(self) -> str:
        """64 hex digits over the bytes of the file. Raises LoadRefused when it can't be opened."""
        try:
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise LoadRefused(f"{self.path.name} can't be opened ({error.strerror or error}).") from error

    def rows(self, table: Table) -> Iterator[Batch]:
        """Rows and rejects. Raises LoadRefused for a file that is broken, not UTF-8 or lacks a column."""
        read = parquet_batches if self.path.name.casefold().endswith(".parquet") else csv_batches
        return typed_batches(table, read(self.path, table), self.arrived_at)


def csv_batches(path: Path, table: Table) -> Iterator[RawBatch]:
    """Batches of a CSV with a header, UTF-8, comma separated; lines are those of the file, the header being 1."""
    try:
        with path.open("rb") as file:
            stream = gzip.GzipFile(fileobj=file) if path.name.casefold().endswith(".gz") else file
            with io.TextIOWrapper(io.BufferedReader(stream), "utf-8-sig", newline="") as text:
                reader = csv.reader(text, strict=True)
                names = next((row for row in reader if row), None)
                if names is None:
                    raise LoadRefused(f"{path.name} is empty: not even a header is in it. Have it delivered again.")
                table.places(names)
                yield from _csv_rows(reader, names)
    except UnicodeDecodeError as error:
        raise LoadRefused(
            f"{path.name} is not UTF-8 text (byte {error.object[error.start]:#x}). Have it delivered as UTF-8."
        ) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise LoadRefused(f"{path.name} is cut off or damaged ({error}). Have it delivered again.") from error
    except csv.Error as error:
        raise LoadRefused(f"{path.name} is not readable as CSV ({error}). Have it delivered again.") from error
    except OSError as error:
        raise LoadRefused(f"{path.name} can't be read ({error.strerror or error}).") from error


def _csv_rows(reader: "_csv.Reader", names: list[str]) -> Iterator[RawBatch]:
    """At least one batch, so that a file without rows is a delivery of none."""
    rows: list[list[str]] = []
    lines: list[int] = []
    rejects: list[Reject] = []
    width, is_first = len(names), True
    for row in reader:
        if len(row) == width:
            rows.append(row)
            lines.append(reader.line_num)
        elif row:
            reason = f"The row has {len(row)} fields, the header {width}."
            rejects.append(Reject(reader.line_num, dict(zip(names, row, strict=False)), reason))
        if len(rows) + len(rejects) >= BATCH_ROWS:
            yield RawBatch(names, lines, list(zip(*rows, strict=True)) or [()] * width, rejects)
            rows, lines, rejects, is_first = [], [], [], False
    if rows or rejects or is_first:
        yield RawBatch(names, lines, list(zip(*rows, strict=True)) or [()] * width, rejects)


def parquet_batches(path: Path, table: Table) -> Iterator[RawBatch]:
    """Batches of a Parquet file, contracted columns only; lines are numbers of rows from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            found: list[str] = list(file.schema_arrow.names)
            names = [found[place] for place in table.places(found).values()]
            line = 1
            for arrow in file.iter_batches(batch_size=BATCH_ROWS, columns=names):
                columns = [_texts(arrow.column(arrow.schema.get_field_index(name))) for name in names]
                yield RawBatch(names, range(line, line + arrow.num_rows), columns)
                line += arrow.num_rows
            if line == 1:
                yield RawBatch(names, [], [()] * len(names))
    except (pa.ArrowException, OSError) as error:
        words = " ".join(str(error).split())[:200]
        raise LoadRefused(f"{path.name} is not readable as Parquet ({words}). Have it delivered again.") from error


def _texts(array: "object") -> list[str | None]:
    """An Arrow array as texts; integers and decimals keep every digit, because nothing passes through a float."""
    import pyarrow as pa

    assert isinstance(array, pa.Array)
    kind = array.type
    if pa.types.is_integer(kind):
        return list(array.cast(pa.string()).to_pylist())
    return [as_text(value) for value in array.to_pylist()]
