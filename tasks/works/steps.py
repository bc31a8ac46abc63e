"""Prefect steps of works: planning what to ask, and linking anew from what is stored."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.works.match import decide
from tasks.works.store import plan, put_verdicts, read_candidates, read_works
from tasks.works.work import Planned


@task(name="plan-works", task_run_name="plan {kind}", retries=2, cache_policy=NO_CACHE, persist_result=False)
def plan_works(engine: Engine, kind: str, is_all: bool) -> Planned:
    """Queue what is due of a kind of work."""
    with engine.begin() as connection:
        return plan(connection, kind, is_all=is_all)


@task(name="relink-works", retries=2, cache_policy=NO_CACHE, persist_result=False)
def relink_works(engine: Engine) -> int:
    """Decide on every work by the stored candidates, without a call; how many links are new. All of it or nothing."""
    with engine.begin() as connection:
        candidates = read_candidates(connection)
        known = [(work, barred) for work, barred in read_works(connection) if work.work_id in candidates]
        verdicts = {work.work_id: decide(work, candidates[work.work_id], barred) for work, barred in known}
        return put_verdicts(connection, verdicts)
