"""Benchmark opening: each dashboard of a running Superset opened in Chromium, for the first time and again."""

import os
import shutil
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from db.datadir import DataDir
from db.errors import GroundswellError

if TYPE_CHECKING:
    from playwright.sync_api import Page

USER = "data"  # sees every dashboard
PASSWORD = "GROUNDSWELL_DATA_PASSWORD"  # noqa: S105 - the name of a variable
PATIENCE_MS = 120_000
# Milliseconds since the page was asked for, once every chart in sight shows something and none loads; null before.
SHOWN = """() => {
  const loads = '.loading, [data-test="loading-indicator"], .ant-spin-spinning';
  const drawn = ['canvas', 'table', 'svg', '.header-line'].map(kind => `.dashboard-chart ${kind}`).join(', ');
  const isInSight = box => box.height > 0 && box.top < innerHeight && box.bottom > 0;
  const holders = [...document.querySelectorAll('.dashboard-component-chart-holder')]
    .filter(holder => isInSight(holder.getBoundingClientRect()));
  const charts = holders.filter(holder => holder.querySelector('.chart-slice'));
  const isShown = chart => !chart.querySelector(loads) && chart.querySelector(drawn);
  return charts.length > 0 && charts.every(isShown) ? performance.now() : null;
}"""


@dataclass(frozen=True, slots=True)
class Opening:
    """Milliseconds from asking for a page to every chart in sight; ``again_ms``: median of later times."""

    dashboard: str
    first_ms: float
    again_ms: float


def bench_opening(data_dir: DataDir, *, runs: int, say: Callable[[str], None]) -> list[Opening]:
    """One result for each dashboard. Raises GroundswellError without a running Superset, Chromium or playwright."""
    from flows.services.names import SUPERSET as NAME
    from flows.services.processes import running
    from flows.services.superset_server import first_log_ins

    server = running(data_dir, NAME)
    if server is None:
        raise GroundswellError("Superset does not run for this data folder. Start it with: groundswell superset start")
    password = first_log_ins(data_dir).get(USER) or os.environ.get(PASSWORD)
    if not password:
        raise GroundswellError(f"Give the password of Superset's user {USER} in ${PASSWORD}.")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise GroundswellError("This benchmark needs playwright. Install it with: uv sync --group dev") from None
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise GroundswellError("This benchmark needs Chromium. On Debian: apt-get install chromium")
    with sync_playwright() as started, tempfile.TemporaryDirectory(prefix="groundswell-bench-") as profile:
        # kept in a folder, as people's browsers keep scripts they have read once
        context = started.chromium.launch_persistent_context(
            profile,
            executable_path=chromium,
            # to a browser that says it is driven by a program, Superset draws what lies below the screen as well
            args=["--no-sandbox", "--disable-gpu", "--disable-blink-features=AutomationControlled"],
            viewport={"width": 1440, "height": 900},
            base_url=f"http://127.0.0.1:{server.port}",
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        slugs = _enter(page, password)
        found = []
        for slug in slugs:
            say(slug)
            times = [_open(page, slug) for _ in range(1 + runs)]
            found.append(Opening(slug, times[0], round(statistics.median(times[1:]), 1)))
        context.close()
    return found


def headline(found: list[Opening]) -> dict[str, Any]:
    """The JSON object: the slowest at the top, and each."""
    return {
        "dashboards": len(found),
        "again_ms_median": round(statistics.median(each.again_ms for each in found), 1),
        "again_ms_most": max(each.again_ms for each in found),
        "results": [asdict(each) for each in found],
    }


def _enter(page: "Page", password: str) -> list[str]:
    """Log in; the dashboards there are."""
    page.goto("/login/")
    page.wait_for_load_state("networkidle")
    page.fill("#username", USER)
    page.fill("#password", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)
    listed: list[dict[str, Any]] = page.request.get("/api/v1/dashboard/").json()["result"]
    return sorted(str(board["slug"]) for board in listed if board["slug"])


def _open(page: "Page", slug: str) -> float:
    page.goto("about:blank")
    page.goto(f"/superset/dashboard/{slug}/", wait_until="commit")
    shown: float = page.wait_for_function(SHOWN).json_value()
    return round(shown, 1)
