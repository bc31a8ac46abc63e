"""A report of one label names nothing of another's."""

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
    """Ann at North, one of her songs with a day missing, and Bob at South; a song of nobody's in the same chart."""
    engine = make_engine(module_warehouse)
    deliver_label(engine, tmp_path_factory.mktemp("drops"))
    follow(engine, "Bob", "South")
    roll_up(engine)
    for statement in (CHARTS, ALIEN, ENTRIES):
        run_sql(engine, statement)
    yield engine
    engine.dispose()


def sections(engine: Engine, label: str) -> Sections:
    return Sections(Week(engine, WEEK, label), label, "track_luminate_streams", ())


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


def test_no_block_of_a_label_names_anothers_artists(labels: Engine) -> None:
    shown = sections(labels, "South")
    methods = inspect.getmembers(Sections, inspect.isfunction)
    public = {name: each.__annotations__["return"] for name, each in methods if not name.startswith("_")}
    makers = [name for name, made in public.items() if made is Block]
    assert len(makers) >= 15
    told = " ".join(json.dumps(getattr(shown, name)().payload) for name in makers)
    assert "Bob" in told
    assert not {"Ann", "Zed"} & set(re.findall(r"\w+", told))
