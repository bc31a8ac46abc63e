"""Files of a vendor table: CSV, CSV.gz and Parquet, read in batches so that memory does not grow with the file."""

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from tasks.readers.deliveries.batch import BATCH_ROWS, WHOLE_ROW, Batch, RawBatch, Reject, typed_batches
from tasks.readers.deliveries.contract import Table
from tasks.readers.deliveries.errors import LoadRefused

SUFFIXES = (".csv", ".csv.gz", ".parquet")
LONGEST_LINE = 1_000_000
BATCH_CHARACTERS = 16_000_000
# A packed file may hold any number of them, and nothing else.
MOST_EMPTY_LINES = 1_000_000
csv.field_size_limit(LONGEST_LINE)
# How files of other encodings begin; the longer mark first.
MARKS = {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


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
        if self.path.name.casefold().endswith(".parquet"):
            from tasks.readers.deliveries.parquet import parquet_batches  # pyarrow costs what CSV need not pay

            return typed_batches(table, parquet_batches(self.path, table), self.arrived_at)
        return typed_batches(table, csv_batches(self.path, table), self.arrived_at)


def csv_batches(path: Path, table: Table) -> Iterator[RawBatch]:
    """Batches of a CSV with a header, UTF-8, comma separated; lines are those of the file, the header being 1."""
    rows: CsvRows | None = None
    try:
        with path.open("rb") as file:
            stream = gzip.GzipFile(fileobj=file) if path.name.casefold().endswith(".gz") else file
            with io.TextIOWrapper(io.BufferedReader(stream), "utf-8-sig", newline="") as text:
                rows = CsvRows(path.name, text)
                names = next(rows, None)
                if names is None:
                    raise LoadRefused(f"{path.name} is empty: not even a header is in it. Have it delivered again.")
                table.places(names)
                yield from _batches(rows, names)
    except UnicodeDecodeError as error:
        raise LoadRefused(
            f"{path.name} is not UTF-8 text (byte {error.object[error.start]:#x}){_encoding(path)}. Have it delivered "
            "as UTF-8."
        ) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise LoadRefused(f"{path.name} is cut off or damaged ({error}). Have it delivered again.") from error
    except csv.Error as error:
        begins_in = rows.begins_in if rows is not None else 1
        raise LoadRefused(
            f"{path.name} is not readable as CSV ({error}): a quote of the row that begins in line {begins_in} is not "
            "closed, or stands where none may. Have it delivered again."
        ) from error
    except OSError as error:
        raise LoadRefused(f"{path.name} can't be read ({error.strerror or error}).") from error


class CsvRows:
    """Rows of a CSV. ``begins_in``: the line in which the row begins that was read last, or could not be.

    ``characters`` read so far. Raises csv.Error; LoadRefused for a line without end.
    """

    def __init__(self, name: str, text: io.TextIOWrapper) -> None:
        self.name, self.characters, self.begins_in = name, 0, 1
        self._reader = csv.reader(self._lines(text), strict=True)

    @property
    def line(self) -> int:
        """Line the last row ended in."""
        return self._reader.line_num

    def __iter__(self) -> "CsvRows":
        return self

    def __next__(self) -> list[str]:
        """The next row that is not empty."""
        for _ in range(MOST_EMPTY_LINES):
            self.begins_in = self._reader.line_num + 1
            if row := next(self._reader):
                return row
        raise LoadRefused(
            f"{self.name} has more than {MOST_EMPTY_LINES:,} empty lines before line {self.begins_in}. Have it "
            "delivered again."
        )

    def _lines(self, text: IO[str]) -> Iterator[str]:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise LoadRefused(
                    f"{self.name} is no table: the line that begins as line {self._reader.line_num + 1} has more than "
                    f"{LONGEST_LINE:,} characters. Have it delivered again."
                )
            self.characters += len(line)
            yield line


def _batches(csv_rows: CsvRows, names: list[str]) -> Iterator[RawBatch]:
    """At least one batch, so that a file without rows is a delivery of none."""
    rows: list[list[str]] = []
    lines: list[int] = []
    rejects: list[Reject] = []
    width, is_first, begun_at = len(names), True, 0
    for row in csv_rows:
        if len(row) == width:
            rows.append(row)
            lines.append(csv_rows.line)
        else:
            reason = f"The row has {len(row)} fields, the header {width}."
            rejects.append(Reject(csv_rows.line, dict(zip(names, row, strict=False)), reason, WHOLE_ROW))
        if len(rows) + len(rejects) >= BATCH_ROWS or csv_rows.characters - begun_at > BATCH_CHARACTERS:
            yield RawBatch(names, lines, list(zip(*rows, strict=True)) or [()] * width, rejects)
            rows, lines, rejects, is_first, begun_at = [], [], [], False, csv_rows.characters
    if rows or rejects or is_first:
        yield RawBatch(names, lines, list(zip(*rows, strict=True)) or [()] * width, rejects)


def _encoding(path: Path) -> str:
    """What else the text seems to be, for a file that is no UTF-8."""
    if path.name.casefold().endswith(".gz"):
        return ""
    with path.open("rb") as file:
        head = file.read(4)
    found = next((name for mark, name in MARKS.items() if head.startswith(mark)), None)
    return f"; it seems to be {found}" if found is not None else ""
