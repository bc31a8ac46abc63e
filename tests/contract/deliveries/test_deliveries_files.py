"""Files as vendors export them: CSV, gzip and Parquet, by different hands, read as the contract says."""

import gzip
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.readers.deliveries import batch as batches
from tasks.readers.deliveries import files
from tasks.readers.deliveries.archive import arrival, find_deliveries
from tasks.readers.deliveries.contract import Table, load_contracts
from tasks.readers.deliveries.errors import LoadRefused, NothingToLoad
from tasks.readers.deliveries.files import DeliveryFile

ARRIVED = datetime(2026, 11, 15, 6, tzinfo=UTC)
BIG = "6956990112127585029"  # one more than a float can tell from its neighbours


def table(name: str) -> Table:
    found = load_contracts().table(name)
    assert found is not None
    return found


def read(path: Path, name: str) -> tuple[dict[str, list[Any]], list[tuple[int, str]]]:
    """Columns of all batches, and rejects as (line, reason)."""
    columns: dict[str, list[Any]] = {column.name: [] for column in table(name).columns}
    rejects: list[tuple[int, str]] = []
    for batch in DeliveryFile(path, ARRIVED, str(path)).rows(table(name)):
        for column, values in batch.columns.items():
            columns[column] += values
        rejects += [(reject.line, reject.reason) for reject in batch.rejects]
    return columns, rejects


