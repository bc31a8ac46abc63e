"""Deliveries as they should not be: good files of the nine tables, and what happens to cells, columns, bytes and names.

All of it follows from a seed; the corpus holds every hard cell and file the tests name.
"""

import csv
import gzip
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sandbox.deliveries.columns import COLUMNS
from tests.warehouse.delivered import account, link, reading, song_day, sound, spotify_track

CELLS = (
    "", " ", "\\N", "NULL", "nan", "inf", "-1", "0", "1.0", "1.", "12.5", "1e3", "1,000", "1_000", "٣", "0x10", "-0",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1000000000001", "9" * 400, "1" * 5000,
    "0001-01-01", "9999-12-31", "1989-12-31", "2026-02-30", "2026-11-13T25:00", "0001-01-01 00:00:00+05:00",
    "9999-12-31 23:59:59-05:00", "2026-11-13 00:00:00+23:59", "2026-W46-5", "13.11.2026", "infinity", "now", "epoch",
    "a\0b", "\x1b[31mred", "line\nbreak", 'qu"ote', '"', "\\", "\\u0000", "\t", "\u202egnp", "\ufeff", "\u2028",
    "🎵" * 900, "x" * 3000, "é", "e\u0301", "Ünïcödé", "'; drop table core.track; --", "{}", "[]", "maybe", "%s",
    "4Z8W4fKeB5YxbusRsdQV01", "4Z8W4fKeB5YxbusRsdQV0", "6956990112127585007", "6.956990112127585E+18", "global", "US",
)  # fmt: skip
NAMES = ("", " ", "I\0D", "id", "ID ", "x" * 3000, "\x1b[2J", "DATE", "NAME", "🎵", '"', "a.b", "ID,ID")
KINDS = (pa.int8(), pa.int32(), pa.uint64(), pa.float32(), pa.float64(), pa.decimal128(38, 2), pa.string(), pa.binary(),
         pa.bool_(), pa.date32(), pa.timestamp("ns", "Mars/Olympus"), pa.timestamp("ms"), pa.time64("us"),
         pa.list_(pa.int64()), pa.dictionary(pa.int8(), pa.string()), pa.duration("s"), pa.null())  # fmt: skip
STAMPS = ("2026-11-13", "2026-11-14", "2026-11-15", "2026-11-14T2330Z")

Rows = list[dict[str, Any]]


def good(random: Random) -> Mapping[str, Rows]:
    """A few rows of each table, which refer to each other."""
    days = [date(2026, 11, random.randint(1, 13)).isoformat() for _ in range(8)]
    some = [random.randint(1, 40) for _ in range(8)]
    return {
        "SPOTIFY_ACCOUNTS": [account(n) for n in some],
        "SPOTIFY_ALBUMS": [{"ID": n, "NAME": f"Album {n}", "RELEASE_DATE": "2020-01-01"} for n in some],
        "SPOTIFY_TRACKS": [spotify_track(n, random.choice(some), ISRC=f"GBAAA26{n:05}") for n in some],
        "SPOTIFY_ACCOUNT_TRACKS": [
            {"ID": n, "SPOTIFY_ACCOUNT_ID": n, "SPOTIFY_TRACK_ID": random.choice(some), "PRIMARY": "true",
             "CREATED_AT": "2026-01-01", "UPDATED_AT": "2026-01-01"} for n in some
        ],
        "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS": [link(n, 900 + n) for n in some],
        "LUMINATE_DAILY_SONG_METRICS": [song_day(900 + n, random.choice(days), random.randint(0, 999)) for n in some],
        "LUMINATE_ACCOUNTS": [
            {"SPOTIFY_ACCOUNT_ID": n, "UPDATED_AT": f"{random.choice(days)} 04:30:00", "US_THIS_PERIOD": 1,
             "US_LAST_PERIOD": 2, "GLOBAL_THIS_PERIOD": 3, "GLOBAL_LAST_PERIOD": 4} for n in some
        ],
        "TIKTOK_SOUNDS": [sound(n, SPOTIFY_TRACK_ID=random.choice(some)) for n in some],
        "TIKTOK_SOUND_METRICS": [
            reading(n, f"{random.choice(days)} 22:00:00", random.randint(0, 999)) for n in some
        ],
    }  # fmt: skip


