"""One day missing changes no tier: of all songs, or of one artist's, in the newest week of any of six Mondays."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy
from sqlalchemy import Engine, text

from db.engine import make_engine
from tasks.trends.rollup_store import replayed
from tests.trends.by_hand import STREAMS, Row
from tests.trends.conftest import Planted
from tests.trends.drops import DAY, WEEK, monday

TIERS = """
    select a.artist_id_spotify as artist, m.code as metric, b.tier, b.ratio, b.expected_ratio_low, b.extra, b.this_week,
           b.last_week, b.days_matched, b.z, b.p_value, b.is_significant, b.reason, b.data_flag
    from badge b join core.metric m using (metric_id) join core.artist a using (artist_id)
    where b.week_on = :week and b.track_id is null
"""
OF_SONGS = """
    series_id in (
        select s.series_id from core.audience_series s
        join core.metric m using (metric_id) join core.track t using (track_id)
        where m.code = :metric and t.song_id_luminate = any(:songs)
    ) and observed_on = :day
"""
Tiers = dict[tuple[str, str], Row]


@pytest.fixture(scope="module")
def copy(planted: Planted) -> Iterator[Engine]:
    """The planted warehouse once more, to take days away from."""
    planted.engine.dispose()
    name = f"{sqlalchemy.make_url(planted.url).database}_copy"
    server = make_engine(sqlalchemy.make_url(planted.url).set(database="postgres").render_as_string(False))
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"create database {name} template {sqlalchemy.make_url(planted.url).database}"))
        engine = make_engine(sqlalchemy.make_url(planted.url).set(database=name).render_as_string(False))
        yield engine
        engine.dispose()
        connection.execute(text(f"drop database {name} with (force)"))
    server.dispose()


@pytest.fixture(scope="module")
def weeks(planted: Planted) -> list[date]:
    return planted.weeks[-6:]


@pytest.fixture(scope="module")
def as_told(planted: Planted, copy: Engine, weeks: list[date]) -> dict[date, Tiers]:
    return {week: tiers(planted, copy, week) for week in weeks}


def tiers(planted: Planted, engine: Engine, week: date) -> Tiers:
    """Badges of all artists' newest week on the Monday it is reported."""
    known_at = datetime.combine(monday(week), time(7), UTC)
    with replayed(engine, planted.weeks[0] - 2 * WEEK, known_at, is_backtest=True) as connection:
        found = connection.execute(text(TIERS), {"week": week}).mappings().all()
    return {(row["artist"], row["metric"]): dict(row) for row in found}


@contextmanager
def without(engine: Engine, songs: Sequence[int], day: date) -> Iterator[int]:
    """A day of some songs never came, for the time of the block; how many figures are gone."""
    given = {"metric": STREAMS, "songs": list(songs), "day": day}
    with engine.begin() as connection:
        connection.execute(text("create table public.kept_point (like core.audience_point)"))
        connection.execute(text("create table public.kept_revision (like core.audience_revision)"))
        for kept, table in (("kept_point", "audience_point"), ("kept_revision", "audience_revision")):
            taken = f"with gone as (delete from core.{table} where {OF_SONGS} returning *)"
            connection.execute(text(f"{taken} insert into public.{kept} select * from gone"), given)
        count = connection.execute(text("select count(*) from public.kept_point")).scalar_one()
    yield count
    with engine.begin() as connection:
        for kept, table in (("kept_point", "audience_point"), ("kept_revision", "audience_revision")):
            connection.execute(text(f"insert into core.{table} overriding system value select * from public.{kept}"))
            connection.execute(text(f"drop table public.{kept}"))


def changed(before: Tiers, after: Tiers) -> list[str]:
    """What a reader must know of each tier that is another one now."""
    nothing: Row = {"tier": None}
    return [
        f"{place}: {was['tier']} -> {now['tier']}\n  before {was}\n  after  {now}"
        for place in sorted(before.keys() | after.keys())
        for was, now in [(before.get(place, nothing), after.get(place, nothing))]
        if was["tier"] != now["tier"]
    ]


def test_a_day_missing_of_all_songs_changes_no_tier(
    planted: Planted, copy: Engine, weeks: list[date], as_told: dict[date, Tiers]
) -> None:
    roll, odd = random.Random(5), []
    for week in weeks:
        day = week + roll.randrange(7) * DAY
        with without(copy, list(planted.drops.said), day) as count:
            assert count > 60
            found = tiers(planted, copy, week)
        matched = {row["days_matched"] for place, row in found.items() if place[1] == STREAMS}
        assert 6 in matched
        odd += [f"{week}, {day:%A} {day} missing, {told}" for told in changed(as_told[week], found)]
    assert odd == [], "\n".join(odd)


def test_a_day_missing_of_one_artist_or_song_changes_no_tier(
    planted: Planted, copy: Engine, weeks: list[date], as_told: dict[date, Tiers]
) -> None:
    """Of the artist who stands out most in each week, all songs or one of them."""
    roll, odd = random.Random(6), []
    for place, week in enumerate(weeks):
        told = [(row["z"] or 0, artist) for (artist, metric), row in as_told[week].items() if metric == STREAMS]
        artist, day = max(told)[1], week + roll.randrange(7) * DAY
        songs = sorted(planted.drops.songs(artist))
        with without(copy, songs if place % 2 else [roll.choice(songs)], day) as count:
            assert count
            found = tiers(planted, copy, week)
        odd += [f"{week}, {artist} without {day:%A} {day}, {each}" for each in changed(as_told[week], found)]
    assert odd == [], "\n".join(odd)


def test_the_weeks_chosen_have_badges_to_lose(as_told: dict[date, Tiers]) -> None:
    told = [row["tier"] for week in as_told.values() for row in week.values()]
    assert {"confirmed", "raw only", None} <= set(told)
