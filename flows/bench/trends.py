"""Benchmark trends: weeks, badges and bridges over growing rosters, after one new day, and one artist's dashboard."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, text

from db.statements import statement
from flows.bench.ground import open_ground, vacuum
from flows.bench.stopwatch import seconds
from tasks.trends.rollup_store import roll_up

LAST_ON = date(2026, 11, 12)  # a Thursday: the history ends with a whole week
NEW_DAYS = 3
QUERIES = 40
# Checking each of millions of rows against its series takes longer than all that is measured.
FOREIGN_KEY = "fk_audience_point_series_id"


@dataclass(frozen=True, slots=True)
class TrendsResult:
    """One size of roster. Refresh and queries are medians; ``refresh_ratio`` is refresh over full rebuild."""

    artists: int
    tracks_per_artist: int
    days: int
    readings: int
    full_s: float
    full_ms_per_artist: float
    refresh_s: float
    refresh_ratio: float
    trend_query_ms: float
    daily_query_ms: float
    artist_weeks: int
    badges: int


def bench_trends(
    server_url: str, *, artists: Sequence[int], tracks: int, days: int, say: Callable[[str], None]
) -> list[TrendsResult]:
    """One result for each number of artists, each in a new warehouse. Raises GroundswellError."""
    results: list[TrendsResult] = []
    for number in artists:
        say(f"{number:,} artists, {tracks} tracks each, {days} days")
        with open_ground(server_url) as ground:
            fill(ground.engine, number, tracks, days)
            results.append(_measure(ground.engine, number, tracks, days))
    return results


def fill(engine: Engine, artists: int, tracks: int, days: int, last_on: date = LAST_ON) -> None:
    """A roster with confirmed cards and its daily streams, entered in the order in which they would come."""
    first_on = last_on - timedelta(days=days - 1)
    with engine.begin() as connection:
        given = {"artists": artists, "tracks": tracks, "first_on": first_on}
        connection.execute(statement("bench/trends_catalogue"), given)
        connection.execute(text(f"alter table core.audience_point drop constraint {FOREIGN_KEY}"))
        _deliver(connection, tracks, first_on, last_on)
    vacuum(engine)


def _deliver(connection: Connection, tracks: int, first_on: date, last_on: date) -> None:
    connection.execute(statement("bench/trends_days"), {"tracks": tracks, "first_on": first_on, "last_on": last_on})


def _measure(engine: Engine, artists: int, tracks: int, days: int) -> TrendsResult:
    full_s = seconds(lambda: roll_up(engine, full=True))
    vacuum(engine)
    refreshes = []
    for later in range(1, NEW_DAYS + 1):
        day = LAST_ON + timedelta(days=later)
        with engine.begin() as connection:
            _deliver(connection, tracks, day, day)
            connection.execute(statement("bench/trends_marks"), {"day": day})
        refreshes.append(seconds(lambda: roll_up(engine)))
    vacuum(engine)
    with engine.connect() as connection:
        ids = connection.execute(statement("bench/trends_artists"), {"number": QUERIES}).scalars().all()
        trend = [seconds(partial(_read, connection, "bench/trends_dashboard", one)) for one in ids]
        lines = [seconds(partial(_read, connection, "bench/trends_daily", one)) for one in ids]
        counted = connection.execute(statement("bench/trends_counted")).one()
    refresh_s = statistics.median(refreshes)
    return TrendsResult(
        artists=artists,
        tracks_per_artist=tracks,
        days=days,
        readings=artists * tracks * days,
        full_s=round(full_s, 2),
        full_ms_per_artist=round(1000 * full_s / artists, 2),
        refresh_s=round(refresh_s, 3),
        refresh_ratio=round(refresh_s / full_s, 4),
        trend_query_ms=round(1000 * statistics.median(trend), 1),
        daily_query_ms=round(1000 * statistics.median(lines), 1),
        artist_weeks=counted.artist_weeks,
        badges=counted.badges,
    )


def _read(connection: Connection, name: str, artist_id: int) -> None:
    connection.execute(statement(name), {"artist_id": artist_id}).all()


def headline(results: Sequence[TrendsResult]) -> dict[str, Any]:
    """The JSON object: the largest roster at the top, ``cost_growth`` of an artist from the smallest roster to it."""
    by_size = sorted(results, key=lambda result: result.artists)
    top = asdict(by_size[-1])
    names = ("artists", "tracks_per_artist", "days", "full_ms_per_artist", "refresh_ratio")
    return {
        **{name: top[name] for name in names},
        "cost_growth": round(by_size[-1].full_ms_per_artist / by_size[0].full_ms_per_artist, 2),
        "trend_query_ms": top["trend_query_ms"],
        "daily_query_ms": top["daily_query_ms"],
        "results": [asdict(result) for result in by_size],
    }
