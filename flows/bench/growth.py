"""Benchmark growth: the figures of a day of a large roster, and one run of it over what is there already."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import text

from db.statements import statement
from flows.bench.ground import open_ground, vacuum
from flows.bench.stopwatch import seconds
from tasks.audience.metrics import load_metrics
from tasks.audience.store import enter_metrics
from tasks.growth.dashboard_store import read_quick
from tasks.growth.rollup_store import roll_up_growth

DAY = date(2026, 11, 19)
TARGET_S = 60  # of 10,000 artists


def bench_growth(server_url: str, *, artists: int, days: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Seconds of a day's figures at first and built anew, and of the one-row summary; a new warehouse."""
    with open_ground(server_url) as ground:
        with ground.engine.begin() as connection:
            connection.execute(statement("bench/roster_platforms"))
            enter_metrics(connection, load_metrics())
            given = {"artists": artists, "days": days, "day": DAY}
            for part in statement("bench/growth_catalogue").text.split(";\n"):
                if part.strip():
                    connection.execute(text(part), given)
        vacuum(ground.engine)
        say(f"{artists:,} artists with {days} days entered")
        first_s = seconds(lambda: roll_up_growth(ground.engine, DAY))
        again_s = seconds(lambda: roll_up_growth(ground.engine, DAY))
        quick_s = seconds(lambda: read_quick(ground.engine))
        measured = roll_up_growth(ground.engine, DAY)
    return {
        "artists": measured.artists,
        "scored": measured.scored,
        "day_s": round(first_s, 2),
        "again_s": round(again_s, 2),
        "ms_an_artist": round(1000 * first_s / artists, 3),
        "quick_ms": round(1000 * quick_s, 1),
        "target_s": TARGET_S,
    }
