"""Small audiences by hand: readings day by day, and questions about them."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, text

from tasks.trends.rollup_store import roll_up
from tests.sql.given import enter_given

Row = dict[str, Any]
AUDIENCE = "select * from app.audience(:artists, :platforms, :from_on, :to_on, :country, :group_by)"
COVERAGE = "select * from app.coverage(:artists, :platforms, :from_on, :to_on, :country)"
LEFT_OUT = "select * from app.audience_left_out(:artists, :platforms, :from_on, :to_on, :country)"


def day(words: str) -> date:
    return date.fromisoformat(words)


def every_day(first: str, start: int, *added: int | None) -> Row:
    """A running total that begins a day before ``first``; None where nothing was read."""
    values: list[int | None] = [start]
    for amount in added:
        start += amount or 0
        values.append(None if amount is None else start)
    return {"from": day(first) - timedelta(days=1), "values": values}


class Audience:
    """A warehouse with what a test gives it."""

    def __init__(self, engine: Engine, folder: Path, *, is_summed: bool = False) -> None:
        self.engine, self.folder, self.is_summed = engine, folder, is_summed

    def given(self, **tables: list[Row]) -> None:
        for name, rows in tables.items():
            (self.folder / f"{name}.yaml").write_text(yaml.safe_dump(rows), "utf-8")
        enter_given(self.engine, self.folder)
        if self.is_summed:
            roll_up(self.engine)

    def rows(self, query: str, first: str, last: str, **asked: Any) -> list[Row]:
        given = {"artists": None, "platforms": None, "country": None, "group_by": "platform", **asked}
        with self.engine.connect() as connection:
            found = connection.execute(text(query), {"from_on": day(first), "to_on": day(last), **given})
            return [dict(row) for row in found.mappings()]

    def total(self, first: str, last: str, **asked: Any) -> int | None:
        """The total of the one platform asked for."""
        [row] = self.rows(AUDIENCE, first, last, **asked)
        total: int | None = row["total"]
        return total


BOTH_WAYS = pytest.mark.parametrize("audience", [False, True], indirect=True, ids=["from readings", "from sums"])


@pytest.fixture
def audience(request: pytest.FixtureRequest, warehouse: Engine, tmp_path: Path) -> Audience:
    """Whether the rollup has made its sums or not (``BOTH_WAYS``), answers are the same."""
    return Audience(warehouse, tmp_path, is_summed=getattr(request, "param", False))


@pytest.fixture
def spotify_track(audience: Audience) -> Callable[..., None]:
    """One track of one artist with Spotify streams."""

    def enter(**series: Any) -> None:
        audience.given(
            tracks=[{"name": "Alpha", "artists": ["Ana"]}],
            readings=[{"of": "Alpha", "metric": "track_spotify_streams", **series}],
        )

    return enter
