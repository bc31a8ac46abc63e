"""Prefect steps of enrichment: planning a stage."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.enrichment.plan import Planned, Scope
from tasks.enrichment.store import plan
from tasks.work.item import Kind


@task(name="plan-enrichment", task_run_name="plan {stage}", retries=2, cache_policy=NO_CACHE, persist_result=False)
def plan_stage(stage: str, engine: Engine, kind: Kind, scope: Scope) -> Planned:
    """Queue what is missing or stale of a kind; ``stage`` names it in the UI."""
    with engine.begin() as connection:
        return plan(connection, [kind], scope)
