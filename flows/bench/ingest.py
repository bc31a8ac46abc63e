"""Benchmark ingest: listening histories into the warehouse, against a bare COPY of the same rows."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from flows.bench.ground import Ground, open_ground
from flows.bench.ingest_copy import Values, copy_seconds, packed_rows
from flows.bench.ingest_files import user_rows, write_user
from flows.bench.workers import run_workers
from tasks.listening.loader import Loader
from tasks.listening.user_store import choose_user
from tasks.readers.history.archive import find_histories

ROWS_PER_USER = 100_000
LEAST_USERS = 2  # so that two processes have something to share
FILE_BYTES = 12 * 2**20
RESPLIT = 0.75  # of a file's size: the same rows again, in files of which none is like one before
# More rows would not be copied at another rate, only held in memory.
COPIED_ROWS = 500_000
COPIES = 3
UNCHANGED_RUNS = 7


@dataclass(frozen=True, slots=True)
class IngestResult:
    """One size. Rates are rows a second; dicts are by number of processes; ``ratio`` is ingest over copy."""

    rows: int
    users: int
    copy_rows_per_s: float
    ingest_rows_per_s: dict[str, float]
    ratio: dict[str, float]
    reload_inserted: int
    reload_ratio: float
    unchanged_file_ms: float
    peak_rss_mb: float


def bench_ingest(
    server_url: str, *, rows: Sequence[int], processes: Sequence[int], runs: int, say: Callable[[str], None]
) -> list[IngestResult]:
    """One result for each number of rows, each run in a new warehouse; medians of ``runs``. Raises GroundswellError."""
    return [_measure(server_url, number, processes, runs, say) for number in rows]


def _measure(
    server_url: str, rows: int, processes: Sequence[int], runs: int, say: Callable[[str], None]
) -> IngestResult:
    users = max(LEAST_USERS, rows // ROWS_PER_USER)
    with tempfile.TemporaryDirectory(prefix="groundswell-history-") as folder:
        say(f"{rows:,} rows of {users} users: writing files")
        first, again = Path(folder) / "first", Path(folder) / "again"
        written = sum(write_user(first, user, rows // users, FILE_BYTES) for user in range(users))
        largest = max(file.stat().st_size for file in first.rglob("*.json"))
        for user in range(users):
            write_user(again, user, rows // users, int(RESPLIT * largest))
        copied: list[float] = []
        rates: dict[str, float] = {}
        ratios: dict[str, float] = {}
        inserted, reloads, unchanged, peaks = 0.0, [], [], []
        for number in processes:
            found, compared = [], []
            for run in range(1, runs + 1):
                say(f"{rows:,} rows, {number} processes, run {run} of {runs}")
                with open_ground(server_url) as ground:
                    copied.append(_copy_rate(ground, users, rows // users))
                    loaded = _ingest(ground, first, Path(folder) / f"claims {number} {run}", number)
                    found.append(loaded["rate"])
                    compared.append(loaded["rate"] / copied[-1])
                    peaks.append(loaded["peak_rss_mb"])
                    if number == min(processes):
                        unchanged.append(_unchanged_ms(ground, first))
                        more = _ingest(ground, again, Path(folder) / f"claims again {number} {run}", number)
                        inserted += more["loaded"]
                        reloads.append(more["rate"] / loaded["rate"])
                        peaks.append(more["peak_rss_mb"])
            rates[str(number)] = round(statistics.median(found), 0)
            ratios[str(number)] = round(statistics.median(compared), 3)
    return IngestResult(
        rows=written,
        users=users,
        copy_rows_per_s=round(statistics.median(copied), 0),
        ingest_rows_per_s=rates,
        ratio=ratios,
        reload_inserted=int(inserted),
        reload_ratio=round(statistics.median(reloads), 2),
        unchanged_file_ms=round(statistics.median(unchanged), 1),
        peak_rss_mb=round(max(peaks), 1),
    )


def _copy_rate(ground: Ground, users: int, rows_per_user: int) -> float:
    """Rows a second of the bare COPY: the median of a few."""

    def rows() -> Iterator[tuple[int, Values]]:
        for user in range(users):
            for row in user_rows(user, rows_per_user):
                yield user, row

    number = min(COPIED_ROWS, users * rows_per_user)
    content = packed_rows(islice(rows(), number))
    return number / statistics.median(copy_seconds(ground.engine, content) for _ in range(COPIES))


def _ingest(ground: Ground, folder: Path, claims: Path, processes: int) -> dict[str, float]:
    claims.mkdir()
    found = run_workers(ground, {"job": "ingest", "folder": str(folder), "claims": str(claims)}, processes)
    took_s = max(one["ended"] for one in found) - min(one["began"] for one in found)
    return {
        "rate": sum(one["read"] for one in found) / took_s,
        "loaded": sum(one["loaded"] for one in found),
        "peak_rss_mb": max(one["peak_rss_mb"] for one in found),
    }


def _unchanged_ms(ground: Ground, folder: Path) -> float:
    """Milliseconds for a file that was loaded before, hash and all."""
    below = min(folder.iterdir())
    file = find_histories(below).files[0]
    times = []
    with Loader(ground.engine, choose_user(ground.engine, below.name, None), date.max) as loader:
        for _ in range(UNCHANGED_RUNS):
            began = time.monotonic()
            assert loader.load(file).state == "known"
            times.append(1000 * (time.monotonic() - began))
    return statistics.median(times)


def headline(results: Sequence[IngestResult]) -> dict[str, Any]:
    """The JSON object: the largest size at the top, and what a row costs there over what it costs in the smallest."""
    by_size = sorted(results, key=lambda result: result.rows)
    least = min(by_size[0].ingest_rows_per_s, key=int)
    growth = by_size[0].ingest_rows_per_s[least] / by_size[-1].ingest_rows_per_s[least]
    return {
        **asdict(by_size[-1]),
        "cost_growth": round(growth, 2),
        "results": [asdict(result) for result in by_size],
    }
