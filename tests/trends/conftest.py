"""A small sandbox world, brought in by the real ingest once for all tests of this folder."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Engine, text

from db.datadir import DataDir
from db.engine import make_engine
from flows.ingest_deliveries import SomeRefused, run_ingest
from flows.run_context import RunContext
from flows.services.deliveries_world import follow_roster, write_deliveries
from sandbox.deliveries import Vendor
from sandbox.world import make_world
from tasks.report.render import render_report, shown_blocks
from tasks.trends.rollup_store import roll_up
from tests.report.test_exporter import words
from tests.trends.drops import WEEK, Drops, monday
from tests.trends.printed_issue import CHOSEN, Issue, squeezed


@dataclass(frozen=True)
class Planted:
    """The world's vendor, its drops as files, and the warehouse they were loaded into.

    ``past``: databases with the drops up to some Mondays and nothing else, as they were on the way.
    """

    vendor: Vendor
    drops: Drops
    engine: Engine
    url: str
    past: dict[date, str]

    @property
    def weeks(self) -> list[date]:
        return whole_weeks(self.vendor)

    def rows(self, query: str, **given: Any) -> list[dict[str, Any]]:
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(text(query), given).mappings()]


def whole_weeks(vendor: Vendor) -> list[date]:
    """Weeks of which every day has been delivered, oldest first."""
    first, last = vendor.world.start_on, vendor.world.end_on
    weeks = [first + place * WEEK for place in range((last - first).days // 7)]
    return [week for week in weeks if (last - week).days >= 8]


def mondays(vendor: Vendor) -> list[date]:
    """An early one, the one right after a takedown was said, and one when a wrong link had just come."""
    weeks, takedown = whole_weeks(vendor), vendor.feed_faults.takedowns[1].drop_on
    return [monday(weeks[14]), next(monday(week) for week in weeks if monday(week) >= takedown), monday(weeks[-4])]


def bring_in(engine: Engine, folder: Path, end_on: date) -> None:
    """Load what is under a folder; refused deliveries stay out."""
    run_ingest(RunContext(cast(DataDir, None), engine, "", end_on), str(folder))


@pytest.fixture(scope="session")
def planted(
    tmp_path_factory: pytest.TempPathFactory,
    new_warehouse: Callable[[], AbstractContextManager[str]],
    copied_database: Callable[[str], AbstractContextManager[str]],
) -> Iterator[Planted]:
    vendor = Vendor(make_world(seed=7, artists=25, tracks=70))
    folder = tmp_path_factory.mktemp("trends") / "deliveries"
    write_deliveries(vendor.world, folder)
    with new_warehouse() as url, ExitStack() as copies:
        engine = make_engine(url)
        past, refused, before = dict[date, str](), list[str](), date.min
        for day in (*sorted(mondays(vendor)), vendor.world.end_on):
            try:
                bring_in(engine, drops_of(folder, before, day, tmp_path_factory.mktemp("drops")), day)
            except SomeRefused as error:
                refused.append(str(error))
            before = day
            engine.dispose()  # nobody may be connected to what is copied
            if day != vendor.world.end_on:
                past[day] = copies.enter_context(copied_database(url))
        assert [re.match(r"1 of \d+ deliveries", words) is not None for words in refused] == [True]
        follow_roster(engine, folder)
        roll_up(engine)
        yield Planted(vendor, Drops(folder), engine, url, past)
        engine.dispose()


@pytest.fixture(scope="session")
def issue(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Issue:
    [chosen] = planted.rows(CHOSEN)
    week = chosen["week_on"]
    files = render_report(week, planted.url, tmp_path_factory.mktemp("report"), "All labels")
    return Issue(planted, week, shown_blocks(files.notebook), squeezed(words(files.pdf.read_bytes())))


def drops_of(folder: Path, after: date, until: date, links: Path) -> Path:
    """A folder of links to the drops of some days."""
    for drop in folder.glob("20*"):
        if after.isoformat() < drop.name <= until.isoformat():
            (links / drop.name).symlink_to(drop)
    return links
