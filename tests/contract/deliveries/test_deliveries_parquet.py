"""Parquet of any width, zone and encoding: a value that can't be shown costs its row, a broken file itself."""

import decimal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_deliveries_files import ARRIVED, read, table

from tasks.readers.deliveries.errors import LoadRefused
from tasks.readers.deliveries.files import DeliveryFile

SOUNDS = "TIKTOK_SOUND_METRICS"
TAKEN = datetime(2026, 11, 14, 22, 30, tzinfo=UTC)


def written(folder: Path, **columns: Any) -> Path:
    path = folder / f"{SOUNDS}.parquet"
    given = {"TIKTOK_SOUND_ID": [7], "CREATED_AT": [str(TAKEN)], "POST_COUNT": [5]} | columns
    pq.write_table(pa.table(given), path)
    return path


@pytest.mark.parametrize(
    "kind",
    [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(), pa.float16(),
     pa.float32(), pa.float64(), pa.decimal128(5, 2), pa.decimal256(60, 3), pa.string(), pa.large_string(),
     pa.binary(), pa.large_binary(), pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int16(), pa.int64())],
    ids=str,
)  # fmt: skip
def test_a_count_of_any_width(tmp_path: Path, kind: pa.DataType) -> None:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    five: Any = 5
    if pa.types.is_decimal(inner):
        five = decimal.Decimal(5)
    elif pa.types.is_string(inner) or pa.types.is_large_string(inner):
        five = "5"
    elif pa.types.is_binary(inner) or pa.types.is_large_binary(inner):
        five = b"5"
    counts = pa.array([five], inner)
    path = written(tmp_path, POST_COUNT=counts.dictionary_encode() if inner != kind else counts)
    assert read(path, SOUNDS)[0]["POST_COUNT"] == [5]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Tokyo", "+05:30", "Mars/Olympus"])
def test_a_time_of_any_unit_and_zone_is_its_instant(tmp_path: Path, unit: str, zone: str | None) -> None:
    per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[unit]
    stored = pa.array([int(TAKEN.timestamp()) * per_second], pa.int64()).cast(pa.timestamp(unit, zone))
    assert read(written(tmp_path, CREATED_AT=stored), SOUNDS)[0]["CREATED_AT"] == [TAKEN]


def test_parts_of_a_microsecond_are_let_go(tmp_path: Path) -> None:
    stored = pa.array([int(TAKEN.timestamp()) * 10**9 + 1_001], pa.int64()).cast(pa.timestamp("ns", "UTC"))
    assert read(written(tmp_path, CREATED_AT=stored), SOUNDS)[0]["CREATED_AT"] == [TAKEN + timedelta(microseconds=1)]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("CREATED_AT", pa.array([2**62, 5], pa.int64()).cast(pa.timestamp("ms"))),
        ("CREATED_AT", pa.array([-(2**62), 5], pa.int64()).cast(pa.timestamp("us", "UTC"))),
        ("CREATED_AT", pa.array([2**30, 20_771], pa.int32()).cast(pa.date32())),
        ("POST_COUNT", pa.array([2.0**24 + 2, 5.0], pa.float32())),  # its neighbours are the same float
        ("POST_COUNT", pa.array([float("inf"), 5.0])),
        ("POST_COUNT", pa.array([5.5, 5.0])),
        ("POST_COUNT", pa.array([b"\xff\xfe", b"5"])),
        ("POST_COUNT", pa.array([[5], None], pa.list_(pa.int64()))),
        ("POST_COUNT", pa.array([{"n": 5}, {"n": 6}])),
        ("POST_COUNT", pa.array([2**63, 5], pa.uint64())),
    ],
)
def test_a_value_that_is_none_costs_its_row(tmp_path: Path, column: str, values: Any) -> None:
    given: dict[str, Any] = {"TIKTOK_SOUND_ID": [7, 8], "CREATED_AT": [str(TAKEN)] * 2, "POST_COUNT": [5, 5]}
    path = written(tmp_path, **(given | {column: values}))
    columns, rejects = read(path, SOUNDS)
    assert 1 in [line for line, _ in rejects]
    assert 7 not in columns["TIKTOK_SOUND_ID"]
    assert all(reason.isprintable() for _, reason in rejects)


def test_bytes_that_are_no_text_cost_their_row(tmp_path: Path) -> None:
    path = tmp_path / "SPOTIFY_ALBUMS.parquet"
    raw = pa.array([b"Bj\xf6rk", "Ñandú".encode()], pa.binary())
    names = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    pq.write_table(pa.table({"ID": [1, 2], "NAME": names, "RELEASE_DATE": ["", ""]}), path)
    columns, [(line, reason)] = read(path, "SPOTIFY_ALBUMS")
    assert (line, columns["NAME"]) == (1, ["Ñandú"])
    assert "bytes that are no UTF-8 text" in reason


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "lz4", "brotli"])
@pytest.mark.parametrize(
    "encoding", [{"use_dictionary": True}, {"use_dictionary": False}, {"data_page_version": "2.0"}]
)
def test_any_encoding(tmp_path: Path, compression: str, encoding: dict[str, Any]) -> None:
    path = tmp_path / f"{SOUNDS}.parquet"
    rows = {"TIKTOK_SOUND_ID": [7] * 50, "CREATED_AT": [TAKEN] * 50, "POST_COUNT": list(range(50))}
    pq.write_table(pa.table(rows), path, compression=compression, row_group_size=7, **encoding)
    assert read(path, SOUNDS)[0]["POST_COUNT"] == list(range(50))


def test_a_column_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / f"{SOUNDS}.parquet"
    names = ["TIKTOK_SOUND_ID", "CREATED_AT", "POST_COUNT", "post_count"]
    pq.write_table(pa.Table.from_arrays([pa.array([7])] * 4, names), path)
    with pytest.raises(LoadRefused, match="POST_COUNT more than once"):
        list(DeliveryFile(path, ARRIVED, str(path)).rows(table(SOUNDS)))