SOUNDS = f"id,tiktok_id,name,author,spotify_track_id\n7,{BIG},Sound,,\n8,7016547803243022337,Other,ann,{BIG}\n"


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".CSV", ".v2.csv"])
def test_csv_keeps_every_digit_beside_nulls(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"tiktok_sounds{suffix}"
    path.write_bytes(gzip.compress(SOUNDS.encode()) if suffix.endswith("gz") else SOUNDS.encode("utf-8-sig"))
    columns, rejects = read(path, "TIKTOK_SOUNDS")
    assert columns["TIKTOK_ID"] == [BIG, "7016547803243022337"]
    assert columns["SPOTIFY_TRACK_ID"] == [None, int(BIG)]
    assert columns["AUTHOR"] == [None, "ann"]
    assert rejects == []


def arrow(ids: pa.Array, tracks: pa.Array) -> pa.Table:
    return pa.table({"ID": pa.array([7, 8]), "TIKTOK_ID": ids, "NAME": ["a", None], "AUTHOR": ["b", "c"],
                     "SPOTIFY_TRACK_ID": tracks})  # fmt: skip


@pytest.mark.parametrize("kind", [pa.int64(), pa.uint64(), pa.decimal128(38, 0), pa.decimal128(38, 2), pa.string()])
def test_parquet_keeps_every_digit_beside_nulls(tmp_path: Path, kind: pa.DataType) -> None:
    from decimal import Decimal

    numbers = [int(BIG), None]
    made: Sequence[Any] = [None if n is None else str(n) for n in numbers] if kind == pa.string() else numbers
    if pa.types.is_decimal(kind):
        made = [None if n is None else Decimal(n) for n in numbers]
    path = tmp_path / "TIKTOK_SOUNDS.parquet"
    pq.write_table(arrow(pa.array(made, kind).fill_null(made[0]), pa.array(made, kind)), path)
    columns, rejects = read(path, "TIKTOK_SOUNDS")
    assert columns["TIKTOK_ID"] == [BIG, BIG]
    assert columns["SPOTIFY_TRACK_ID"] == [int(BIG), None]
    assert rejects == []


def test_parquet_that_went_through_floats_is_refused_row_by_row(tmp_path: Path) -> None:
    """pandas makes floats of integers beside a null: small ones are still exact, long ones are not."""
    frame = pandas.DataFrame({"ID": [7, 8, 9], "TIKTOK_ID": [BIG] * 3, "NAME": "a", "AUTHOR": "b",
                              "SPOTIFY_TRACK_ID": [int(BIG), None, 12]})  # fmt: skip
    path = tmp_path / "TIKTOK_SOUNDS.parquet"
    frame.to_parquet(path)
    assert pq.read_schema(path).field("SPOTIFY_TRACK_ID").type == pa.float64()
    columns, rejects = read(path, "TIKTOK_SOUNDS")
    assert columns["SPOTIFY_TRACK_ID"] == [None, 12]
    ((line, reason),) = rejects
    assert line == 1
    assert "lost digits as a floating-point number" in reason


def test_parquet_days_and_times(tmp_path: Path) -> None:
    taken = datetime(2026, 11, 14, 22, 30, tzinfo=UTC)
    times = [pa.array([taken], pa.timestamp("us", "UTC")), pa.array([taken.replace(tzinfo=None)], pa.timestamp("ms")),
             pa.array(["2026-11-14 22:30:00"])]  # fmt: skip
    for place, column in enumerate(times):
        folder = tmp_path / str(place)
        folder.mkdir()
        path = folder / "TIKTOK_SOUND_METRICS.parquet"
        made = {"TIKTOK_SOUND_ID": pa.array([7], pa.int32()), "CREATED_AT": column, "POST_COUNT": pa.array([5.0])}
        pq.write_table(pa.table(made), path)
        assert read(path, "TIKTOK_SOUND_METRICS")[0] == {
            "TIKTOK_SOUND_ID": [7],
            "CREATED_AT": [taken],
            "POST_COUNT": [5],
        }
    path = tmp_path / "SPOTIFY_ALBUMS.parquet"
    albums = {"ID": [1, 2], "NAME": ["a", "b"], "RELEASE_DATE": pa.array([date(2026, 10, 2), None], pa.date32())}
    pq.write_table(pa.table(albums), path)
    assert read(path, "SPOTIFY_ALBUMS")[0]["RELEASE_DATE"] == [date(2026, 10, 2), None]


def test_a_missing_column_is_refused_before_rows_are_read(tmp_path: Path) -> None:
    (tmp_path / "SPOTIFY_ALBUMS.csv").write_text("ID,TITLE,RELEASE_DATE\n1,a,\n")
    pq.write_table(pa.table({"ID": [1], "TITLE": ["a"], "RELEASE_DATE": [""]}), tmp_path / "SPOTIFY_ALBUMS.parquet")
    for suffix in ("csv", "parquet"):
        with pytest.raises(LoadRefused, match=r"lacks the column NAME.*Perhaps renamed to TITLE"):
            read(tmp_path / f"SPOTIFY_ALBUMS.{suffix}", "SPOTIFY_ALBUMS")


def test_lines_are_those_of_the_file_where_a_value_spans_lines(tmp_path: Path) -> None:
    path = tmp_path / "SPOTIFY_ALBUMS.csv"
    path.write_text('ID,NAME,RELEASE_DATE\n1,"two\nlines",\n\nx,b,\n2,c\n3,d,,e\n4,f,2026-10-02\n')
    columns, rejects = read(path, "SPOTIFY_ALBUMS")
    assert columns["NAME"] == ["two\nlines", "f"]
    assert sorted(line for line, _ in rejects) == [5, 6, 7]


def test_batches_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(n, f"Album {n}") for n in range(1, 26)]
    path = tmp_path / "SPOTIFY_ALBUMS.csv"
    path.write_text("ID,NAME,RELEASE_DATE\n" + "".join(f"{n},{name},{'x' if n == 20 else ''}\n" for n, name in rows))
    packed = tmp_path / "SPOTIFY_ALBUMS.parquet"
    days = ["x" if n == 20 else None for n, _ in rows]
    pq.write_table(
        pa.table({"ID": [n for n, _ in rows], "NAME": [name for _, name in rows], "RELEASE_DATE": days}), packed
    )
    monkeypatch.setattr(files, "BATCH_ROWS", 10)
    monkeypatch.setattr(batches, "BATCH_ROWS", 10)
    wanted = [n for n, _ in rows if n != 20]
    for file, line in ((path, 21), (packed, 20)):
        columns, rejects = read(file, "SPOTIFY_ALBUMS")
        assert columns["ID"] == wanted
        assert rejects == [(line, "RELEASE_DATE 'x' is no day of the form 2026-11-20.")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("SPOTIFY_ALBUMS.csv", b"ID,NAME,RELEASE_DATE\n1,Bj\xf6rk,\n", "is not UTF-8 text"),
        ("SPOTIFY_ALBUMS.csv", b'ID,NAME,RELEASE_DATE\n1,"open,\n', "not readable as CSV"),
        ("SPOTIFY_ALBUMS.csv", b"", "not even a header"),
        (
            "SPOTIFY_ALBUMS.csv.gz",
            gzip.compress(b"ID,NAME,RELEASE_DATE\n" + b"1,a,\n" * 999, mtime=0)[:-9],
            "cut off or damaged",
        ),
        ("SPOTIFY_ALBUMS.csv.gz", b"ID,NAME,RELEASE_DATE\n", "cut off or damaged"),
        ("SPOTIFY_ALBUMS.parquet", b"", "not readable as Parquet"),
        ("SPOTIFY_ALBUMS.parquet", b"ID,NAME\n", "not readable as Parquet"),
    ],
)
def test_a_broken_file_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(LoadRefused, match=said) as refusal:
        read(path, "SPOTIFY_ALBUMS")
    assert "\n" not in str(refusal.value)


