"""What a provider restates replaces what was known, and what was known is kept; what it repeats touches nothing."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from tests.sql.loads import Loader, Point
from tests.warehouse.queued import run_sql

MONDAY, TUESDAY = date(2026, 11, 9), date(2026, 11, 10)


def streams(day: date, value: int, identifier: str = "a") -> Point:
    return ("T1", "track_spotify_streams", identifier, day, value)


def revisions(engine: Engine) -> list[Any]:
    return run_sql(engine, "select observed_on, value from core.audience_revision order by revision_id")


def points(engine: Engine) -> list[Any]:
    return run_sql(engine, "select observed_on, value from core.audience_point order by series_id, observed_on")


def test_first_readings_are_new_and_marked_from_their_first_day(warehouse: Engine) -> None:
    assert Loader(warehouse).readings([streams(TUESDAY, 110), streams(MONDAY, 100)]) == 2
    assert points(warehouse) == [(MONDAY, 100), (TUESDAY, 110)]
    assert revisions(warehouse) == []
    assert run_sql(warehouse, "select since_on from ops.dirty_mark") == [(MONDAY,)]


def test_a_restated_value_keeps_the_old_one(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    loader.readings([streams(MONDAY, 100), streams(TUESDAY, 110)])
    run_sql(warehouse, "delete from ops.dirty_mark")
    assert loader.readings([streams(MONDAY, 100), streams(TUESDAY, 95)]) == 1
    assert points(warehouse) == [(MONDAY, 100), (TUESDAY, 95)]
    assert revisions(warehouse) == [(TUESDAY, 110)]
    assert run_sql(warehouse, "select since_on from ops.dirty_mark") == [(TUESDAY,)]


def test_known_from_and_until_join_without_a_gap(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    for value in (100, 95, 97):
        loader.readings([streams(MONDAY, value)])
    ((first_until, second_from, second_until, now_from),) = run_sql(
        warehouse,
        """
        select max(known_until) filter (where value = 100), max(known_from) filter (where value = 95),
               max(known_until) filter (where value = 95), (select loaded_at from core.audience_point)
        from core.audience_revision
        """,
    )
    assert first_until == second_from
    assert second_until == now_from
    assert revisions(warehouse) == [(MONDAY, 100), (MONDAY, 95)]


def test_an_equal_value_touches_nothing(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    loader.readings([streams(MONDAY, 100)])
    run_sql(warehouse, "delete from ops.dirty_mark")
    before = run_sql(warehouse, "select xmin::text, loaded_at from core.audience_point")
    assert loader.readings([streams(MONDAY, 100)]) == 0
    assert run_sql(warehouse, "select xmin::text, loaded_at from core.audience_point") == before
    assert revisions(warehouse) == []
    assert run_sql(warehouse, "select from ops.dirty_mark") == []


def test_a_day_given_twice_is_known_as_it_was_last_given(warehouse: Engine) -> None:
    assert Loader(warehouse).readings([streams(MONDAY, 100), streams(MONDAY, 105)]) == 1
    assert points(warehouse) == [(MONDAY, 105)]
    assert revisions(warehouse) == []


def test_a_zero_and_a_fall_are_values_like_others(warehouse: Engine) -> None:
    loader = Loader(warehouse)
    loader.readings([streams(MONDAY, 0)])
    loader.readings([streams(MONDAY, 5)])
    loader.readings([streams(MONDAY, 0)])
    assert points(warehouse) == [(MONDAY, 0)]
    assert revisions(warehouse) == [(MONDAY, 0), (MONDAY, 5)]


def test_ids_metrics_and_entities_are_lines_of_their_own(warehouse: Engine) -> None:
    Loader(warehouse).readings(
        [
            streams(MONDAY, 100),
            streams(MONDAY, 90, "b"),
            ("T1", "track_shazam_count", "a", MONDAY, 7),
            ("T2", "track_spotify_streams", "a", MONDAY, 3),
            ("A1", "artist_spotify_followers", "", MONDAY, 4),
        ]
    )
    lines = run_sql(
        warehouse,
        """
        select coalesce(t.name, a.name), m.code, s.identifier, p.value
        from core.audience_series s
        join core.metric m using (metric_id)
        join core.audience_point p using (series_id)
        left join core.track t using (track_id)
        left join core.artist a on a.artist_id = s.artist_id
        order by 1, 2, 3
        """,
    )
    assert lines == [
        ("A1", "artist_spotify_followers", "", 4),
        ("T1", "track_shazam_count", "a", 7),
        ("T1", "track_spotify_streams", "a", 100),
        ("T1", "track_spotify_streams", "b", 90),
        ("T2", "track_spotify_streams", "a", 3),
    ]
