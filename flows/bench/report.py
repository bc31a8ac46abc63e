"""Benchmark report: from the notebook to the PDF, over rosters of several sizes."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.week import last_complete_week, week_end
from flows.bench.ground import open_ground
from flows.bench.roster import fill_roster
from tasks.report.render import render_report
from tasks.report.store import newest_closed_week

ROLLED_UP = 200  # artists the product rolls up; the rest are copies
TRACKS = 2


@dataclass(frozen=True, slots=True)
class ReportTime:
    """Seconds of the first report of a process and of the next, and what it weighs; no appendix has 0 bytes."""

    artists: int
    first_s: float
    next_s: float
    pdf_bytes: int
    appendix_bytes: int


def bench_report(server_url: str, *, artists: Sequence[int], days: int, say: Callable[[str], None]) -> list[ReportTime]:
    """Each roster in a database of its own, its newest week reported twice."""
    return [_measured(server_url, count, days, say) for count in artists]


def _measured(server_url: str, artists: int, days: int, say: Callable[[str], None]) -> ReportTime:
    copies, rolled_up = max(1, round(artists / ROLLED_UP)), min(artists, ROLLED_UP)
    last = last_complete_week(datetime.now(UTC).date())
    with open_ground(server_url) as ground, tempfile.TemporaryDirectory() as folder:
        fill_roster(
            ground.engine, artists=rolled_up, copies=copies, tracks=TRACKS, days=days, last_on=week_end(last), say=say
        )
        week = newest_closed_week(ground.engine) or last
        say(f"the week of {week} is reported")
        seconds = []
        for _ in range(2):
            begun = time.perf_counter()
            files = render_report(week, ground.url, Path(folder))
            seconds.append(round(time.perf_counter() - begun, 1))
        appendix = files.appendix.stat().st_size if files.appendix else 0
        return ReportTime(rolled_up * copies, seconds[0], seconds[1], files.pdf.stat().st_size, appendix)
