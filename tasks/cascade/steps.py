"""Prefect steps of the cascade: planning a stage, and checking that nothing slipped."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.cascade.store import Planned, find_orphans, plan
from tasks.work.item import Kind


@task(name="plan-stage", task_run_name="plan {stage}", retries=2, cache_policy=NO_CACHE, persist_result=False)
def plan_stage(
    stage: str, engine: Engine, kinds: Sequence[Kind], as_of: date, slug: str | None, force: bool, everything: bool
) -> Planned:
    """Queue what is new or stale; see tasks.cascade.store. ``stage`` names it in the UI."""
    with engine.begin() as connection:
        return plan(connection, kinds, as_of, slug, force=force, everything=everything)


@task(name="check-orphans", retries=2, cache_policy=NO_CACHE, persist_result=False)
def check_orphans(engine: Engine, as_of: date, slug: str | None) -> list[dict[str, Any]]:
    """Everything the charts, or one of them, name that is unaccounted for."""
    return find_orphans(engine, as_of, slug)
