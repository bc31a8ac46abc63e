"""Prefect steps of the vendor's tables: a delivery, a drop, and the joining of identities."""

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.deliveries.identity_store import Joined, join_identities
from tasks.deliveries.loads import Loaded
from tasks.deliveries.store import Delivery, load_delivery
from tasks.readers.deliveries.settings import Filter


@task(name="load-delivery", task_run_name="load {name}", retries=1, cache_policy=NO_CACHE, persist_result=False)
def load_table(engine: Engine, name: str, delivery: Delivery, wanted: Filter) -> Loaded:
    """Load one delivery; see tasks.deliveries.store. ``name`` is what the Prefect UI shows."""
    return load_delivery(engine, delivery, wanted)


@task(name="load-drop", task_run_name="load {name}", retries=1, cache_policy=NO_CACHE, persist_result=False)
def load_drop(engine: Engine, name: str, deliveries: Sequence[Delivery], wanted: Filter) -> list[Loaded]:
    """Load what arrived together, table by table."""
    return [load_delivery(engine, delivery, wanted) for delivery in deliveries]


@task(name="join-identities", retries=1, cache_policy=NO_CACHE, persist_result=False)
def join(engine: Engine) -> Joined:
    """Join what vendor and provider each entered; see tasks.deliveries.identity_store."""
    with engine.begin() as connection:
        return join_identities(connection)
