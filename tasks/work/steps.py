"""Prefect steps over the queue: one task run for each batch, never for each item."""

from collections.abc import Sequence
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.tasks import exponential_backoff
from sqlalchemy.exc import OperationalError

from tasks.work.drain import BatchResult, Drain
from tasks.work.item import Kind


def is_database_away(task: Any, run: Any, state: Any) -> bool:
    """Only a database that is away is worth another try of the whole batch: items look after themselves."""
    return isinstance(state.result(raise_on_failure=False), OperationalError)


@task(
    name="drain-batch",
    task_run_name="drain {stage}",
    retries=3,
    retry_delay_seconds=exponential_backoff(backoff_factor=2),
    retry_jitter_factor=0.5,
    retry_condition_fn=is_database_away,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def drain_batch(
    stage: str, drain: Drain[Any], kinds: Sequence[Kind], size: int, only: Sequence[int] | None
) -> BatchResult:
    """Work off up to ``size`` due items of the kinds; ``stage`` names them in the UI. See tasks.work.drain."""
    return drain.batch(kinds, size, only)
