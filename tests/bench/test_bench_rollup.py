"""bench rollup runs at its smallest, has the same rows as DuckDB, and prints what it promises."""

import sys
from pathlib import Path

import pytest
from test_bench import bench, check_types

from db.engine import make_engine
from db.errors import GroundswellError
from flows.bench.duckdb_rollup import open_duckdb

PROMISED = {
    "plays": int,
    "postgres_s": float,
    "duckdb_s": float,
    "ratio": float,
    "user_day_s": float,
    "user_day_s_by_history": dict,
    "album_median_ms": float,
}


def test_rollup_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "rollup", "--plays", "500,3000", "--tracks", "400", "--runs", "1")
    check_types(found, PROMISED)
    assert [result["plays"] for result in found["results"]] == [500, 3000]
    assert found["plays"] == 3000
    assert set(found["user_day_s_by_history"]) == {"3000", "30000"}
    assert all(result["rows"] > 1000 for result in found["results"])


def test_without_duckdb_it_says_how_to_get_it(
    fresh_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    engine = make_engine(fresh_database)
    with pytest.raises(GroundswellError, match="uv sync --group dev"), open_duckdb(engine, tmp_path, 1):
        pass
