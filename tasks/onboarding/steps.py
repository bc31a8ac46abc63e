"""Prefect step of onboarding: what is fetched next for artists new to the warehouse."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.onboarding.store import plan_onboarding
from tasks.work.item import Kind


@task(name="plan-onboarding", task_run_name="plan {kind}", retries=2, cache_policy=NO_CACHE, persist_result=False)
def plan_onboarding_stage(kind: Kind, engine: Engine, artist_id: int | None, *, is_alone: bool = False) -> list[int]:
    """Queue one kind of work; see tasks.onboarding.store."""
    with engine.begin() as connection:
        return plan_onboarding(connection, kind, artist_id, is_alone=is_alone)
