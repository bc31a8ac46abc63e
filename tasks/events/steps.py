"""Prefect step of the events: planning what is read of followed artists."""

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.events.store import PlannedEvents, plan_events
from tasks.work.item import Kind


@task(name="plan-events", task_run_name="plan {stage}", retries=2, cache_policy=NO_CACHE, persist_result=False)
def plan_event_stage(stage: str, engine: Engine, kinds: Sequence[Kind], weeks: int = 1) -> PlannedEvents:
    """Queue what is new or stale; see tasks.events.store. ``stage`` names it in the UI."""
    with engine.begin() as connection:
        return plan_events(connection, kinds, weeks)
