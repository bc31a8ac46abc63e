"""Runs chart-sync and cascade in this process, without Prefect, against a stand-in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tenacity import wait_none

from flows.run_context import RunContext, open_run_context
from tasks.limits.store import set_limit
from tasks.providers import caller
from tests.sandbox.standin import StandIn
from tests.warehouse.queued import run_sql

ARTISTS, TRACKS = 5, 12
SIZE = ("--rate", "100000", "--artists", str(ARTISTS), "--tracks", str(TRACKS))
CHART_DAYS = 42
AUDIENCE_DAYS = 100  # two windows


@contextmanager
def a_session(
    database: str, provider: StandIn, folder: Path, as_of: date, key: str = "soundcharts"
) -> Iterator[RunContext]:
    """A session on a database and a stand-in, with limit and pauses that do not hold tests up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", database)
        patch.setenv("GROUNDSWELL_DATA_DIR", str(folder))
        patch.setenv("SOUNDCHARTS_BASE_URL", str(provider.client.base_url))
        patch.setenv("SOUNDCHARTS_APP_ID", "soundcharts")
        patch.setenv("SOUNDCHARTS_API_KEY", key)
        patch.setattr(caller, "wait_random_exponential", lambda **told: wait_none())
        with open_run_context(as_of) as session:
            set_limit(session.engine, "soundcharts", allowed_per_s=5000)
            run_sql(
                session.engine, f"update ops.fetch_policy set history_days = {AUDIENCE_DAYS} where history_days > 0"
            )
            yield session


def schedule(session: RunContext, slugs: Sequence[str], **columns: Any) -> None:
    """Schedules charts without delays."""
    row = {"audience_delay_seconds": 0, "history_days": CHART_DAYS} | columns
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    for slug in slugs:
        run_sql(
            session.engine, f"insert into ops.chart_schedule (slug, {names}) values (:slug, {values})", slug=slug, **row
        )
