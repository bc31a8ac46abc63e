"""Prefect step of the cards: sounds that look like a followed artist's."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.roster.queue import fill_queue


@task(name="suggest-sounds", retries=2, cache_policy=NO_CACHE, persist_result=False)
def suggest_sounds(engine: Engine) -> int:
    """Put new likenesses into the queue a person decides on; how many. Nothing is linked."""
    with engine.begin() as connection:
        return fill_queue(connection)
