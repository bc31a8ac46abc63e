"""Whatever is wrong with one delivery is that delivery's alone: it is refused by name, the others are loaded."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from flows.ingest_deliveries import SomeRefused
from tasks.readers.deliveries import files
from tasks.trends.rollup_store import roll_up
from tests.warehouse.delivered import ingest, loads, reading, rejects, song_day, sound, values, write
from tests.warehouse.queued import run_sql

SONGS, SOUNDS = "LUMINATE_DAILY_SONG_METRICS", "TIKTOK_SOUND_METRICS"


def test_a_failure_nobody_foresaw_refuses_its_file_by_name(
    warehouse: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop = tmp_path / "2026-11-15"
    write(drop, SONGS, [song_day(900, "2026-11-13", 1)])
    write(drop, SONGS, [song_day(901, "2026-11-13", 2)], suffix=".2.csv")
    write(drop, "TIKTOK_SOUNDS", [sound(7)])
    read = files.csv_batches

    def fail(path: Path, table: Any) -> Iterator[Any]:
        yield from read(path, table)
        if path.name == f"{SONGS}.2.csv":
            raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(files, "csv_batches", fail)
    with pytest.raises(SomeRefused, match=r"1 of 3 deliveries .*METRICS\.2\.csv can't be loaded \(by zero\)"):
        ingest(warehouse, tmp_path)
    assert values(warehouse) == {("900", "", "2026-11-13"): 1}
    assert [(row[0], row[1]) for row in loads(warehouse)] == [
        ("TIKTOK_SOUNDS", "loaded"),
        (SONGS, "refused"),
        (SONGS, "loaded"),
    ]


def test_cells_that_are_none_cost_their_rows(warehouse: Engine, tmp_path: Path) -> None:
    drop = tmp_path / "2026-11-15"
    rows = [
        song_day(900, "2026-11-13", 10),
        song_day(901, "2026-11-13", 10**12 + 1),
        song_day(902, "2026-11-13", 5, UPDATED_ON="0001-01-01 00:00:00+05:00"),
        song_day(903, "1066-10-14", 5),
        song_day(904, "2026-11-13", "5.5"),
        song_day(905, "2026-11-13", "5.", ARTIST="\\N"),
        song_day(906, "2026-11-13", 5, TITLE="a\0b"),
        song_day(907, "2026-11-13", 5, TITLE="\\u0000 \x1b[31m"),
    ]
    write(drop, SONGS, rows)
    ingest(warehouse, tmp_path)
    assert values(warehouse) == {(song, "", "2026-11-13"): count for song, count in
                                 (("900", 10), ("905", 5), ("907", 5))}  # fmt: skip
    assert [line for _, line, _ in rejects(warehouse)] == [3, 4, 5, 6, 8]
    assert run_sql(warehouse, "select credit_name from core.track where song_id_luminate = 905") == [("",)]


def test_a_name_no_text_can_hold_is_named_all_the_same(warehouse: Engine, tmp_path: Path) -> None:
    drop = tmp_path / "2026-11-15"
    write(drop, "TIKTOK_SOUNDS", [sound(7)])
    Path(os.fsdecode(os.fsencode(drop) + f"/{SONGS}.caf\xe9.csv".encode("latin-1"))).write_text("ID\0,\x1b[31m\n")
    with pytest.raises(SomeRefused, match="caf\ufffd"):
        ingest(warehouse, tmp_path)
    [(origin, reason)] = run_sql(warehouse, "select origin, reason from ops.load where state = 'refused'")
    assert origin.endswith(f"{SONGS}.caf\ufffd.csv")
    assert "ID\N{SYMBOL FOR NULL}" in reason


def test_rows_that_do_not_fit_the_heading_refuse_the_file_when_they_are_many(warehouse: Engine, tmp_path: Path) -> None:
    path = write(tmp_path / "2026-11-15", SONGS, [song_day(900, "2026-11-13", 1)])
    with path.open("a") as file:
        file.write("1,2,3\n" * 20)
    with pytest.raises(SomeRefused, match=r"20 of 21 rows can't be read\. The first is line 3: The row has 3 fields"):
        ingest(warehouse, tmp_path)


def test_a_folder_that_is_closed_is_named_and_the_others_are_loaded(
    warehouse: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "2026-11-14", "TIKTOK_SOUNDS", [sound(7)])
    write(tmp_path / "2026-11-15", "TIKTOK_SOUNDS", [sound(8)])
    look = Path.iterdir

    def closed(path: Path) -> Iterator[Path]:
        if path.name == "2026-11-14":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(SomeRefused, match=r"1 of 2 .*2026-11-14: it can't be looked into \(Permission denied\)"):
        ingest(warehouse, tmp_path)
    assert run_sql(warehouse, "select sound_id_vendor from core.sound") == [(8,)]


def test_rows_that_wait_and_break_a_newer_contract_hold_nobody_up(warehouse: Engine, tmp_path: Path) -> None:
    write(tmp_path / "2026-11-14", SOUNDS, [reading(7, f"2026-10-{n:02} 22:00:00", 5) for n in range(1, 31)])
    ingest(warehouse, tmp_path)
    run_sql(warehouse, 'update ops.reject set item = item || \'{"POST_COUNT": "9223372036854775807"}\' where line > 3')
    write(tmp_path / "2026-11-15", "TIKTOK_SOUNDS", [sound(7)])
    ingest(warehouse, tmp_path)
    assert len(values(warehouse, "sound_tiktok_posts")) == 2
    assert {reason for _, _, reason in rejects(warehouse)} == {
        "POST_COUNT '9223372036854775807' is above 1000000000000."
    }


def test_a_reading_from_before_there_were_bounds_ends_nobodys_weeks(warehouse: Engine, tmp_path: Path) -> None:
    days = [f"2026-11-{day:02}" for day in range(6, 15)]
    write(tmp_path / "2026-11-15", SONGS, [song_day(song, day, 10) for song in (900, 901) for day in days])
    ingest(warehouse, tmp_path)
    extreme = """
    update core.audience_point p set value = 9223372036854775807
    from core.audience_series s join core.track t using (track_id)
    where s.series_id = p.series_id and t.song_id_luminate = 901 and p.observed_on >= '2026-11-12'
    """
    run_sql(warehouse, extreme)
    roll_up(warehouse, full=True)
    weeks = """
    select t.song_id_luminate, w.week_on::text, w.value, w.days_present
    from mart.track_week w join core.track t using (track_id) where week_on = '2026-11-06' order by 1
    """
    assert run_sql(warehouse, weeks) == [(900, "2026-11-06", 70, 7), (901, "2026-11-06", 60, 6)]
