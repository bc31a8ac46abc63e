"""How far behind the sources are, and what the verbs print."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import Engine
from test_explain import two_weeks
from typer.testing import CliRunner, Result

from flows.cli.explain import explain
from flows.cli.freshness import freshness
from tasks.trends.passport import PassportError
from tasks.trends.passport_store import read_freshness
from tests.warehouse.queued import run_sql

TODAY = date(2026, 11, 16)


def delivered(engine: Engine, source: str, **columns: Any) -> None:
    row = {"source": source, "origin": "drop", "state": "loaded", "arrived_at": "2026-11-16T06:00Z"} | columns
    values = ", ".join(f":{name}" for name in row)
    run_sql(engine, f"insert into ops.load ({', '.join(row)}) values ({values})", **row)


def behind(engine: Engine, day: date, source: str) -> tuple[Any, Any, Any]:
    (row,) = [row for row in read_freshness(engine, day) if row["source"] == source]
    return row["watermark_on"], row["days_behind"], row["is_late"]


def test_a_source_falls_behind_day_by_day(warehouse: Engine) -> None:
    run_sql(warehouse, "insert into ops.source (source, name, cadence_days, lag_days) values ('X', 'X', 1, 2)")
    delivered(warehouse, "X", last_on=date(2026, 11, 14))
    told = [behind(warehouse, TODAY + timedelta(days=day), "X")[1:] for day in range(-1, 4)]
    assert told == [(0, False), (0, False), (1, False), (2, True), (3, True)]


def test_late_sources_the_report_waits_for_come_first(warehouse: Engine) -> None:
    for source, is_must_have in (("A", False), ("B", True), ("C", False)):
        run_sql(
            warehouse,
            "insert into ops.source (source, name, cadence_days, lag_days, is_must_have) values (:s, :s, 1, 0, :m)",
            s=source,
            m=is_must_have,
        )
        delivered(warehouse, source, last_on=TODAY if source == "A" else TODAY - timedelta(days=9))
    order = [row["source"] for row in read_freshness(warehouse, TODAY) if row["source"] in "ABC"]
    assert order == ["B", "C", "A"]


def test_a_provider_in_use_is_told_by_its_rankings_and_audiences(warehouse: Engine) -> None:
    assert not [row for row in read_freshness(warehouse, TODAY) if row["source"].startswith("soundcharts")]
    for endpoint, arrived in (("ranking", "2026-11-15T05:00Z"), ("song_audience", "2026-11-14T05:00Z")):
        run_sql(
            warehouse,
            "insert into raw.answer (provider, endpoint, url, status, fetched_at, body) "
            "values ('soundcharts', :endpoint, '/', 200, :arrived, '')",
            endpoint=endpoint,
            arrived=arrived,
        )
    run_sql(
        warehouse,
        """
        insert into core.platform (code, name, kinds, provider, provider_code)
        values ('spotify', 'Spotify', '{}', 'soundcharts', 'spotify');
        insert into core.chart (slug, name, platform_id, frequency)
        select 'top', 'Top', platform_id, 'daily' from core.platform;
        insert into core.track (track_id_soundcharts, name, credit_name) values (gen_random_uuid(), 'One', '');
        insert into core.chart_entry (chart_id, ranked_at, position, track_id)
        select c.chart_id, '2026-11-13T12:00Z', 1, t.track_id from core.chart c, core.track t;
        insert into ops.work (kind, entity_id, platform, state, outcome, covered_until)
        values ('track_audience', 1, 'spotify', 'done', 'stored', '2026-11-10'),
               ('track_audience', 2, 'spotify', 'done', 'no_data', '2026-11-15');
        -- days of a request are of some artists alone
        insert into ops.work (kind, entity_id, platform, for_at, first_on, last_on, state, outcome, covered_until)
        values ('track_audience', 1, 'spotify', '2026-11-01', '2026-11-01', '2026-11-14', 'done', 'stored',
                '2026-11-14');
        """,
    )
    assert behind(warehouse, TODAY, "soundcharts charts") == (date(2026, 11, 13), 1, False)
    assert behind(warehouse, TODAY, "soundcharts audience") == (date(2026, 11, 10), 4, True)


def test_the_view_is_of_today(warehouse: Engine) -> None:
    delivered(warehouse, "SPOTIFY_TRACKS")
    before = datetime.now(UTC).date()
    viewed = run_sql(warehouse, "select source, days_behind, is_late, note from mart.source_freshness order by source")
    days = {before, datetime.now(UTC).date()}
    names = ("source", "days_behind", "is_late", "note")
    told = [sorted(tuple(row[name] for name in names) for row in read_freshness(warehouse, day)) for day in days]
    assert [tuple(row) for row in viewed] in told


@pytest.fixture
def verb(warehouse: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs a verb on the warehouse."""
    monkeypatch.setenv("DATABASE_URL", warehouse.url.render_as_string(hide_password=False))
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("explain")(explain)
    app.command("freshness")(freshness)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, words)

    return run


def test_freshness_ends_well_however_late_a_source_is(warehouse: Engine, verb: Any) -> None:
    delivered(warehouse, "LUMINATE_DAILY_SONG_METRICS", last_on=date(2020, 1, 2))
    done = verb("freshness")
    assert done.exit_code == 0
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("Luminate: streams of songs, daily")]
    assert "days behind what is expected." in line
    rows = json.loads(verb("freshness", "--json").stdout)
    assert rows[0]["source"] == "LUMINATE_DAILY_SONG_METRICS"
    assert rows[0]["watermark_on"] == "2020-01-02"


def test_explain_prints_a_passport(warehouse: Engine, verb: Any) -> None:
    two_weeks(warehouse)
    done = verb("explain", "Ann", "--metric", "track_luminate_streams")
    assert done.exit_code == 0
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == "Ann (artist), track_luminate_streams, week of Friday 2026-11-13"
    assert lines[1] == "210 x over everything seen, basis tracks"
    assert lines[2] == "Like for like: 210 after 70, +140, 7 of 7 days"
    assert lines[3] == (
        "From 77 as reported to 210: real listening +140, new releases +0, newly linked +0, missing days -7, "
        "restated +0"
    )
    assert any(line.startswith("track") and "One 210 70 yes 7" in line for line in lines)
    assert "- 1 of 4 Spotify tracks bring no figures" in lines
    assert lines[-1] == "adds up: yes"


def test_explain_says_what_does_not_add_up(warehouse: Engine, verb: Any) -> None:
    two_weeks(warehouse)
    run_sql(warehouse, "update mart.artist_week set value = value + 1")
    lines = verb("explain", "Ann", "--metric", "track_luminate_streams", "--week", "2026-11-13").stdout.splitlines()
    assert lines[-2:] == ["adds up: no", "- value: shown 211, counted 210"]


def test_explain_gives_programs_the_whole_object(warehouse: Engine, verb: Any) -> None:
    two_weeks(warehouse)
    told = json.loads(verb("explain", "One", "--metric", "track_luminate_streams", "--kind", "track", "--json").stdout)
    assert set(told) == {
        "entity", "metric", "week_on", "figures", "formula", "parts", "rows", "loads", "caveats", "check",
    }  # fmt: skip
    assert [row["value"] for row in told["rows"]] == [10] * 7 + [30] * 7


def test_explain_refuses_in_a_sentence(warehouse: Engine, verb: Any) -> None:
    two_weeks(warehouse)
    done = verb("explain", "Nobody", "--metric", "track_luminate_streams")
    assert isinstance(done.exception, PassportError)