def mutated(random: Random, folder: Path, number: int) -> Path:
    """Write one delivery that something happened to; its path."""
    table = random.choice(sorted(COLUMNS))
    rows, columns = good(random)[table], list(COLUMNS[table])
    for _ in range(random.choice((0, 1, 1, 1, 2, 5, 40))):
        random.choice(rows)[random.choice(columns)] = random.choice(CELLS)
    if random.random() < 0.2:
        columns = _columns(random, columns)
    suffix = random.choice((".csv", ".csv", ".csv.gz", ".parquet"))
    content = _parquet(random, rows, columns) if suffix == ".parquet" else _csv(random, rows, columns)
    if suffix == ".csv.gz":
        content = gzip.compress(content, 1, mtime=0)
    if random.random() < 0.5:
        content = _bytes(random, content)
    path = folder / f"{table}.{number}{suffix}"
    path.write_bytes(content)
    return path


def _columns(random: Random, columns: Sequence[str]) -> list[str]:
    changed = list(columns)
    place = random.randrange(len(changed))
    changes: tuple[Callable[[], object], ...] = (
        lambda: changed.pop(place),
        lambda: changed.insert(place, random.choice(changed)),
        lambda: changed.__setitem__(place, random.choice(NAMES)),
        lambda: random.shuffle(changed),
        lambda: changed.extend(f"MORE_{n}" for n in range(random.choice((1, 300)))),
    )
    random.choice(changes)()
    return changed


def _csv(random: Random, rows: Rows, columns: Sequence[str]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=random.choice(("\n", "\r\n", "\r")), quoting=random.choice((0, 0, 1)))
    writer.writerow(columns)
    for row in rows:
        fields = [row.get(name, "") for name in columns]
        writer.writerow(fields[: random.randint(0, len(fields))] if random.random() < 0.02 else fields)
    encoding = random.choice(("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-32", "latin-1", "cp500"))
    return text.getvalue().encode(encoding, "replace")


def _parquet(random: Random, rows: Rows, columns: Sequence[str]) -> bytes:
    arrays = [_array(random, [row.get(name) for row in rows]) for name in columns]
    sink = io.BytesIO()
    try:
        table = pa.Table.from_arrays(arrays, [name.replace("\0", "") for name in columns])
        pq.write_table(table, sink, compression=random.choice(("none", "snappy", "gzip", "zstd")), row_group_size=3)
    except (pa.ArrowException, ValueError):
        pq.write_table(pa.table({"ID": [1]}), sink := io.BytesIO())
    return sink.getvalue()


def _array(random: Random, values: list[Any]) -> pa.Array:
    kind = random.choice(KINDS) if random.random() < 0.3 else pa.string()
    raw: list[Any] = [None if value is None else str(value) for value in values]
    if pa.types.is_temporal(kind):
        raw = [random.choice((0, 1, 2**30, -(2**30), int(datetime(2026, 11, 1, tzinfo=UTC).timestamp()))) for _ in raw]
    elif pa.types.is_decimal(kind):
        raw = [Decimal(random.randint(0, 99)) for _ in raw]
    try:
        return pa.array(raw).cast(kind) if raw else pa.array([], kind)
    except (pa.ArrowException, ValueError, OverflowError):
        return pa.array(raw, pa.string() if all(isinstance(one, str | None) for one in raw) else None)


def _bytes(random: Random, content: bytes) -> bytes:
    raw = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        at, end = (random.randrange(len(raw) + 1) for _ in range(2))
        match random.randrange(6):
            case 0 if raw:
                raw[at % len(raw)] = random.randrange(256)
            case 1:
                del raw[at : at + random.choice((1, 4, 64))]
            case 2:
                raw[at:at] = random.choice((b'"', b"\n", b"\r", b"\0", b"\xff", b",", b"\xef\xbb\xbf", b"\x1b[31m"))
            case 3:
                raw[at:at] = raw[min(at, end) : max(at, end)][:256]
            case 4:
                del raw[max(at, end) :]
            case _:
                raw[at:at] = random.randbytes(random.choice((1, 16)))
    return bytes(raw)
