"""Benchmark readers: how soon Superset answers while many people ask heavy questions, against when nobody does.

Most heavy questions would never end: they hold a place until the role's time limit ends them, and a processor
meanwhile. Others have long answers.
"""

import json
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

import httpx

from db.errors import GroundswellError
from db.roles import drop_roles
from db.scopes import drop_scope_logins
from db.week import last_complete_week, week_end
from flows.bench.ground import Ground, open_ground
from flows.bench.reader import Reader
from flows.bench.reader_lap import ratio, run_lap
from flows.bench.roster import fill_roster
from flows.services.processes import free_port
from flows.services.superset_server import first_log_ins, stop_superset

ARTISTS, TRACKS, DAYS = 100, 2, 120
ENDLESS = "select count(*) from generate_series(1, 100000000000) a"
# readers ask one of these each, the first three times as often: without end, of many rows, of too many bytes
HEAVY = (
    *(ENDLESS, ENDLESS, ENDLESS),
    "select a, md5(a::text) b, a * 1.5 c, now() d from generate_series(1, 1000000) a",
    "select repeat('x', 1000000) a from generate_series(1, 100000) b",
)
BOARD = "label-overview"
NO_ANSWER = 0  # for a status: the reader's patience ended first
MOST_ROWS = 100_000  # SQL Lab gives no more
PATIENCE_S = 900


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
            quiet = run_lap(address, light, BOARD, seconds)
            say(f"{readers} people ask heavy questions")
            with _asking(heavy) as became:
                time.sleep(2)
                busy = run_lap(address, light, BOARD, seconds)
    return {
        "readers": readers,
        "seconds": seconds,
        "quiet": quiet.figures(),
        "busy": busy.figures(),
        "health_ratio": ratio(busy.health_ms, quiet.health_ms),
        "charts_ratio": ratio(busy.charts_ms, quiet.charts_ms),
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


@contextmanager
def _asking(readers: list[Reader]) -> Iterator[Counter[int]]:
    """Every reader asks one heavy question after the other; how often each status came."""
    became: Counter[int] = Counter()
    is_over = Event()

    def ask(reader: Reader, sql: str) -> None:
        warehouse = reader.get("/api/v1/database/").json()["result"][0]["id"]
        while not is_over.is_set():
            asked = {"database_id": warehouse, "sql": sql, "runAsync": False, "queryLimit": MOST_ROWS}
            try:
                became[reader.post("/api/v1/sqllab/execute/", asked).status_code] += 1
            except httpx.TimeoutException:
                became[NO_ANSWER] += 1
            is_over.wait(1)

    with ThreadPoolExecutor(len(readers)) as pool:
        asked = [pool.submit(ask, reader, sql) for reader, sql in zip(readers, cycle(HEAVY), strict=False)]
        try:
            yield became
        finally:
            is_over.set()
    for each in asked:
        each.result()
