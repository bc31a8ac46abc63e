"""Benchmark readers: how soon Superset answers while many people ask heavy questions, against when nobody does.

The heavy question is one that would never end: it holds its place until the role's time limit ends it, and a processor
meanwhile.
"""

import json
import secrets
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx

from db.errors import GroundswellError
from db.roles import drop_roles
from db.scopes import drop_scope_logins
from db.week import last_complete_week, week_end
from flows.bench.ground import Ground, open_ground
from flows.bench.reader import Reader
from flows.bench.roster import fill_roster
from flows.services.processes import free_port
from flows.services.superset_server import first_log_ins, stop_superset

ARTISTS, TRACKS, DAYS = 100, 2, 120
HEAVY = "select count(*) from generate_series(1, 100000000000) a"
BOARD = "label-overview"
AT_ONCE = 6  # what a browser asks at once
PROBE_EVERY_S = 0.1
PATIENCE_S = 900


@dataclass(frozen=True, slots=True)
class Lap:
    """Milliseconds of /health and of a dashboard's charts, asked again and again without cache, and their statuses."""

    health_ms: list[float] = field(default_factory=list)
    charts_ms: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def figures(self) -> dict[str, Any]:
        return {
            "health_ms_median": round(statistics.median(self.health_ms), 1),
            "health_ms_most": max(self.health_ms),
            "charts_ms_median": round(statistics.median(self.charts_ms), 1),
            "charts_ms_most": max(self.charts_ms),
            "charts": len(self.charts_ms),
            "chart_statuses": {str(status): times for status, times in sorted(self.statuses.items())},
        }


def bench_readers(server_url: str, *, readers: int, seconds: float, say: Callable[[str], None]) -> dict[str, Any]:
    """The JSON object: both laps, their ratios, and what became of the heavy questions. Raises GroundswellError."""
    with open_ground(server_url) as ground:
        last_on = week_end(last_complete_week(datetime.now(UTC).date()))
        fill_roster(ground.engine, artists=ARTISTS, copies=1, tracks=TRACKS, days=DAYS, last_on=last_on, say=say)
        with _superset(ground, say) as address, ExitStack() as everybody:
            light, heavy = _people(ground, address, readers, say)
            for reader in (light, *heavy):
                everybody.callback(reader.close)
            say("Nobody else asks")
            quiet = _lap(address, light, seconds)
            say(f"{readers} people ask heavy questions")
            with _asking(heavy) as became:
                time.sleep(2)
                busy = _lap(address, light, seconds)
    return {
        "readers": readers,
        "seconds": seconds,
        "quiet": quiet.figures(),
        "busy": busy.figures(),
        "health_ratio": round(statistics.median(busy.health_ms) / statistics.median(quiet.health_ms), 2),
        "charts_ratio": round(statistics.median(busy.charts_ms) / statistics.median(quiet.charts_ms), 2),
        "heavy_statuses": {str(status): times for status, times in sorted(became.items())},
    }


@contextmanager
def _superset(ground: Ground, say: Callable[[str], None]) -> Iterator[str]:
    """Superset over the ground, ended with its roles; its address."""
    say("Superset's database is made")
    try:
        done = subprocess.run(
            [Path(sys.executable).parent / "groundswell", "superset", "start", "--port", str(free_port(0)), "--json"],
            env=ground.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        if done.returncode != 0:
            raise GroundswellError(f"Superset does not start over the benchmark: {done.stderr.strip()[-500:]}")
        yield json.loads(done.stdout.strip().splitlines()[-1])["url"]
    finally:
        stop_superset(ground.data_dir)
        drop_scope_logins(ground.engine)
        drop_roles(ground.engine)


def _people(ground: Ground, address: str, readers: int, say: Callable[[str], None]) -> tuple[Reader, list[Reader]]:
    """One who opens the dashboard, and so many analysts, each with a log-in."""
    say("People log in, twenty a minute")
    passwords = first_log_ins(ground.data_dir)
    admin = Reader.log_in(address, "admin", passwords["admin"])
    roles = admin.get("/api/v1/security/roles/?q=(page_size:200)").json()["result"]
    [analyst] = [role["id"] for role in roles if role["name"] == "Analyst"]
    password = secrets.token_urlsafe(15)
    for number in range(readers):
        name = f"reader{number}"
        person = {"username": name, "first_name": name, "last_name": name, "email": f"{name}@groundswell.invalid"}
        admin.made("/api/v1/security/users/", {**person, "active": True, "roles": [analyst], "password": password})
    admin.close()
    light = Reader.log_in(address, "data", passwords["data"])
    return light, [Reader.log_in(address, f"reader{number}", password) for number in range(readers)]


def _lap(address: str, light: Reader, seconds: float) -> Lap:
    lap, until = Lap(), time.monotonic() + seconds
    probing = Thread(target=_probe, args=(address, lap, until))
    probing.start()
    charts = [chart["id"] for chart in light.get(f"/api/v1/dashboard/{BOARD}/charts").json()["result"]]

    def ask(number: int) -> None:
        if time.monotonic() < until:
            began = time.monotonic()
            lap.statuses[light.get(f"/api/v1/chart/{number}/data/?force=true").status_code] += 1
            lap.charts_ms.append(_since(began))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        while time.monotonic() < until:
            list(pool.map(ask, charts))
    probing.join()
    return lap


def _probe(address: str, lap: Lap, until: float) -> None:
    while time.monotonic() < until:
        began = time.monotonic()
        httpx.get(f"{address}/health", timeout=PATIENCE_S, trust_env=False).raise_for_status()
        lap.health_ms.append(_since(began))
        time.sleep(PROBE_EVERY_S)


@contextmanager
def _asking(readers: list[Reader]) -> Iterator[Counter[int]]:
    """Every reader asks one heavy question after the other; how often each status came."""
    became: Counter[int] = Counter()
    is_over = Event()

    def ask(reader: Reader) -> None:
        warehouse = reader.get("/api/v1/database/").json()["result"][0]["id"]
        while not is_over.is_set():
            answer = reader.post("/api/v1/sqllab/execute/", {"database_id": warehouse, "sql": HEAVY, "runAsync": False})
            became[answer.status_code] += 1
            is_over.wait(1)

    with ThreadPoolExecutor(len(readers)) as pool:
        asked = [pool.submit(ask, reader) for reader in readers]
        try:
            yield became
        finally:
            is_over.set()
    for each in asked:
        each.result()


def _since(began: float) -> float:
    return round((time.monotonic() - began) * 1000, 1)
