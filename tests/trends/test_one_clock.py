"""The verbs, the pages, the report and the passport of a figure say in the same words up to when figures are."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from flows.cli.explain import explain
from flows.cli.freshness import freshness
from tasks.report.data import open_week
from tasks.report.sections import Sections
from tests.trends.by_hand import STREAMS
from tests.trends.conftest import Planted


@pytest.fixture
def verb(planted: Planted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs a verb on the planted warehouse."""
    monkeypatch.setenv("DATABASE_URL", planted.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(tmp_path / "data"))
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("explain")(explain)
    app.command("freshness")(freshness)

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


@pytest.fixture
def sentence(planted: Planted) -> str:
    """What is to be read everywhere: the newest drop has the streams of two days before, and none came since."""
    arrived = planted.vendor.world.end_on
    up_to = arrived - timedelta(days=2)
    behind = (datetime.now(UTC).date() - up_to).days - 2
    late = {0: "in time", 1: "1 day behind"}.get(behind, f"{behind} days behind")
    return f"figures up to {up_to:%a} {up_to.day} {up_to:%b}, delivered {arrived.day} {arrived:%b}, {late}"


def test_every_surface_says_the_same(planted: Planted, verb: Any, sentence: str) -> None:
    assert verb("freshness").splitlines()[0] == f"All the report waits for: {sentence}"
    rows = json.loads(verb("freshness", "--json"))
    of_streams = next(row for row in rows if row["source"] == "LUMINATE_DAILY_SONG_METRICS")
    assert [of_streams["sentence"], rows[-1]["sentence"], rows[-1]["source"]] == [sentence, sentence, None]

    assert planted.rows("select sentence from mart.figures_clock") == [{"sentence": sentence}]
    shown = "select sentence from mart.source_freshness where source = 'LUMINATE_DAILY_SONG_METRICS'"
    assert planted.rows(shown) == [{"sentence": sentence}]
    for page in ("label_lead", "artist_lead"):
        leads = planted.rows(f"select lead_html from bi.{page}")
        assert leads
        assert all(f" · {sentence}</div>" in lead["lead_html"] for lead in leads)

    assert sentence in verb("explain", "All", "--kind", "label", "--metric", STREAMS).splitlines()
    told = json.loads(verb("explain", "All", "--kind", "label", "--metric", STREAMS, "--json"))
    assert told["figures"]["clock"]["sentence"] == sentence

    week = open_week(planted.weeks[-1], planted.url)
    assert Sections(week, "All labels", STREAMS, [STREAMS]).title().payload["clock"] == sentence
    week.engine.dispose()


def test_the_newest_week_is_one_the_clock_has_passed(planted: Planted) -> None:
    (clock,) = planted.rows("select up_to_on from mart.figures_clock")
    (newest,) = planted.rows("select max(week_on) as week_on from mart.closed_week")
    assert newest["week_on"] == planted.weeks[-1]
    assert newest["week_on"] + timedelta(days=6) <= clock["up_to_on"] < newest["week_on"] + timedelta(days=13)
