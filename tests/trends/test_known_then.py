"""A past Monday twice: from the drops there were, in a warehouse of its own, and replayed in the one that knows all."""

from datetime import UTC, date, datetime, time
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from db.engine import make_engine
from db.fingerprint import fingerprint
from flows.services.deliveries_world import follow_roster
from tasks.report.then_store import read_moment, warehouse_then
from tasks.trends.rollup_store import replayed, roll_up
from tests.trends.conftest import Planted
from tests.trends.drops import WEEK, monday

NAMED = {
    "track_week": "t.song_id_luminate::text as entity, m.code as metric",
    "sound_week": "d.sound_id_tiktok as entity, m.code as metric",
    "artist_week": "a.artist_id_spotify as entity, m.code as metric",
    "artist_bridge": "a.artist_id_spotify as entity, m.code as metric",
    "label_week": "concat_ws('/', w.label, w.team) as entity, m.code as metric, top.artist_id_spotify as top",
    "badge": "a.artist_id_spotify as entity, m.code as metric, t.song_id_luminate as song",
}
JOINS = {
    "track_week": "join core.track t using (track_id)",
    "sound_week": "join core.sound d using (sound_id)",
    "artist_week": "join core.artist a using (artist_id)",
    "artist_bridge": "join core.artist a using (artist_id)",
    "label_week": "left join core.artist top on top.artist_id = w.top_artist_id",
    "badge": "join core.artist a using (artist_id) left join core.track t using (track_id)",
}
OURS = {"track_id", "artist_id", "top_artist_id", "sound_id", "metric_id", "loaded_at"}
Rows = dict[tuple[Any, ...], dict[str, Any]]


def rows(connection: Connection, table: str) -> Rows:
    """All rows of a table as the connection sees it, by natural names."""
    query = f"select {NAMED[table]}, w.* from {table} w join core.metric m using (metric_id) {JOINS[table]}"
    found = [dict(row) for row in connection.execute(text(query)).mappings()]
    return {
        (row["entity"], row["metric"], row["week_on"], row.get("song")): {
            name: value for name, value in row.items() if name not in OURS
        }
        for row in found
    }


@pytest.fixture(scope="module")
def then(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> dict[date, dict[str, Rows]]:
    """The weekly tables on each Monday, of a warehouse with the drops up to it, and with the artists followed."""
    found = {}
    for day, url in planted.past.items():
        engine = make_engine(url)
        follow(engine, planted.drops.folder, tmp_path_factory.mktemp("lists"))
        roll_up(engine)
        with engine.connect() as connection:
            connection.execute(text("set local search_path to mart, public"))
            found[day] = {table: rows(connection, table) for table in NAMED}
        engine.dispose()
    return found


def follow(engine: Engine, folder: Path, lists: Path) -> None:
    """The roster and sounds; these without tracks, which are not all known yet, and as if always known."""
    (lists / "roster.csv").symlink_to(folder / "roster.csv")
    lines = (folder / "sounds.csv").read_text("utf-8").splitlines()
    (lists / "sounds.csv").write_text("\n".join([lines[0], *(line.rsplit(",", 1)[0] + "," for line in lines[1:])]))
    follow_roster(engine, lists)
    with engine.begin() as connection:
        connection.execute(text("update core.artist_sound set known_from = '2000-01-01' where known_until is null"))


def is_same(one: Any, other: Any) -> bool:
    """Equal; of what was computed in floating point, but for the last digits."""
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-9)
    return bool(one == other)


def test_what_was_known_then_is_what_a_replay_says(planted: Planted, then: dict[date, dict[str, Rows]]) -> None:
    before = fingerprint(planted.engine)
    compared = dict.fromkeys(NAMED, 0)
    for day, tables in then.items():
        moment = datetime.combine(day, time(7), UTC)
        with replayed(planted.engine, planted.weeks[0] - 2 * WEEK, moment, is_backtest=True) as connection:
            for table, wanted in tables.items():
                found = rows(connection, table)
                assert found.keys() == wanted.keys(), (day, table, sorted(found.keys() ^ wanted.keys())[:5])
                for place, row in wanted.items():
                    odd = {
                        name: (found[place][name], told)
                        for name, told in row.items()
                        if not is_same(found[place][name], told)
                    }
                    assert odd == {}, f"{day}, {table}, {place}: (replayed, known then)"
                    compared[table] += 1
    assert min(compared.values()) > 100, compared
    assert fingerprint(planted.engine) == before


def test_the_warehouse_of_a_past_moment_is_the_one_there_was(
    planted: Planted, then: dict[date, dict[str, Rows]]
) -> None:
    """The Monday right after a takedown was said: what was restated and linked since is not in it."""
    day = sorted(then)[1]
    moment = read_moment(planted.engine, datetime.combine(day, time(7), UTC))
    with (
        warehouse_then(planted.engine, moment, lambda engine: roll_up(engine, full=True)) as known,
        known.engine.connect() as connection,
    ):
        connection.execute(text("set local search_path to mart, public"))
        for table, wanted in then[day].items():
            found = rows(connection, table)
            assert found.keys() == wanted.keys(), table
            for place, row in wanted.items():
                odd = {name: value for name, value in row.items() if not is_same(found[place][name], value)}
                assert odd == {}, f"{table}, {place}"


def test_the_mondays_chosen_tell_something(planted: Planted, then: dict[date, dict[str, Rows]]) -> None:
    """What has been restated and linked since makes these weeks differ from what is known now."""
    with planted.engine.connect() as connection:
        connection.execute(text("set local search_path to mart, public"))
        now = {table: rows(connection, table) for table in NAMED}
    differ = 0
    for day, tables in then.items():
        week = max(week for week in planted.weeks if monday(week) <= day)
        figures = {place: row["value"] for place, row in tables["artist_week"].items() if place[2] <= week}
        differ += any(now["artist_week"][place]["value"] != value for place, value in figures.items())
    assert differ >= 2
    tiers = [row["tier"] for tables in then.values() for row in tables["badge"].values()]
    assert {"confirmed", "raw only", None} <= set(tiers)
