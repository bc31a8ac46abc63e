"""Benchmark cascade: the daily flow's fetching over worlds of growing size, by one worker and by several."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from db.statements import statement
from flows.bench.ground import Ground, open_ground, serving, standin_stats
from flows.bench.workers import run_workers
from flows.run_context import SANDBOX_STATE
from flows.services.soundcharts_standin import chart_slugs
from tasks.cascade.store import find_orphans
from tasks.charts.schedule_store import add_schedule
from tasks.charts.schedules import Change
from tasks.limits.store import set_limit

SEED = 7
# As many artists to the tracks as the demo's world has.
TRACKS_AN_ARTIST = 160 / 60
# Rankings of a few weeks name most tracks of a world; one window of audience is one call for each series.
RANKING_DAYS, AUDIENCE_DAYS = 21, 90


@dataclass(frozen=True, slots=True)
class CascadeResult:
    """One size of the world and one number of workers. ``peak_rss_mb`` is of the largest worker."""

    tracks: int
    workers: int
    tracks_found: int
    seconds: float
    calls: int
    allowed_per_s: float
    achieved_per_s: float
    ratio: float
    throttled: int
    worst_second: int
    own_ms_per_call: float
    cpu_ms_per_call: float
    peak_rss_mb: float
    rows: int
    orphans: int


def bench_cascade(
    server_url: str, *, tracks: Sequence[int], workers: Sequence[int], rate: int, say: Callable[[str], None]
) -> list[CascadeResult]:
    """One result for each size and number of workers, each in a new warehouse. Raises GroundswellError."""
    results: list[CascadeResult] = []
    for number in workers:
        for size in tracks:
            say(f"{number} workers, {size} tracks")
            with open_ground(server_url) as ground:
                results.append(_run(ground, size, number, rate))
    return results


def _run(ground: Ground, tracks: int, workers: int, rate: int) -> CascadeResult:
    set_limit(ground.engine, "soundcharts", allowed_per_s=rate)
    with ground.engine.begin() as connection:
        connection.execute(statement("bench/history"), {"days": AUDIENCE_DAYS})
        for slug in chart_slugs(SEED):
            add_schedule(connection, slug, Change(audience_delay_s=0, history_days=RANKING_DAYS))
    artists = max(1, round(tracks / TRACKS_AN_ARTIST))
    options = ("--rate", str(rate), "--artists", str(artists), "--tracks", str(tracks))
    with serving(ground, options) as address:
        began = time.monotonic()
        synced = run_workers(ground, {"job": "sync"}, 1)
        sync_s = time.monotonic() - began
        found = run_workers(ground, {"job": "cascade"}, workers)
        stats = standin_stats(address)
    with ground.engine.connect() as connection:
        audience = connection.execute(statement("bench/audience_rate")).one()
    as_of = date.fromisoformat(ground.data_dir.read_state(SANDBOX_STATE)["end_on"])
    every = [*synced, *found]
    calls = sum(one["calls"] for one in every)
    return CascadeResult(
        tracks=tracks,
        workers=workers,
        tracks_found=audience.tracks,
        seconds=round(sync_s + max(one["seconds"] for one in found), 1),
        calls=stats["requests"],
        allowed_per_s=float(rate),
        achieved_per_s=round(audience.per_s, 2),
        ratio=round(audience.per_s / rate, 3),
        throttled=stats["throttled_earned"],
        worst_second=stats["worst_second"],
        own_ms_per_call=round(sum(one["own_ms"] for one in every) / calls, 2),
        cpu_ms_per_call=round(sum(one["cpu_s"] for one in every) * 1000 / calls, 2),
        peak_rss_mb=round(max(one["peak_rss_mb"] for one in found), 1),
        rows=sum(one["rows"] for one in found),
        orphans=len(find_orphans(ground.engine, as_of)),
    )


def headline(results: Sequence[CascadeResult]) -> dict[str, Any]:
    """The JSON object: the largest world with the most workers at the top, all under ``results``.

    ``rss_growth_mb``: how much larger a worker got from the smallest world to the largest, with the most workers.
    """
    most = max(result.workers for result in results)
    by_size = sorted((result for result in results if result.workers == most), key=lambda result: result.tracks)
    top = asdict(by_size[-1])
    names = ("allowed_per_s", "achieved_per_s", "ratio", "throttled", "workers", "own_ms_per_call", "peak_rss_mb")
    return {
        **{name: top[name] for name in names},
        "rss_growth_mb": round(by_size[-1].peak_rss_mb - by_size[0].peak_rss_mb, 1),
        "orphans": sum(result.orphans for result in results),
        "results": [asdict(result) for result in results],
    }
