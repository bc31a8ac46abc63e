"""Benchmark audience: questions over millions of readings beside their plain sum, and the workbook."""

import statistics
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Engine, text

from db.errors import GroundswellError
from db.statements import statement
from flows.bench.ground import Ground, open_ground, vacuum
from flows.bench.stopwatch import seconds
from flows.bench.workers import run_workers
from tasks.audience.metrics import load_metrics
from tasks.audience.store import enter_metrics
from tasks.trends.rollup_store import roll_up

POINTS = 28_600_000
PLATFORMS, DAYS = 4, 715
TRACKS_OF_ARTIST, FEW, MANY = 50, 4, 200
LAST_ON = date(2026, 10, 31)
YEAR = {"from_on": date(2025, 11, 1), "to_on": LAST_ON}
WINDOW_DAYS = 30
# Millions of rows are entered without keys, which are made at once afterwards, and without a log: nobody keeps them.
BARE = (
    "alter table core.audience_point drop constraint fk_audience_point_series_id",
    "alter table core.audience_point drop constraint pk_audience_point",
    "alter table core.audience_point set unlogged",
)
KEYED = (
    "set local maintenance_work_mem = '512MB'",
    "alter table core.audience_point add constraint pk_audience_point"
    " primary key (series_id, observed_on) include (value)",
)
AUDIENCE = "select * from app.audience(cast(:called as text[]), null, :from_on, :to_on)"
COVERAGE = "select * from app.coverage(cast(:called as text[]), null, :from_on, :to_on)"
# The most they may take, in ms; of the workbook in s and MB.
TARGETS = {"artist_year_ms": 25, "artists_year_ms": 100, "coverage_ms": 60, "workbook_s": 5, "workbook_mb": 300}


def bench_audience(server_url: str, *, points: int = POINTS, runs: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Medians of several runs, in turn with the plain sum, and ``ratio`` of each question to it; a new warehouse."""
    tracks = points // (PLATFORMS * DAYS)
    if tracks < TRACKS_OF_ARTIST:
        least = TRACKS_OF_ARTIST * PLATFORMS * DAYS
        raise GroundswellError(f"{points:,} points are too few for one artist's tracks; give --points {least} or more.")
    say(f"{tracks:,} tracks on {PLATFORMS} platforms, {DAYS} days")
    with open_ground(server_url) as ground:
        fill(ground.engine, tracks, say)
        say("summed")
        sums_s = seconds(lambda: roll_up(ground.engine))
        vacuum(ground.engine)
        say("asked")
        with ground.engine.connect() as connection:
            artists = connection.execute(text("select artist_id from core.artist order by 1")).scalars().all()
            found = {
                "sums_s": round(sums_s, 1),
                "points": connection.execute(text("select count(*) from core.audience_point")).scalar_one(),
                **_measured(connection, "artist_year", AUDIENCE, artists[:1], runs),
                **_measured(connection, "artists_year", AUDIENCE, artists[:MANY], runs),
                **_measured(connection, "coverage", COVERAGE, artists[:1], runs),
                "artists": min(MANY, len(artists)),
            }
        say("written")
        return {**found, **_workbook(ground, artists[:FEW], runs), "targets": TARGETS}


def fill(engine: Engine, tracks: int, say: Callable[[str], None]) -> None:
    """Tracks of 50 to an artist and their readings, entered in the order in which they would come."""
    first_on = LAST_ON - timedelta(days=DAYS - 1)
    with engine.begin() as connection:
        connection.execute(statement("bench/roster_platforms"))
        enter_metrics(connection, load_metrics())
        connection.execute(statement("bench/audience_catalogue"), {"tracks": tracks, "first_on": first_on})
        for change in BARE:
            connection.execute(text(change))
    for begins in range(0, DAYS, WINDOW_DAYS):
        given = {"begins_on": first_on + timedelta(days=begins), "days": min(WINDOW_DAYS, DAYS - begins)}
        with engine.begin() as connection:
            connection.execute(statement("bench/audience_days"), {**given, "first_on": first_on})
        say(f"{min(begins + WINDOW_DAYS, DAYS)} of {DAYS} days entered")
    with engine.begin() as connection:
        for change in KEYED:
            connection.execute(text(change))
    vacuum(engine)


def _measured(connection: Connection, name: str, query: str, artists: Any, runs: int) -> dict[str, Any]:
    """Median ms of the question and of the plain sum, and their ratio; asked once before time is taken."""
    plain = statement("bench/audience_plain_sum")
    given = {**YEAR, "artists": list(artists), "called": [str(artist) for artist in artists]}
    asked: list[float] = []
    summed: list[float] = []
    for _ in range(runs + 1):  # in turns, so that whatever else the machine does slows both down
        asked.append(seconds(lambda: connection.execute(text(query), given).all()))
        summed.append(seconds(lambda: connection.execute(plain, given).all()))
    ours, theirs = statistics.median(asked[1:]), statistics.median(summed[1:])
    return {
        f"{name}_ms": round(1000 * ours, 1),
        f"{name}_plain_ms": round(1000 * theirs, 1),
        f"{name}_ratio": round(ours / theirs, 2),
    }


def _workbook(ground: Ground, artists: Any, runs: int) -> dict[str, Any]:
    """Median seconds and the most memory of a process that writes a year of four artists, day by day and track."""
    with TemporaryDirectory(prefix="groundswell-bench-") as folder:
        path = Path(folder) / "audience.xlsx"
        called = [str(artist) for artist in artists]
        days = {name: str(day) for name, day in YEAR.items()}
        job = {"job": "workbook", "path": str(path), "artists": called, **days}
        written = [run_workers(ground, job, 1)[0] for _ in range(runs)]
        return {
            "workbook_s": round(statistics.median(one["seconds"] for one in written), 2),
            "workbook_mb": round(max(one["peak_rss_mb"] for one in written), 1),
            "workbook_file_mb": round(path.stat().st_size / 1e6, 1),
            "workbook_rows": written[-1]["rows"],
        }
