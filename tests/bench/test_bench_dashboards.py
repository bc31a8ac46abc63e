"""bench dashboards runs at its smallest, leaves nothing behind, and has every chart of the files."""

from pathlib import Path

import pytest
from test_bench import bench, check_types

ASSETS = Path(__file__).parents[2] / "superset/assets"
PROMISED = {
    "artists": int,
    "days": int,
    "runs": int,
    "charts": int,
    "errors": int,
    "empty": int,
    "cold_ms_median": float,
    "cold_ms_most": float,
    "warm_ms_median": float,
    "warm_ms_most": float,
}


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_dashboards_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "dashboards", "--artists", "3", "--days", "120", "--runs", "1")
    check_types(found, PROMISED)
    assert found["errors"] == 0
    boards = {path.stem for path in (ASSETS / "dashboards").glob("*.yaml")}
    assert {row["dashboard"] for row in found["results"]} == boards
    times = [row["cold_ms"] for row in found["results"]]
    assert times == sorted(times, reverse=True)
