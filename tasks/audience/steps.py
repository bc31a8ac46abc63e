"""Prefect steps of a request: planning it."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.audience.request_store import plan_request


@task(name="plan-request", retries=2, cache_policy=NO_CACHE, persist_result=False)
def queue_request(engine: Engine, request_id: int) -> list[int]:
    """See tasks.audience.request_store.plan_request."""
    with engine.begin() as connection:
        return plan_request(connection, request_id)
