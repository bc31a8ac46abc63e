"""The benchmarks run at their smallest and print what they promise. How fast is for a person to judge."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from db.engine import make_engine
from tests.e2e.command_line import Result, WithinThisProgram

# the programs of a data folder are ended by their number: nobody waits for them as a child
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
PROMISED = {
    "allowed_per_s": float,
    "achieved_per_s": float,
    "ratio": float,
    "throttled": int,
    "workers": int,
    "own_ms_per_call": float,
    "peak_rss_mb": float,
}
LIMITS = {**PROMISED, "threads": int, "worst_second": int, "cpu_ms_per_call": float, "calls": int, "runs": int}
CASCADE = {
    **PROMISED,
    "tracks": int,
    "tracks_found": int,
    "seconds": float,
    "calls": int,
    "worst_second": int,
    "cpu_ms_per_call": float,
    "rows": int,
    "orphans": int,
}


def groundswell(database_url: str, data_dir: Path, *arguments: str) -> Result:
    return WithinThisProgram({"DATABASE_URL": database_url}).run(*arguments, "--data-dir", str(data_dir))


def databases(url: str) -> set[str]:
    engine = make_engine(url)
    with engine.connect() as connection:
        found = set(connection.execute(sqlalchemy.text("select datname from pg_database")).scalars())
    engine.dispose()
    return found


def check_types(found: dict[str, Any], promised: dict[str, type]) -> None:
    assert {name: type(found[name]) for name in promised} == promised


def check(found: dict[str, Any], promised: dict[str, type]) -> None:
    check_types(found, promised)
    assert found["achieved_per_s"] > 0
    assert found["peak_rss_mb"] > 10
    assert found["own_ms_per_call"] > 0


def bench(database_url: str, tmp_path: Path, *arguments: str) -> dict[str, Any]:
    """Runs it, and sees that nothing of it is left."""
    done = groundswell(database_url, tmp_path / "data", "bench", *arguments, "--json")
    assert done.code == 0, done.err
    assert len(done.out.splitlines()) == 1
    assert not [name for name in databases(database_url) if name.startswith("groundswell_bench_")]
    assert not (tmp_path / "data" / "run" / "standin.json").exists()
    found: dict[str, Any] = done.json
    return found


def test_limits_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "limits", "--seconds", "0.5", "--workers", "2", "--runs", "1")
    check(found, PROMISED)
    for result in found["results"]:
        check(result, LIMITS)
    assert len(found["results"]) == 1
    assert found["workers"] == 2


def test_mail_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "mail", "--people", "3", "--pdf-kb", "2", "--runs", "1")
    promised = ("mails_per_minute", "smtplib_per_minute", "ratio", "cpu_ms_per_mail")
    check_types(found, {"people": int, "pdf_kb": int, "runs": int, **dict.fromkeys(promised, float)})
    assert (found["people"], found["pdf_kb"], found["runs"]) == (3, 2, 1)


def test_linking_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "linking", "--works", "60")
    promised = dict.fromkeys(("seconds", "again_seconds", "works_per_s", "calls_per_work"), float)
    check_types(found, {"works": int, "candidates": int, "linked": int, "in_review": int, **promised})
    assert found["linked"] + found["in_review"] <= found["works"] == 60
    assert found["calls_per_work"] <= 1.3


def test_cascade_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "cascade", "--tracks", "20", "--workers", "2", "--rate", "500")
    check(found, {**PROMISED, "rss_growth_mb": float, "orphans": int})
    for result in found["results"]:
        check(result, CASCADE)
    assert [result["tracks"] for result in found["results"]] == [20]
    assert found["orphans"] == 0


def test_trends_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "trends", "--artists", "4,8", "--tracks", "2", "--days", "150")
    check_types(found, {"full_ms_per_artist": float, "refresh_ratio": float, "cost_growth": float})
    assert [result["artists"] for result in found["results"]] == [4, 8]
    for result in found["results"]:
        check_types(result, {"full_s": float, "refresh_s": float, "trend_query_ms": float, "daily_query_ms": float})
        # 150 days are 22 weeks or 23 with the days that were added; each but the first is compared with the one before
        assert result["artist_weeks"] == result["artists"] * 23
        assert result["badges"] >= result["artists"] * 22


def test_ingest_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "ingest", "--rows", "2000,6000", "--processes", "1,2")
    promised = {
        "rows": int,
        "copy_rows_per_s": float,
        "ingest_rows_per_s": dict,
        "ratio": dict,
        "reload_inserted": int,
        "reload_ratio": float,
        "unchanged_file_ms": float,
        "peak_rss_mb": float,
        "cost_growth": float,
    }
    check_types(found, promised)
    assert [result["rows"] for result in found["results"]] == [2000, 6000]
    for result in found["results"]:
        assert set(result["ratio"]) == set(result["ingest_rows_per_s"]) == {"1", "2"}
        assert all(rate > 0 for rate in result["ingest_rows_per_s"].values())
        assert result["reload_inserted"] == 0
        assert result["peak_rss_mb"] > 10


def test_audience_prints_what_it_promises(database_url: str, tmp_path: Path) -> None:
    found = bench(database_url, tmp_path, "audience", "--points", "143000", "--runs", "1")
    asked = ("artist_year", "artists_year", "coverage")
    times = {f"{name}_{what}": float for name in asked for what in ("ms", "plain_ms", "ratio")}
    check_types(
        found, {"points": int, "artists": int, "targets": dict, "workbook_s": float, "workbook_mb": float, **times}
    )
    # 50 tracks on 4 platforms and 715 days, of which one in 128 is missing; a row for each track and day of a year
    assert 0.98 < found["points"] / (50 * 4 * 715) < 1
    assert 1 <= found["workbook_rows"] / (50 * 365) < 1.05, "a day read with the one before is a row of its own"
    assert set(found["targets"]) <= set(found)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("limits", "--workers", "1,none"), "--workers 1,none is not a list of numbers above 0"),
        (("cascade", "--tracks", "3"), "fewer than 20 tracks"),
        (("ingest", "--rows", "10"), "Fewer than 1,000 rows"),
        (("audience", "--points", "1000"), "1,000 points are too few for one artist's tracks; give --points 143000"),
    ],
)
def test_what_can_not_be_measured_is_said(
    database_url: str, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = groundswell(database_url, tmp_path / "data", "bench", *arguments)
    assert done.code == 1
    assert told in done.err
