"""A small sandbox world, brought in by the real ingest once for all tests of this folder."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
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
from tasks.trends.rollup_store import roll_up
from tests.trends.drops import WEEK, Drops


@dataclass(frozen=True)
class Planted:
    """The world's vendor, its drops as files, and the warehouse they were loaded into."""

    vendor: Vendor
    drops: Drops
    engine: Engine
    url: str

    @property
    def weeks(self) -> list[date]:
        """Weeks of which every day has been delivered, oldest first."""
        first, last = self.vendor.world.start_on, self.vendor.world.end_on
        weeks = [first + place * WEEK for place in range((last - first).days // 7)]
        return [week for week in weeks if (last - week).days >= 8]

    def rows(self, query: str, **given: Any) -> list[dict[str, Any]]:
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(text(query), given).mappings()]


def bring_in(engine: Engine, folder: Path, end_on: date) -> None:
    """Load what is under a folder; refused deliveries stay out."""
    run_ingest(RunContext(cast(DataDir, None), engine, "", end_on), str(folder))


@pytest.fixture(scope="session")
def planted(
    tmp_path_factory: pytest.TempPathFactory, new_warehouse: Callable[[], AbstractContextManager[str]]
) -> Iterator[Planted]:
    world = make_world(seed=7, artists=25, tracks=70)
    folder = tmp_path_factory.mktemp("trends") / "deliveries"
    write_deliveries(world, folder)
    with new_warehouse() as url:
        engine = make_engine(url)
        with pytest.raises(SomeRefused, match=r"^1 of \d+ deliveries"):
            bring_in(engine, folder, world.end_on)
        follow_roster(engine, folder)
        roll_up(engine)
        yield Planted(Vendor(world), Drops(folder), engine, url)
        engine.dispose()
