"""A lap of benchmark readers: a dashboard opened again and again while /health is asked ten times a second."""

import statistics
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import httpx

from flows.bench.reader import Reader

AT_ONCE = 6  # what a browser asks at once
PROBE_EVERY_S = 0.1
PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Lap:
    """Milliseconds of /health, of a dashboard's charts that came, asked without cache, and of all its charts together.

    ``statuses``: of all charts that were asked for.
    """

    health_ms: list[float] = field(default_factory=list)
    charts_ms: list[float] = field(default_factory=list)
    openings_ms: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def figures(self) -> dict[str, Any]:
        return {
            **_spread("health", self.health_ms),
            **_spread("charts", self.charts_ms),
            **_spread("opening", self.openings_ms),
            "openings": len(self.openings_ms),
            "charts": self.statuses.total(),
            "charts_came": len(self.charts_ms),
            "chart_statuses": {str(status): times for status, times in sorted(self.statuses.items())},
        }


def run_lap(address: str, reader: Reader, board: str, seconds: float) -> Lap:
    """Openings of the dashboard one after the other; the last begins before ``seconds`` are over."""
    lap, until = Lap(), time.monotonic() + seconds
    probing = Thread(target=_probe, args=(address, lap, until))
    probing.start()
    charts = [chart["id"] for chart in reader.get(f"/api/v1/dashboard/{board}/charts").json()["result"]]

    def ask(number: int) -> None:
        began = time.monotonic()
        status = reader.get(f"/api/v1/chart/{number}/data/?force=true").status_code
        lap.statuses[status] += 1
        if status == 200:
            lap.charts_ms.append(_since(began))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        while time.monotonic() < until:
            began = time.monotonic()
            list(pool.map(ask, charts))
            lap.openings_ms.append(_since(began))
    probing.join()
    return lap


def ratio(values: Sequence[float], others: Sequence[float]) -> float | None:
    """Of their medians; None where nothing came."""
    return round(statistics.median(values) / statistics.median(others), 2) if values and others else None


def _probe(address: str, lap: Lap, until: float) -> None:
    limits = httpx.Limits(max_keepalive_connections=0)  # as who watches a server asks, each time anew
    with httpx.Client(timeout=PATIENCE_S, trust_env=False, limits=limits) as http:
        while time.monotonic() < until:
            began = time.monotonic()
            http.get(f"{address}/health").raise_for_status()
            lap.health_ms.append(_since(began))
            time.sleep(PROBE_EVERY_S)


def _spread(name: str, values: Sequence[float]) -> dict[str, float | None]:
    """Median, 95th percentile and most; None where nothing came."""
    inner = sorted(values)
    return {
        f"{name}_ms_median": round(statistics.median(inner), 1) if inner else None,
        f"{name}_ms_p95": inner[min(len(inner) - 1, int(len(inner) * 0.95))] if inner else None,
        f"{name}_ms_most": inner[-1] if inner else None,
    }


def _since(began: float) -> float:
    return round((time.monotonic() - began) * 1000, 1)
