"""Everything looked at, as one Prefect task; it is not tried again, the next run looks anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.checks import budgets, data_checks, disks, runs, sources, undelivered, work_queue
from tasks.checks.data_check_store import make_checks, read_checks, read_newest
from tasks.checks.finding import Look
from tasks.checks.look import TROUBLE, looked, reason_of, unmade
from tasks.checks.prefect_api import PrefectServer, read_runs
from tasks.checks.store import (
    read_budgets,
    read_queue,
    read_sources,
    read_undelivered,
    read_under_way,
)
from tasks.checks.store import read_runs as read_recorded

# Flows that look or tell only: while they run everything else stands still.
WATCHING = ("checks", "alerts", "mail-report")


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked at: a warehouse, folders whose disks must not fill, Prefect's server where one should run."""

    engine: Engine
    as_of: date
    folders: tuple[Path, ...]
    prefect: PrefectServer | None = None


@task(name="look", cache_policy=NO_CACHE, persist_result=False)
def look(place: Place, now: datetime, *, is_all: bool = False) -> list[Look]:
    """Look at everything. Checks of data are made where they are due, or ``is_all``, and nothing else is under way.

    Raises nothing of what it meets.
    """
    engine = place.engine
    looks = [
        look_at_runs(place, now),
        looked(sources.KIND, lambda: sources.source_findings(read_sources(engine))),
        looked(work_queue.KIND, lambda: work_queue.queue_findings(read_queue(engine, now), now)),
        looked(budgets.KIND, lambda: budgets.budget_findings(read_budgets(engine))),
        looked(disks.KIND, lambda: disks.disk_findings(disks.read_disks(place.folders))),
        looked(undelivered.KIND, lambda: undelivered.mail_findings(read_undelivered(engine, now))),
        *look_at_data(engine, place.as_of, now, is_all=is_all),
    ]
    return [*looks, unmade(looks)]


def look_at_runs(place: Place, now: datetime) -> Look:
    """By their records; where Prefect should answer and does not, nothing of runs is over."""
    try:
        recorded = read_recorded(place.engine, now)
    except TROUBLE as error:
        return Look(runs.KIND, unjudged=reason_of(error))
    if place.prefect is None:
        return Look(runs.KIND, runs.run_findings(recorded, ()))
    try:
        known = read_runs(place.prefect, now)
    except TROUBLE as error:
        return Look(runs.KIND, runs.run_findings(recorded, ()), unjudged=reason_of(error))
    return Look(runs.KIND, (*runs.run_findings(recorded, known.ended), *runs.waiting_findings(known.waiting, now)))


def look_at_data(engine: Engine, as_of: date, now: datetime, *, is_all: bool) -> Sequence[Look]:
    """What the newest results say, made anew where that is due and no run is under way that would explain them."""
    try:
        checks = read_checks()
        newest = read_newest(engine)
        flows, last_daily_at = read_under_way(engine, now)
        is_quiet = set(flows) <= set(WATCHING)
        last_at = data_checks.oldest_result(newest, [check.name for check in checks])
        if is_quiet and (is_all or data_checks.is_due(last_at, last_daily_at, now)):
            make_checks(engine, checks, as_of, now)
            newest = read_newest(engine)
    except TROUBLE as error:
        return [Look(data_checks.KIND, unjudged=reason_of(error))]
    names = [check.name for check in checks]
    return [data_checks.data_look(newest, names), data_checks.unmade_look([one for one in newest if one.name in names])]
