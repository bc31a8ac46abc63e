"""Sums by day, made by the rollup, follow everything that changes what they are of."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tasks.trends.rollup_store import roll_up
from tests.audience.conftest import AUDIENCE, BOTH_WAYS, COVERAGE, LEFT_OUT, Audience, every_day

STREAMS, PLAYS, VIEWS = "track_spotify_streams", "track_airplay_plays", "track_youtube_views"
ARTISTS = ["Ana", "Bo", "Cy"]
FIRST, DAYS = date(2026, 7, 20), 100


@pytest.fixture
def world(warehouse: Engine, tmp_path: Any) -> Audience:
    """Tracks of one, two and all artists; holes, a mirror, separate ids, readings before a release, one without any."""
    dice = random.Random(7)
    tracks = [
        {"name": f"T{number}", "artists": dice.sample(ARTISTS, 1 + number % 3), "release": FIRST - timedelta(days=9)}
        for number in range(8)
    ]
    tracks[5]["release"] = FIRST + timedelta(days=30)

    def values(*, grows: bool) -> list[int | None]:
        level, found = 1000, []
        for _ in range(DAYS):
            level += dice.randrange(50)
            found.append(None if dice.random() < 0.1 else level if grows else dice.randrange(50))
        return found

    readings: list[dict[str, Any]] = [
        {"of": track["name"], "metric": metric, "from": FIRST, "values": values(grows=metric != PLAYS)}
        for track in tracks[:7]
        for metric in (STREAMS, PLAYS, VIEWS)
    ]
    for track, metric in (("T1", STREAMS), ("T2", "track_tiktok_videos"), ("T2", "track_tiktok_videos")):
        series = {"of": track, "metric": metric, "id": f"other {len(readings)}", "from": FIRST}
        readings.append({**series, "values": values(grows=True)})
    made = Audience(warehouse, tmp_path)
    made.given(tracks=tracks, readings=readings)
    roll_up(warehouse)
    return made


def answers(audience: Audience, change: str) -> list[Any]:
    """What is told of artists alone and together over periods with edges everywhere, others for each change."""
    dice = random.Random(change)
    found: list[Any] = []
    for artists in (["Ana"], ["Bo", "Cy"], None):
        for _ in range(2):
            first = FIRST + timedelta(days=dice.randrange(-5, DAYS))
            period = (str(first), str(first + timedelta(days=dice.randrange(60))))
            for group_by in ("platform", "date"):
                found.append(audience.rows(AUDIENCE, *period, artists=artists, group_by=group_by))
            found.append(audience.rows(COVERAGE, *period, artists=artists))
            found.append(audience.rows(LEFT_OUT, *period, artists=artists))
    return found


def groups_used(audience: Audience, artists: list[str] | None = None) -> int:
    groups = (
        "select cardinality(core.audience_groups(core.audience_artists(:artists), core.audience_metrics(null), null))"
    )
    with audience.engine.connect() as connection:
        return connection.execute(text(groups), {"artists": artists}).scalar_one() or 0


def without_sums(audience: Audience, change: str) -> list[Any]:
    with audience.engine.begin() as connection:
        connection.execute(text("delete from core.audience_group"))
    return answers(audience, change)


LATE, LAST = FIRST - timedelta(days=8), FIRST + timedelta(days=DAYS)


def reading(on: date, metric: str) -> str:
    """One more reading of a track, which its next rollup is told of."""
    series = f"""from core.audience_series join core.metric using (metric_id) join core.track using (track_id)
                 where code = '{metric}' and track.name = 'T0'"""
    return f"""
        insert into core.audience_point (series_id, observed_on, value) select series_id, '{on}', 900 {series};
        insert into ops.dirty_mark (series_id, since_on) select series_id, '{on}' {series}
    """


CHANGES = {
    "nothing": "select 1",
    "a day comes": reading(LAST, STREAMS),
    "an early day comes late": reading(LATE, VIEWS),
    "days are restated": f"""
        update core.audience_point set value = value + 5 where observed_on > '2026-09-01' and series_id in (
            select series_id from core.audience_series join core.metric using (metric_id) where code = '{PLAYS}');
        insert into ops.dirty_mark (series_id, since_on)
        select series_id, '2026-09-02'
        from core.audience_series join core.metric using (metric_id) where code = '{PLAYS}'
    """,
    "tracks gain artists": """
        insert into core.track_artist (track_id, artist_id, credit_order)
        select t.track_id, a.artist_id, 9 from core.track t, core.artist a on conflict do nothing
    """,
    "tracks lose artists": "delete from core.track_artist where credit_order = 2",
    "ids that mirror come": f"""
        insert into core.audience_series (metric_id, track_id, identifier)
        select metric_id, track_id, 'new' from core.audience_series join core.metric using (metric_id)
        where identifier = '' and code = '{STREAMS}';
        insert into core.audience_point (series_id, observed_on, value)
        select series_id, '2026-09-05', 4000000 from core.audience_series where identifier = 'new'
    """,
    "releases are put off": "update core.track set release_on = '2026-08-30' where name in ('T0', 'T1')",
    "a series is gone": f"""
        delete from core.audience_point where series_id in (
            select series_id from core.audience_series
            join core.metric using (metric_id) join core.track using (track_id)
            where code = '{PLAYS}' and track.name = 'T2');
        delete from ops.dirty_mark where series_id not in (select series_id from core.audience_point);
        delete from core.audience_series where series_id not in (select series_id from core.audience_point)
    """,
    "series are of another track": """
        update core.audience_series set track_id = (select track_id from core.track where name = 'T7')
        where track_id = (select track_id from core.track where name = 'T3')
    """,
}


def make(audience: Audience, *changes: str) -> None:
    with audience.engine.begin() as connection:
        for change in changes:
            connection.exec_driver_sql(CHANGES[change])


@pytest.mark.parametrize("change", CHANGES)
def test_sums_tell_what_readings_tell(world: Audience, change: str) -> None:
    """Before the next rollup, which is not told of every change, and after it."""
    assert groups_used(world) > 0
    assert groups_used(world, ["Ana"]) > 0
    make(world, change)
    before = answers(world, change)
    roll_up(world.engine)
    after = answers(world, change)
    assert groups_used(world) > 0
    assert before == after == without_sums(world, change)


@pytest.mark.parametrize("seed", range(3))
def test_changes_in_any_order(world: Audience, seed: int) -> None:
    """With a rollup here and there: at any time sums tell what readings tell."""
    dice = random.Random(seed)
    for change in dice.sample(list(CHANGES), 5):
        make(world, change)
        if dice.random() < 0.5:
            roll_up(world.engine)
    told = answers(world, f"order {seed}")
    assert told == without_sums(world, f"order {seed}")


def test_sums_are_made_by_parts_as_at_once(world: Audience) -> None:
    make(world, "a day comes", "an early day comes late", "days are restated", "tracks lose artists")
    tables = {
        "month": "month_on, amounts, told_days, readings, gap_amount, gap_days",
        "gap": "series_id, first_on, last_on, amount, value",
        "series": "series_id, first_on, series_count, whole_on",
    }
    query = "select metric_id, artist_ids, {} from core.audience_group_{} join core.audience_group using (group_id)"

    def made() -> list[Any]:
        with world.engine.connect() as connection:
            return [
                connection.execute(text(f"{query.format(columns, table)} order by 1, 2, 3, 4")).all()
                for table, columns in tables.items()
            ]

    roll_up(world.engine)
    by_parts = made()
    with world.engine.begin() as connection:
        connection.execute(text("delete from core.audience_group"))
    roll_up(world.engine)
    assert by_parts == made()


@BOTH_WAYS
def test_a_question_reads_no_readings_of_what_is_summed(audience: Audience, spotify_track: Callable[..., None]) -> None:
    """Were readings read, the sum of a year would be another once they are gone."""
    spotify_track(**every_day("2026-09-01", 0, *[10] * 30))
    with audience.engine.begin() as connection:
        connection.execute(text("delete from core.audience_point where observed_on > '2026-09-01'"))
    expected = 300 if audience.is_summed else 10
    assert audience.total("2026-09-01", "2026-09-30", platforms=["spotify"]) == expected
