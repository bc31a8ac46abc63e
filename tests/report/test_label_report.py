"""A report of one label, or of one team, names nothing of another's."""

import inspect
import json
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from tasks.report.blocks import Block
from tasks.report.data import Week
from tasks.report.sections import Sections
from tasks.trends.rollup_store import roll_up
from tests.report.followed import WEEK, deliver_label, follow
from tests.warehouse.queued import run_sql

CHARTS = """
    insert into core.chart (slug, name, platform_id, frequency)
    select 'top', 'Top', platform_id, 'weekly' from core.platform limit 1
"""
# every song of the labels enters, at a place of its own, and one of nobody's
ENTRIES = """
    insert into core.chart_entry (chart_id, ranked_at, position, track_id)
    select chart_id, '2026-11-19 12:00Z', row_number() over (order by t.track_id), t.track_id
    from core.chart, core.track t where slug = 'top'
"""
ALIEN = "insert into core.track (name, credit_name, song_id_luminate) values ('Alien', 'Zed', 79)"


@pytest.fixture(scope="module")
def labels(module_warehouse: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Ann at North, one of her songs with a day missing, and Bob at South in team Club; nobody's song charts."""
    engine = make_engine(module_warehouse)
    deliver_label(engine, tmp_path_factory.mktemp("drops"))
    follow(engine, "Bob", "South", team="Club")
    roll_up(engine)
    for statement in (CHARTS, ALIEN, ENTRIES):
        run_sql(engine, statement)
    yield engine
    engine.dispose()


def sections(engine: Engine, label: str, team: str | None = None) -> Sections:
    return Sections(Week(engine, WEEK, label, team), label, "track_luminate_streams", ())


def entered(engine: Engine, label: str) -> int:
    return len(sections(engine, label).charts().payload["rows"])


def test_charts_are_of_whom_the_label_follows(labels: Engine) -> None:
    assert (entered(labels, "All"), entered(labels, "North"), entered(labels, "South")) == (3, 2, 1)


def test_caveats_are_of_whom_the_label_follows(labels: Engine) -> None:
    counts = {name: Week(labels, WEEK, name).caveat_counts(of_vendor=True) for name in ("All", "North", "South")}
    assert sum(each.figures for each in counts["North"]) >= 1
    assert counts["South"] == []
    assert counts["All"] == counts["North"]
    assert Week(labels, WEEK, "South").caveat_examples(top=3, of_vendor=True) == []


def test_data_health_is_of_whom_the_report_is_of(labels: Engine) -> None:
    """Ann has two songs, one of them short of a day; Bob has one, whole. Alien never had figures."""
    found = {
        (label, team): (health.expected, health.complete)
        for label, team in (("All", None), ("North", None), ("South", None), ("All", "Club"), ("North", "Club"))
        for health in [Week(labels, WEEK, label, team).health(of_vendor=True)]
    }
    assert found == {
        ("All", None): (3, 2),
        ("North", None): (2, 1),
        ("South", None): (1, 1),
        ("All", "Club"): (1, 1),
        ("North", "Club"): (0, 0),
    }


def test_a_teams_figures_are_its_own(labels: Engine) -> None:
    """Bob has 50 streams a day and is all of the team."""
    shown = sections(labels, "All", "Club")
    assert (shown.pairs["track_luminate_streams"].this_week, shown.title().payload["label"]) == (350, "All, Club")
    assert [row["name"] for row in shown.roll_call().payload["rows"]] == ["Bob"]
    assert shown.lines[0, "track_luminate_streams"][-2:] == [350, 350]


@pytest.mark.parametrize(("label", "team"), [("South", None), ("South", "Club"), ("All", "Club")])
def test_no_block_of_a_label_or_team_names_anothers_artists(labels: Engine, label: str, team: str | None) -> None:
    shown = sections(labels, label, team)
    methods = inspect.getmembers(Sections, inspect.isfunction)
    public = {name: each.__annotations__["return"] for name, each in methods if not name.startswith("_")}
    makers = [name for name, made in public.items() if made is Block]
    assert len(makers) >= 15
    told = " ".join(json.dumps(getattr(shown, name)().payload) for name in makers)
    assert "Bob" in told
    assert not {"Ann", "Zed"} & set(re.findall(r"\w+", told))
