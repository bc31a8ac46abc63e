"""Drops may be loaded in any order: the warehouse ends with the same facts, revisions and links."""

import random
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from db.fingerprint import fingerprint
from tests.warehouse.delivered import (
    account,
    fact_versions,
    ingest,
    link,
    link_versions,
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
LINKS = "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS"
FIRST = date(2026, 11, 1)
DROPS = 6

Said = dict[Any, Any]


def arrival(drop: int) -> datetime:
    return datetime(2026, 11, 8 + drop, 6, tzinfo=UTC)


def versions(said: Sequence[Said]) -> list[tuple[Any, ...]]:
    """What was known when, by the plain rule: each drop's word holds until a later drop says another."""
    found = []
    for key in sorted({key for drop in said for key in drop}):
        held: list[list[Any]] = []
        for number, drop in enumerate(said):
            if key in drop and (not held or held[-1][0] != drop[key]):
                if held:
                    held[-1][2] = arrival(number)
                held.append([drop[key], arrival(number), None])
        found += [(*key, *version) for version in held]
    return found


def some_drops(seed: int, folder: Path) -> tuple[list[Path], list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Drops that contradict, repeat and take back one another; and the versions of facts and links they leave."""
    roll = random.Random(seed)
    facts: list[Said] = []
    links: list[Said] = []
    paths = []
    for number in range(DROPS):
        day_of = {
            (str(song), FIRST + timedelta(days=day)): roll.choice((1, 2, 3))
            for song in (900, 901)
            for day in range(4)
            if roll.random() < 0.6
        }
        linked = {(track,): roll.choice((900, 901)) for track in (11, 12) if roll.random() < 0.6}
        folder_of_drop = folder / arrival(number).date().isoformat()
        write(folder_of_drop, SONGS, [song_day(int(song), str(day), value) for (song, day), value in day_of.items()])
        write(folder_of_drop, LINKS, [link(track, song) for (track,), song in linked.items()])
        facts.append(day_of)
        links.append(linked)
        paths.append(folder_of_drop)
    return paths, versions(facts), versions(links)


@pytest.mark.parametrize("seed", range(12))
def test_any_order_leaves_the_versions_of_the_right_one(warehouse: Engine, tmp_path: Path, seed: int) -> None:
    paths, facts, links = some_drops(seed, tmp_path)
    random.Random(-seed).shuffle(paths)
    if seed == 0:
        paths = sorted(paths, reverse=True)
    for path in paths:
        ingest(warehouse, path)
    assert [(*row[1:2], *row[3:7]) for row in fact_versions(warehouse)] == facts
    assert [tuple(row) for row in link_versions(warehouse)] == links
    # each version names the load that said it first
    assert [row[7] for row in fact_versions(warehouse)] == [row[5] for row in fact_versions(warehouse)]
    ((doubled,),) = run_sql(
        warehouse, "select count(*) from core.audience_revision r where r.known_from >= r.known_until"
    )
    assert doubled == 0


def test_an_older_equal_value_moves_back_when_it_was_known(warehouse: Engine, tmp_path: Path) -> None:
    for number in (2, 1):
        folder = tmp_path / arrival(number).date().isoformat()
        ingest(warehouse, write(folder, SONGS, [song_day(900, "2026-11-01", 100)]).parent)
    assert [row[4:8] for row in fact_versions(warehouse)] == [(100, arrival(1), None, arrival(1))]
    assert loads(warehouse)[-1] == (SONGS, "loaded", 1, 0, 0, 1, 0, 0)


def test_a_late_drop_between_two_equal_ones_is_a_past_of_its_own(warehouse: Engine, tmp_path: Path) -> None:
    for number, value in ((0, 100), (2, 100), (1, 7)):
        folder = tmp_path / arrival(number).date().isoformat()
        ingest(warehouse, write(folder, SONGS, [song_day(900, "2026-11-01", value)]).parent)
    assert [row[4:7] for row in fact_versions(warehouse)] == [
        (100, arrival(0), arrival(1)),
        (7, arrival(1), arrival(2)),
        (100, arrival(2), None),
    ]
    assert loads(warehouse)[-1] == (SONGS, "loaded", 1, 0, 1, 0, 0, 0)


def catalogue(folder: Path) -> list[Path]:
    """Four drops: names come after what they name, an account is renamed, a track changes its main account."""
    week = [folder / arrival(number).date().isoformat() for number in range(4)]
    figures = {"SPOTIFY_ACCOUNT_ID": 1, "UPDATED_AT": "2026-11-08 04:00:00", "GLOBAL_THIS_PERIOD": 70}
    write(week[0], SOUNDS, [reading(7, "2026-11-07 22:00:00", 50), reading(8, "2026-11-07 22:00:00", 5)])
    write(week[0], "SPOTIFY_TRACKS", [spotify_track(11, 1), spotify_track(12, 1)])
    write(week[0], "SPOTIFY_ACCOUNT_TRACKS", [{"SPOTIFY_ACCOUNT_ID": 2, "SPOTIFY_TRACK_ID": 11, "PRIMARY": "false"}])
    write(week[0], "LUMINATE_ACCOUNTS", [figures | {"US_THIS_PERIOD": 7}])
    write(week[1], SOUNDS, [reading(7, "2026-11-08 22:00:00", 60), reading(8, "2026-11-08 22:00:00", "many")])
    write(week[1], "SPOTIFY_ACCOUNTS", [account(1), account(2)])
    write(week[1], LINKS, [link(11, 900)])
    write(week[2], "TIKTOK_SOUNDS", [sound(7), sound(8)])
    write(week[2], "SPOTIFY_ACCOUNTS", [account(1, NAME="Renamed"), account(2)])
    write(week[2], "SPOTIFY_TRACKS", [spotify_track(11, 2), spotify_track(12, 1, NAME="Better")])
    write(week[3], SONGS, [song_day(900, "2026-11-08", 1000, TITLE="Named")])
    write(week[3], "SPOTIFY_ALBUMS", [{"ID": 5, "NAME": "Album", "RELEASE_DATE": "2026-10-02"}])
    return week


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (1, 0, 3, 2), (2, 0, 1, 3)])
def test_names_may_come_after_what_they_name(
    warehouse: Engine,
    new_warehouse: Callable[[], AbstractContextManager[str]],
    tmp_path: Path,
    order: tuple[int, ...],
) -> None:
    week = catalogue(tmp_path)
    for number in order:
        ingest(warehouse, week[number])
    with new_warehouse() as url:
        other = make_engine(url)
        for drop in week:
            ingest(other, drop)
        try:
            assert fact_versions(warehouse) == fact_versions(other)
            assert link_versions(warehouse) == link_versions(other)
            assert fingerprint(warehouse) == fingerprint(other)
        finally:
            other.dispose()
    assert sorted(values(warehouse, "sound_tiktok_posts").values()) == [5, 50, 60]
    assert sorted(values(warehouse, "artist_luminate_streams").values()) == [7, 70]
    assert [(source, line) for source, line, _ in rejects(warehouse)] == [(SOUNDS, 3)]  # 'many' stays refused
    pairs = "select spotify_account_id, spotify_track_id, known_from, known_until from core.account_track order by 1, 2"
    assert run_sql(warehouse, pairs) == [
        (1, 11, arrival(0), arrival(2)),
        (1, 12, arrival(0), None),
        (2, 11, arrival(0), None),
    ]
    assert run_sql(warehouse, "select name from core.spotify_account order by 1") == [("Artist 2",), ("Renamed",)]
    assert run_sql(warehouse, "select name from core.artist order by 1") == [("Artist 2",), ("Renamed",)]
    counted = "select rows_read, rows_new, rows_rejected from ops.load where source = :source order by arrived_at"
    assert run_sql(warehouse, counted, source=SOUNDS) == [(2, 2, 0), (2, 1, 1)]


def test_a_stamp_with_an_hour_says_when_it_arrived(warehouse: Engine, tmp_path: Path) -> None:
    write(tmp_path / "2026-11-15T0930Z", SONGS, [song_day(900, "2026-11-13", 3)])
    write(tmp_path / "2026-11-15", SONGS, [song_day(900, "2026-11-13", 1)])
    shutil.copytree(tmp_path / "2026-11-15", tmp_path / "2026-11-14")
    ingest(warehouse, tmp_path)
    assert [row[4:7] for row in fact_versions(warehouse)] == [
        (1, datetime(2026, 11, 14, 6, tzinfo=UTC), datetime(2026, 11, 15, 9, 30, tzinfo=UTC)),
        (3, datetime(2026, 11, 15, 9, 30, tzinfo=UTC), None),
    ]
