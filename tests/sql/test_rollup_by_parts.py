"""A rollup after each load ends where one rollup of everything ends."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from tasks.trends.rollup_store import roll_up
from tests.sql.loads import Loader, Point

FIRST = date(2026, 10, 1)
SERIES = (
    ("T1", "track_spotify_streams", "a"),
    ("T1", "track_spotify_streams", "b"),
    ("T2", "track_spotify_streams", "c"),
    ("T1", "track_tiktok_videos", "x"),
    ("T1", "track_tiktok_videos", "y"),
    ("T2", "track_airplay_plays", ""),
    ("T3", "track_airplay_plays", ""),
    ("A1", "artist_spotify_followers", ""),
    ("A1", "artist_spotify_listeners", ""),
)
TABLES = {
    "track_week": "track_id, metric_id, week_on, value, correction, level, days_present, days_spanned, is_complete",
    "artist_week": "artist_id, metric_id, week_on, basis, value, correction, level, days_present, track_count, "
    "complete_track_count, is_complete",
}
POINT = st.builds(
    lambda series, day, value: (*series, FIRST + timedelta(days=day), value),
    st.sampled_from(SERIES),
    st.integers(0, 34),
    st.integers(0, 1000),
)
READINGS = st.lists(POINT, min_size=1, max_size=40)
CREDITS = st.dictionaries(
    st.sampled_from(("T1", "T2", "T3")), st.lists(st.sampled_from(("A1", "A2")), min_size=1, unique=True), max_size=2
)


def contents(engine: Engine) -> dict[str, list[Sequence[Any]]]:
    with engine.connect() as connection:
        return {
            table: [
                tuple(row) for row in connection.execute(text(f"select {columns} from mart.{table} order by 1, 2, 3"))
            ]
            for table, columns in TABLES.items()
        }


def empty(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "truncate mart.track_week, mart.artist_week, core.audience_point, core.audience_revision, "
                "core.audience_series, core.track_artist, core.track, core.artist, ops.dirty_mark cascade"
            )
        )


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(READINGS, CREDITS), min_size=2, max_size=4))
def test_parts_make_the_whole(warehouse: Engine, parts: list[tuple[list[Point], dict[str, list[str]]]]) -> None:
    empty(warehouse)
    loader = Loader(warehouse)
    for readings, credits in parts:
        loader.readings(readings)
        for track, artists in credits.items():
            loader.credits(track, artists)
        roll_up(warehouse)
    by_parts = contents(warehouse)
    with warehouse.begin() as connection:
        connection.execute(text("truncate mart.track_week, mart.artist_week"))
    roll_up(warehouse, full=True)
    assert by_parts == contents(warehouse)
    roll_up(warehouse, full=True)
    assert by_parts == contents(warehouse), "rolled up once more, nothing changes"


def week_of(track: str, per_day: int) -> list[Point]:
    return [(track, "track_airplay_plays", "", date(2026, 11, 6) + timedelta(days=n), per_day) for n in range(7)]


def artist_sums(engine: Engine) -> dict[str, int]:
    query = text("select a.name, w.value from mart.artist_week w join core.artist a using (artist_id)")
    with engine.connect() as connection:
        return {row.name: row.value for row in connection.execute(query)}


def test_a_credit_that_comes_later_is_rolled_up(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    loader.readings(week_of("T1", 3))
    roll_up(warehouse)
    assert artist_sums(warehouse) == {}
    loader.credits("T1", ["A1"])
    roll_up(warehouse)
    assert artist_sums(warehouse) == {"A1": 21}
    loader.credits("T1", ["A1", "A2"])
    roll_up(warehouse)
    assert artist_sums(warehouse) == {"A1": 21, "A2": 21}


def test_a_credit_that_goes_takes_its_sum_along(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    loader.readings(week_of("T1", 3) + week_of("T2", 1))
    loader.credits("T1", ["A1", "A2"])
    loader.credits("T2", ["A2"])
    roll_up(warehouse)
    assert artist_sums(warehouse) == {"A1": 21, "A2": 28}
    loader.credits("T1", ["A2"])
    roll_up(warehouse)
    assert artist_sums(warehouse) == {"A2": 28}
    loader.credits("T2", ["A1"])
    roll_up(warehouse)
    assert artist_sums(warehouse) == {"A1": 7, "A2": 21}


def test_a_restated_day_is_rolled_up_again(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    loader.credits("T1", ["A1"])
    loader.readings(week_of("T1", 3))
    roll_up(warehouse)
    loader.readings([("T1", "track_airplay_plays", "", date(2026, 11, 8), 10)])
    assert artist_sums(warehouse) == {"A1": 21}, "not before the rollup"
    roll_up(warehouse)
    assert artist_sums(warehouse) == {"A1": 28}


def test_without_marks_nothing_is_rolled_up(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    loader.readings(week_of("T1", 3))
    assert roll_up(warehouse).series == 1
    again = roll_up(warehouse)
    assert (again.series, again.track_weeks) == (0, 0)


def test_a_rollup_that_fails_leaves_marks_and_weeks(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    loader.readings(week_of("T1", 3))
    roll_up(warehouse)
    loader.readings([("T1", "track_airplay_plays", "", date(2026, 11, 8), 10)])
    before = contents(warehouse)
    with warehouse.begin() as connection:
        connection.execute(text("alter table mart.artist_week rename column value to worth"))
    with pytest.raises(ProgrammingError, match="value"):
        roll_up(warehouse)
    with warehouse.begin() as connection:
        connection.execute(text("alter table mart.artist_week rename column worth to value"))
        marks = connection.execute(text("select count(*) from ops.dirty_mark")).scalar()
    assert marks == 1
    assert contents(warehouse) == before
    roll_up(warehouse)
    assert contents(warehouse)["track_week"][0][3] == 28
