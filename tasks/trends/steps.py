"""Prefect step of the weekly rollup."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.trends.rollup_store import RolledUp, roll_up


@task(name="roll-up", retries=2, cache_policy=NO_CACHE, persist_result=False)
def roll_up_weeks(engine: Engine, full: bool) -> RolledUp:
    """Bring the weekly tables up to date; see tasks.trends.rollup_store."""
    return roll_up(engine, full=full)
