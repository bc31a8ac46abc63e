"""Benchmark limits: share of a strict provider's rate that client and gate use, and what they cost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from flows.bench.ground import Ground, open_ground, serving, standin_stats
from flows.bench.workers import run_workers
from sandbox.world import make_world
from tasks.limits.store import set_limit
from tasks.providers.soundcharts import PROVIDER

# A world no larger than needed: its songs are only asked for.
SEED, ARTISTS, TRACKS = 7, 10, 20


@dataclass(frozen=True, slots=True)
class LimitsResult:
    """One number of workers. Medians over the runs, but all throttles and the worst second of any run."""

    workers: int
    threads: int
    allowed_per_s: float
    achieved_per_s: float
    ratio: float
    throttled: int
    worst_second: int
    own_ms_per_call: float
    cpu_ms_per_call: float
    peak_rss_mb: float
    calls: int
    runs: int


def bench_limits(
    server_url: str, *, rate: int, seconds: float, workers: Sequence[int], runs: int, say: Callable[[str], None]
) -> list[LimitsResult]:
    """One result for each number of workers. Raises GroundswellError when something is in the way."""
    songs = [track.uuid for track in make_world(SEED, ARTISTS, TRACKS).tracks if not track.is_deleted]
    job = {"job": "limits", "seconds": seconds, "songs": songs}
    results: list[LimitsResult] = []
    with open_ground(server_url) as ground:
        set_limit(ground.engine, "soundcharts", allowed_per_s=rate, no_budget=True)
        for number in workers:
            found = []
            for run in range(1, runs + 1):
                say(f"{number} workers, run {run} of {runs}")
                found.append(_run(ground, job, rate, number))
            results.append(_summary(found, number, rate))
    return results


def _run(ground: Ground, job: Mapping[str, Any], rate: int, workers: int) -> dict[str, float]:
    """One run against a fresh stand-in, whose book starts empty."""
    options = ("--rate", str(rate), "--artists", str(ARTISTS), "--tracks", str(TRACKS))
    with serving(ground, options) as address:
        found = run_workers(ground, job, workers)
        stats = standin_stats(address)
    calls, answered = sum(one["calls"] for one in found), sum(one["answered"] for one in found)
    took_s = max(one["last_at"] for one in found) - min(one["first_at"] for one in found)
    return {
        "achieved_per_s": (answered - 1) / took_s if took_s else 0.0,
        "throttled": stats["throttled_earned"],
        "worst_second": stats["worst_second"],
        "own_ms_per_call": sum(one["own_ms"] for one in found) / calls,
        "cpu_ms_per_call": sum(one["cpu_s"] for one in found) * 1000 / calls,
        "peak_rss_mb": max(one["peak_rss_mb"] for one in found),
        "calls": calls,
    }


def _summary(runs: Sequence[Mapping[str, float]], workers: int, rate: int) -> LimitsResult:
    def middle(name: str, digits: int = 2) -> float:
        return round(median(run[name] for run in runs), digits)

    achieved = middle("achieved_per_s")
    return LimitsResult(
        workers=workers,
        threads=PROVIDER.parallel,
        allowed_per_s=float(rate),
        achieved_per_s=achieved,
        ratio=round(achieved / rate, 3),
        throttled=int(sum(run["throttled"] for run in runs)),
        worst_second=int(max(run["worst_second"] for run in runs)),
        own_ms_per_call=middle("own_ms_per_call"),
        cpu_ms_per_call=middle("cpu_ms_per_call"),
        peak_rss_mb=middle("peak_rss_mb", 1),
        calls=int(sum(run["calls"] for run in runs)),
        runs=len(runs),
    )


def headline(results: Sequence[LimitsResult]) -> dict[str, Any]:
    """The JSON object: the figures of the most workers at the top, all under ``results``."""
    most = asdict(max(results, key=lambda result: result.workers))
    names = ("allowed_per_s", "achieved_per_s", "ratio", "throttled", "workers", "own_ms_per_call", "peak_rss_mb")
    return {**{name: most[name] for name in names}, "results": [asdict(result) for result in results]}
