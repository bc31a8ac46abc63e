"""Benchmark dashboards: every chart's query over a large roster, without and with Superset's cache."""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.errors import GroundswellError
from db.roles import drop_roles
from db.statements import statement
from db.week import last_complete_week, week_end
from flows.bench.ground import Ground, open_ground, vacuum
from flows.bench.rollup import hear, roll_up_heard
from flows.bench.roster import fill_roster

ROLLED_UP = 200  # artists the product rolls up; the rest are copies
TRACKS = 2
PLAYS_A_DAY, ARTISTS_A_LISTENER = 55, 1000
# An hour for the charts of the largest roster on a slow machine; a chart of its own ends far before.
PATIENCE_S = 3600


def bench_dashboards(
    server_url: str, *, artists: int, days: int, runs: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """The JSON object: medians and slowest of all charts, and a row for each. Raises GroundswellError."""
    copies = max(1, round(artists / ROLLED_UP))
    rolled_up = min(artists, ROLLED_UP)
    with open_ground(server_url) as ground:
        fill_roster(
            ground.engine,
            artists=rolled_up,
            copies=copies,
            tracks=TRACKS,
            days=days,
            last_on=week_end(last_complete_week(datetime.now(UTC).date())),
            say=say,
        )
        listeners, plays, tracks = max(1, artists // ARTISTS_A_LISTENER), PLAYS_A_DAY * days, max(120, 6 * artists)
        say(f"{listeners} listeners with {plays:,} plays each")
        with ground.engine.begin() as connection:
            connection.execute(statement("bench/rollup_catalogue"), {"tracks": tracks})
        for user in range(listeners):
            hear(ground.engine, user, plays, tracks)
        roll_up_heard(ground.engine, full=True)
        vacuum(ground.engine)
        say("Superset's database is made, then every chart is asked")
        try:
            rows = _checked(ground, runs)
        finally:
            drop_roles(ground.engine)
    return {"artists": rolled_up * copies, "days": days, "runs": runs, **headline(rows)}


def headline(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Charts, how many err or are empty, milliseconds, and the rows themselves, the slowest first."""
    by_time = sorted(rows, key=lambda row: -float(row["cold_ms"]))
    return {
        "charts": len(rows),
        "errors": sum(row["error"] is not None for row in rows),
        "empty": sum(row["rows"] == 0 for row in rows),
        "cold_ms_median": round(statistics.median(row["cold_ms"] for row in rows), 1),
        "cold_ms_most": by_time[0]["cold_ms"],
        "warm_ms_median": round(statistics.median(row["warm_ms"] for row in rows), 1),
        "warm_ms_most": max(row["warm_ms"] for row in rows),
        "results": by_time,
    }


def _checked(ground: Ground, runs: int) -> list[dict[str, Any]]:
    """What `groundswell superset check` says of the benchmark's warehouse."""
    done = subprocess.run(
        [Path(sys.executable).parent / "groundswell", "superset", "check", "--runs", str(runs), "--json"],
        env=ground.environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if not lines:
        raise GroundswellError(
            f"Superset could not be asked over the benchmark's warehouse: {done.stderr.strip()[-500:]}"
        )
    rows: list[dict[str, Any]] = json.loads(lines[-1])
    return rows
