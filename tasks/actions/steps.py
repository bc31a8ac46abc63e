"""Prefect steps of actions and their outcomes."""

from collections.abc import Sequence
from datetime import date

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.actions.outcome_store import OutcomesMeasured, measure_outcomes
from tasks.actions.settings import action_settings
from tasks.actions.store import ActionsFound, refresh_actions


@task(name="find-actions", retries=2, cache_policy=NO_CACHE, persist_result=False)
def find_actions(engine: Engine, as_of: date) -> ActionsFound:
    """See tasks.actions.store."""
    return refresh_actions(engine, as_of, action_settings())


@task(name="measure-outcomes", retries=2, cache_policy=NO_CACHE, persist_result=False)
def measure_due(engine: Engine, as_of: date, size_tiers: Sequence[int]) -> OutcomesMeasured:
    """See tasks.actions.outcome_store."""
    return measure_outcomes(engine, as_of, size_tiers, action_settings())
