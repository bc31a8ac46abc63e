"""What ingest is measured against: the same rows by one COPY, ready made, 16 columns wide, into a bare table."""

import io
import struct
import time
from collections.abc import Iterable

from sqlalchemy import Engine

from db.copy import EPOCH_2000, HEADER, TRAILER, copy_stream
from db.statements import statement

Values = tuple[int | str | bool | None, ...]


def copy_seconds(engine: Engine, content: bytes) -> float:
    """Time of the COPY into a new unlogged table without a key."""
    with engine.begin() as connection:
        connection.execute(statement("bench/ingest_wide"))
    with engine.begin() as connection:
        began = time.monotonic()
        copy_stream(connection, "copy raw.bench_wide from stdin (format binary)", io.BytesIO(content))
    return time.monotonic() - began


def packed_rows(rows: Iterable[tuple[int, Values]]) -> bytes:
    """Rows of users (number and values, see ingest_files.COLUMNS), as COPY reads them."""
    out = bytearray(HEADER)
    for user, row in rows:
        out += struct.pack(">hii", 16, 4, user)
        for place, value in enumerate(row):
            if value is None:
                out += b"\xff\xff\xff\xff"
            elif isinstance(value, bool):
                out += struct.pack(">i?", 1, value)
            elif isinstance(value, str):
                text = value.encode()
                out += struct.pack(">i", len(text)) + text
            elif place == 2:  # milliseconds; other numbers are times in seconds
                out += struct.pack(">ii", 4, value)
            else:
                out += struct.pack(">iq", 8, value * 1_000_000 - EPOCH_2000)
    return bytes(out + TRAILER)
