"""Loads of vendor tables: what is taken, refused, restated; what is loaded twice changes nothing."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.fingerprint import fingerprint
from tests.warehouse.delivered import (
    SOUND,
    account,
    fact_versions,
    ingest,
    link,
    loads,
    reading,
    rejects,
    song_day,
    sound,
    spotify_track,
    values,
    write,
)
from tests.warehouse.queued import run_sql

SONGS, SOUNDS = "LUMINATE_DAILY_SONG_METRICS", "TIKTOK_SOUND_METRICS"
ACCOUNT_FIGURES = {"SPOTIFY_ACCOUNT_ID": 1, "UPDATED_AT": "2026-11-15 04:30:00"}


def at(day: int, hour: int = 6) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_a_drop_becomes_catalogue_links_and_facts(warehouse: Engine, tmp_path: Path) -> None:
    drop = tmp_path / "2026-11-15"
    write(drop, "SPOTIFY_ACCOUNTS", [account(1), account(2, IMAGE_URL_LARGE="https://p/2")])
    write(drop, "SPOTIFY_ALBUMS", [{"ID": 5, "NAME": "Album", "RELEASE_DATE": "2026-10-02"}])
    write(
        drop,
        "SPOTIFY_TRACKS",
        [
            spotify_track(11, 1, ISRC="GB-AAA-26-00001", SPOTIFY_ALBUM_ID=5),
            spotify_track(12, 1, SANITIZED_ISRC="GBAAA2600002"),
        ],
    )
    write(drop, "SPOTIFY_ACCOUNT_TRACKS", [{"SPOTIFY_ACCOUNT_ID": 2, "SPOTIFY_TRACK_ID": 11, "PRIMARY": "false"}])
    write(drop, "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", [link(11, 900), link(12, 900), link(13, 901)])
    write(drop, "TIKTOK_SOUNDS", [sound(7, SPOTIFY_TRACK_ID=11)])
    figures = {"GLOBAL_THIS_PERIOD": 70, "GLOBAL_LAST_PERIOD": 60, "US_THIS_PERIOD": 7, "US_LAST_PERIOD": ""}
    write(drop, "LUMINATE_ACCOUNTS", [ACCOUNT_FIGURES | figures])
    write(
        drop,
        SONGS,
        [
            song_day(900, "2026-11-13", 1000),
            song_day(900, "2026-11-13", 300, REGION="US"),
            song_day(902, "2026-11-13", 2),
        ],
    )
    write(drop, SOUNDS, [reading(7, "2026-11-14 22:00:00", 51), reading(7, "2026-11-14 09:00:00", 50)])
    done = ingest(warehouse, tmp_path)
    assert [(row["table"], row["loads"], row["duplicates"]) for row in done.tables()] == [
        ("SPOTIFY_ACCOUNTS", 1, 0),
        ("SPOTIFY_ALBUMS", 1, 0),
        ("SPOTIFY_TRACKS", 1, 0),
        ("SPOTIFY_ACCOUNT_TRACKS", 1, 0),
        ("LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", 1, 0),
        ("TIKTOK_SOUNDS", 1, 0),
        ("LUMINATE_ACCOUNTS", 1, 0),
        (SONGS, 1, 0),
        (SOUNDS, 1, 1),
    ]
    assert run_sql(warehouse, "select artist_id_spotify, name, image_url from core.artist order by name") == [
        ("4Z8W4fKeB5YxbusRsdQV01", "Artist 1", None),
        ("4Z8W4fKeB5YxbusRsdQV02", "Artist 2", "https://p/2"),
    ]
    assert run_sql(warehouse, "select spotify_track_id, isrc, album_id from core.spotify_track order by 1") == [
        (11, "GBAAA2600001", 5),
        (12, "GBAAA2600002", None),
    ]
    pairs = "select spotify_account_id, spotify_track_id, is_primary from core.account_track order by 1, 2"
    assert run_sql(warehouse, pairs) == [(1, 11, True), (1, 12, True), (2, 11, False)]
    # named by the first Spotify track; else by the figures; else by its number
    assert run_sql(
        warehouse, "select song_id_luminate, name, credit_name, release_on from core.track order by song_id_luminate"
    ) == [
        (900, "Track 11", "Artist 1", date(2026, 10, 2)),
        (901, "Luminate song 901", "", None),
        (902, "Song 902", "Ann", None),
    ]
    first = "4Z8W4fKeB5YxbusRsdQV01"
    assert fact_versions(warehouse) == [
        ("artist_luminate_streams", first, "", date(2026, 11, 5), 60, at(15), None, at(15)),
        ("artist_luminate_streams", first, "", date(2026, 11, 12), 70, at(15), None, at(15)),
        ("artist_luminate_streams", first, "US", date(2026, 11, 12), 7, at(15), None, at(15)),
        ("sound_tiktok_posts", f"{SOUND}007", "", date(2026, 11, 14), 51, at(15), None, at(15)),
        ("track_luminate_streams", "900", "", date(2026, 11, 13), 1000, at(15), None, at(15)),
        ("track_luminate_streams", "900", "US", date(2026, 11, 13), 300, at(15), None, at(15)),
        ("track_luminate_streams", "902", "", date(2026, 11, 13), 2, at(15), None, at(15)),
    ]
    ((known,),) = run_sql(
        warehouse, f"select (min(first_on), max(last_on))::text from ops.load where source = '{SONGS}'"
    )
    assert known == "(2026-11-13,2026-11-13)"
    assert run_sql(warehouse, "select count(*) from ops.dirty_mark where artist_id is not null") != [(0,)]


def test_loaded_again_nothing_changes(warehouse: Engine, tmp_path: Path) -> None:
    for day in (14, 15):
        drop = tmp_path / f"2026-11-{day}"
        write(drop, "SPOTIFY_ACCOUNTS", [account(1, NAME=f"Name {day}")])
        write(drop, "SPOTIFY_TRACKS", [spotify_track(11, 1)])
        write(drop, "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", [link(11, 900)])
        write(drop, SONGS, [song_day(900, "2026-11-11", 100 + day)])
    ingest(warehouse, tmp_path)
    before, count = fingerprint(warehouse), len(loads(warehouse))
    run_sql(warehouse, "delete from ops.dirty_mark")
    again = ingest(warehouse, tmp_path)
    assert {load.state for load in again.loads} == {"known"}
    assert {load.reason for load in again.loads} == {"already loaded"}
    assert fingerprint(warehouse) == before
    assert len(loads(warehouse)) == count
    assert run_sql(warehouse, "select from ops.dirty_mark") == []
    # the same rows in another file are read, and say nothing new
    packed = write(tmp_path / "2026-11-15", SONGS, [song_day(900, "2026-11-11", 115)], suffix=".csv.gz")
    ingest(warehouse, packed)
    assert loads(warehouse)[-1] == (SONGS, "loaded", 1, 0, 0, 1, 0, 0)
    assert fingerprint(warehouse) == before


def test_an_equal_file_of_another_day_is_a_delivery_of_its_own(warehouse: Engine, tmp_path: Path) -> None:
    for day in (14, 16):
        write(tmp_path / f"2026-11-{day}", SONGS, [song_day(900, "2026-11-11", 100)])
    write(tmp_path / "2026-11-15", SONGS, [song_day(900, "2026-11-11", 200)])
    ingest(warehouse, tmp_path)
    assert [(row[4], row[5], row[6]) for row in fact_versions(warehouse)] == [
        (100, at(14), at(15)),
        (200, at(15), at(16)),
        (100, at(16), None),
    ]
    ingest(warehouse, tmp_path)
    assert len(loads(warehouse)) == 3


def test_a_restated_day_keeps_what_was_known(warehouse: Engine, tmp_path: Path) -> None:
    write(tmp_path / "2026-11-14", SONGS, [song_day(900, "2026-11-11", 100), song_day(900, "2026-11-12", 110)])
    write(tmp_path / "2026-11-15", SONGS, [song_day(900, "2026-11-11", -5), song_day(900, "2026-11-12", 110)])
    ingest(warehouse, tmp_path)
    assert [(row[3].day, row[4], row[5], row[6]) for row in fact_versions(warehouse)] == [
        (11, 100, at(14), at(15)),
        (11, -5, at(15), None),
        (12, 110, at(14), None),
    ]
    assert loads(warehouse) == [(SONGS, "loaded", 2, 2, 0, 0, 0, 0), (SONGS, "loaded", 2, 0, 1, 1, 0, 0)]


def test_settings_say_which_figures_count(warehouse: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path / "2026-11-15",
        SONGS,
        [
            song_day(900, "2026-11-13", 1, METRIC_TYPE="VIDEO", REGION="us"),
            song_day(900, "2026-11-13", 2),
            song_day(900, "2026-11-13", 3, METRIC_TYPE="Programmed", REGION="DE"),
        ],
    )
    monkeypatch.setenv("GROUNDSWELL_DELIVERIES_METRIC_TYPES", "video , programmed")
    monkeypatch.setenv("GROUNDSWELL_DELIVERIES_REGION", "us")
    ingest(warehouse, tmp_path)
    assert values(warehouse) == {("900", "US", "2026-11-13"): 1}
    assert loads(warehouse) == [(SONGS, "loaded", 3, 1, 0, 0, 2, 0)]
    region = "select code, country_code from core.metric where code like '%luminate%' order by code"
    assert run_sql(warehouse, region) == [("artist_luminate_streams", "US"), ("track_luminate_streams", "US")]
    run_sql(warehouse, "delete from ops.dirty_mark")
    monkeypatch.delenv("GROUNDSWELL_DELIVERIES_REGION")
    ingest(warehouse, tmp_path)
    assert {country for _, country in run_sql(warehouse, region)} == {None}
    assert run_sql(warehouse, "select since_on::text from ops.dirty_mark") == [("-infinity",)]


def test_a_file_without_rows_says_nothing_and_is_no_zero(warehouse: Engine, tmp_path: Path) -> None:
    write(tmp_path / "2026-11-15", SONGS, [])
    done = ingest(warehouse, tmp_path)
    assert loads(warehouse) == [(SONGS, "loaded", 0, 0, 0, 0, 0, 0)]
    assert "holds no row" in done.warnings[0]
    assert values(warehouse) == {}


def test_equal_and_differing_rows_of_one_load_are_one_fact(warehouse: Engine, tmp_path: Path) -> None:
    write(
        tmp_path / "2026-11-15",
        SONGS,
        [
            song_day(900, "2026-11-13", 1),
            song_day(900, "2026-11-13", 1),
            song_day(901, "2026-11-13", 2, UPDATED_ON="2026-11-14 09:00:00"),
            song_day(901, "2026-11-13", 3, UPDATED_ON="2026-11-14 08:00:00"),
            song_day(902, "2026-11-13", 4),
            song_day(902, "2026-11-13", 5),
        ],
    )
    done = ingest(warehouse, tmp_path)
    assert list(values(warehouse).values()) == [1, 2, 5]
    assert done.loads[0].counts.duplicates == 3
    assert rejects(warehouse) == []


def test_a_sound_entered_by_hand_gets_the_vendors_number(warehouse: Engine, tmp_path: Path) -> None:
    run_sql(warehouse, "insert into core.sound (sound_id_tiktok) values (:id)", id=f"{SOUND}007")
    write(tmp_path / "2026-11-15", "TIKTOK_SOUNDS", [sound(7)])
    ingest(warehouse, tmp_path)
    assert run_sql(warehouse, "select sound_id_vendor, name from core.sound") == [(7, "Sound 7")]


def test_text_is_kept_as_it_is(warehouse: Engine, tmp_path: Path) -> None:
    name = 'Tab\t"quote", back\\slash\nline 🎵 \\N'
    write(tmp_path / "2026-11-15", "SPOTIFY_ACCOUNTS", [account(1, NAME=name)])
    ingest(warehouse, tmp_path)
    assert run_sql(warehouse, "select name from core.spotify_account") == [(name,)]


def test_gzip_of_several_members_is_read_whole(warehouse: Engine, tmp_path: Path) -> None:
    header, row = "TIKTOK_SOUND_ID,CREATED_AT,POST_COUNT\n", "7,2026-11-14 22:00:00,51\n"
    write(tmp_path / "2026-11-15", "TIKTOK_SOUNDS", [sound(7)])
    packed = gzip.compress(header.encode()) + gzip.compress(row.encode())
    (tmp_path / "2026-11-15" / f"{SOUNDS}.csv.gz").write_bytes(packed)
    ingest(warehouse, tmp_path)
    assert list(values(warehouse, "sound_tiktok_posts").values()) == [51]