def test_a_header_alone_is_a_delivery_of_no_row(tmp_path: Path) -> None:
    path = tmp_path / "SPOTIFY_ALBUMS.csv"
    path.write_text("ID,NAME,RELEASE_DATE\n")
    assert read(path, "SPOTIFY_ALBUMS") == ({"ID": [], "NAME": [], "RELEASE_DATE": []}, [])


def test_drops_come_oldest_first_and_tables_in_the_order_of_their_contracts(tmp_path: Path) -> None:
    for drop in ("2026-11-15", "2026-11-14T2330Z", "2026-11-14", "2026-11-31", "later"):
        (tmp_path / drop).mkdir()
        for name in (
            "TIKTOK_SOUND_METRICS.csv.gz",
            "spotify_accounts.2.CSV",
            "SPOTIFY_ACCOUNTS.csv",
            "notes.txt",
            ".hid",
        ):
            (tmp_path / drop / name).write_text("")
    (tmp_path / "Spotify_Albums.parquet").write_text("")
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    found = find_deliveries(tmp_path, now)
    assert [(drop.stamp, drop.arrived_at) for drop in found.drops] == [
        ("2026-11-14", datetime(2026, 11, 14, 6, tzinfo=UTC)),
        ("2026-11-14T2330Z", datetime(2026, 11, 14, 23, 30, tzinfo=UTC)),
        ("2026-11-15", datetime(2026, 11, 15, 6, tzinfo=UTC)),
        (None, now),
    ]
    assert [file.path.name for _, file in found.drops[0].files] == [
        "SPOTIFY_ACCOUNTS.csv",
        "spotify_accounts.2.CSV",
        "TIKTOK_SOUND_METRICS.csv.gz",
    ]
    assert sorted(Path(name).name for name in found.unknown) == [
        "2026-11-31",
        "later",
        "notes.txt",
        "notes.txt",
        "notes.txt",
    ]
    # a drop or a file of one is as old as it says
    assert find_deliveries(tmp_path / "2026-11-15", now).drops[0].arrived_at == ARRIVED
    assert find_deliveries(tmp_path / "2026-11-15" / "SPOTIFY_ACCOUNTS.csv", now).drops[0].arrived_at == ARRIVED


def test_stamps() -> None:
    assert arrival("2026-11-14T2460Z") is None
    assert arrival("2026-13-01") is None
    assert arrival("2026-11-14-old") is None


def test_nothing_recognisable(tmp_path: Path) -> None:
    with pytest.raises(NothingToLoad, match="is a vendor table"):
        find_deliveries(tmp_path, ARRIVED)
    (tmp_path / "SPOTIFY_TRACKS.xlsx").write_text("")
    with pytest.raises(NothingToLoad, match=r"end in \.csv, \.csv\.gz, \.parquet"):
        find_deliveries(tmp_path / "SPOTIFY_TRACKS.xlsx", ARRIVED)
