"""bench growth runs at its smallest and prints what it promises."""

from pathlib import Path

from test_bench import bench, check_types

PROMISED = {
    "artists": int,
    "scored": int,
    "day_s": float,
    "again_s": float,
    "ms_an_artist": float,
    "quick_ms": float,
    "target_s": int,
}


def test_growth_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "growth", "--artists", "30", "--days", "35")
    check_types(found, PROMISED)
    assert found["artists"] == found["scored"] == 30
