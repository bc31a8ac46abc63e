"""What a vendor load refuses, whole or row by row, and what it keeps of it."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from flows.ingest_deliveries import SomeRefused
from tasks.readers.deliveries.errors import NothingToLoad
from tests.warehouse.delivered import (
    ingest,
    loads,
    reading,
    rejects,
    song_day,
    sound,
    values,
    write,
)
from tests.warehouse.queued import run_sql

SONGS, SOUNDS = "LUMINATE_DAILY_SONG_METRICS", "TIKTOK_SOUND_METRICS"
ACCOUNT_FIGURES = {"SPOTIFY_ACCOUNT_ID": 1, "UPDATED_AT": "2026-11-15 04:30:00"}


def test_a_renamed_column_refuses_the_file_whole_and_the_others_are_loaded(warehouse: Engine, tmp_path: Path) -> None:
    drop = tmp_path / "2026-11-15"
    names = ["UNIFIED_SONG_ID", "ARTIST", "TITLE", "METRIC_TYPE", "REGION", "DATE", "UPDATED_ON", "DAY_TOTAL", "WEEK"]
    write(drop, SONGS, [song_day(900, "2026-11-13", 1) | {"DAY_TOTAL": 1}], columns=names)
    write(drop, "TIKTOK_SOUNDS", [sound(7)])
    write(drop, SOUNDS, [reading(7, "2026-11-14 22:00:00", 51)])
    with pytest.raises(SomeRefused, match=f"{SONGS} lacks the column THIS_DAY.*Perhaps renamed to DAY_TOTAL"):
        ingest(warehouse, tmp_path)
    assert [row[:2] for row in loads(warehouse)] == [
        ("TIKTOK_SOUNDS", "loaded"),
        (SONGS, "refused"),
        (SOUNDS, "loaded"),
    ]
    ((reason,),) = run_sql(warehouse, "select reason from ops.load where state = 'refused'")
    assert "columns found: UNIFIED_SONG_ID, ARTIST, TITLE" in reason
    assert values(warehouse) == {}
    assert run_sql(warehouse, "select from core.track") == []
    assert len(values(warehouse, "sound_tiktok_posts")) == 1
    with pytest.raises(SomeRefused):
        ingest(warehouse, tmp_path)
    assert len(loads(warehouse)) == 3  # refused for the same reason: no second row


def test_bad_rows_are_kept_with_their_reasons(warehouse: Engine, tmp_path: Path) -> None:
    drop = tmp_path / "2026-11-15"
    rows = [
        song_day(900, "2026-11-13", 10),
        song_day("unknown", "2026-11-13", 11),
        song_day(901, "2026-11-13", ""),
        song_day(902, "2026-11-17", 13),
        song_day(903, "2026-11-16", 14),
        song_day(904, "13.11.2026", 15),
    ]
    path = write(drop, SONGS, rows)
    with path.open("a") as file:
        file.write("905,too,short\n")
    write(drop, "TIKTOK_SOUNDS", [sound(7)])
    write(drop, SOUNDS, [reading(7, "2026-11-14 22:00:00", -1), reading(8, "2026-11-14 22:00:00", 3)])
    ingest(warehouse, tmp_path)
    assert values(warehouse) == {("900", "", "2026-11-13"): 10, ("903", "", "2026-11-16"): 14}
    assert [(line, reason) for source, line, reason in rejects(warehouse) if source == SONGS] == [
        (3, "UNIFIED_SONG_ID 'unknown' is not a whole number, or lost digits as a floating-point number."),
        (4, "THIS_DAY '' is empty."),
        (5, "DATE '2026-11-17' lies in the future: the delivery arrived on 2026-11-16 at the latest."),
        (7, "DATE '13.11.2026' is no day of the form 2026-11-20."),
        (8, "The row has 3 fields, the header 16."),
    ]
    assert [(line, reason) for source, line, reason in rejects(warehouse) if source == SOUNDS] == [
        (2, "POST_COUNT '-1' is below 0."),
        (
            3,
            "Unknown TIKTOK_SOUND_ID 8: no delivery of TIKTOK_SOUNDS has named it yet; "
            "the row is taken up once one does.",
        ),
    ]
    ((item,),) = run_sql(warehouse, "select item from ops.reject where line = 5 and source = :source", source=SONGS)
    assert item["UNIFIED_SONG_ID"] == "902"
    assert item["THIS_DAY"] == "13"
    assert loads(warehouse)[1:] == [(SONGS, "loaded", 7, 2, 0, 0, 0, 5), (SOUNDS, "loaded", 2, 0, 0, 0, 0, 2)]


@pytest.mark.parametrize(("bad", "is_refused"), [(19, False), (20, False), (21, True)])
def test_too_many_bad_rows_refuse_the_load(warehouse: Engine, tmp_path: Path, bad: int, is_refused: bool) -> None:
    rows = [song_day(900 + n, "2026-11-13", "n/a" if n < bad else n) for n in range(400)]
    write(tmp_path / "2026-11-15", SONGS, rows)
    if is_refused:
        with pytest.raises(
            SomeRefused, match=f"{bad} of 400 rows break the contract of column THIS_DAY.*line 2: .*n/a"
        ):
            ingest(warehouse, tmp_path)
        assert rejects(warehouse) == []
    else:
        ingest(warehouse, tmp_path)
        assert len(rejects(warehouse)) == bad
    assert len(values(warehouse)) == (0 if is_refused else 400 - bad)


def test_a_filter_that_matches_nothing_is_refused(warehouse: Engine, tmp_path: Path) -> None:
    write(
        tmp_path / "2026-11-15",
        SONGS,
        [song_day(900, "2026-11-13", 1, METRIC_TYPE="Video"), song_day(900, "2026-11-13", 1, REGION="US")],
    )
    with pytest.raises(SomeRefused, match="Metric types found: Audio On Demand, Video; regions found: US, global"):
        ingest(warehouse, tmp_path)
    assert values(warehouse) == {}


def test_broken_files_are_refused_and_the_good_ones_loaded(warehouse: Engine, tmp_path: Path) -> None:
    drop = tmp_path / "2026-11-15"
    path = write(drop, SONGS, [song_day(900 + n, "2026-11-13", n) for n in range(2000)], suffix=".csv.gz")
    path.write_bytes(path.read_bytes()[:-2000])
    (drop / "SPOTIFY_ALBUMS.parquet").write_bytes(b"PAR1 is not enough")
    (drop / "SPOTIFY_ACCOUNTS.csv").write_bytes(
        "ID,SPOTIFY_ID,NAME,IMAGE_URL_LARGE,UPDATED_AT\n1,x,Bj\xf6rk,,\n".encode("latin-1")
    )
    (drop / "TIKTOK_SOUND_METRICS.csv").write_bytes(b"")
    (drop / "readme.txt").write_text("hello")
    write(drop, "TIKTOK_SOUNDS", [sound(7)])
    with pytest.raises(SomeRefused, match="4 of 5 deliveries were refused"):
        ingest(warehouse, tmp_path)
    refused = dict(run_sql(warehouse, "select source, reason from ops.load where state = 'refused'"))
    assert "cut off or damaged" in refused[SONGS]
    assert "not readable as Parquet" in refused["SPOTIFY_ALBUMS"]
    assert "not UTF-8" in refused["SPOTIFY_ACCOUNTS"]
    assert "not even a header" in refused[SOUNDS]
    assert run_sql(warehouse, "select sound_id_vendor from core.sound") == [(7,)]
    assert values(warehouse) == {}


def test_unknown_files_are_named_and_nothing_recognisable_is_an_error(warehouse: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    write(folder, "TIKTOK_SOUNDS", [sound(7)])
    (folder / "notes.csv").write_text("a,b\n")
    assert ingest(warehouse, folder).warnings == [f"{folder / 'notes.csv'} is no vendor table; it was left out."]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.csv").write_text("a,b\n")
    with pytest.raises(NothingToLoad, match=r"Nothing under .*other is a vendor table"):
        ingest(warehouse, tmp_path / "other")
    with pytest.raises(NothingToLoad, match="There is no"):
        ingest(warehouse, tmp_path / "nowhere")
