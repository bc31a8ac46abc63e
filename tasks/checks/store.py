"""What a look reads from the warehouse."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from db.statements import statement
from tasks.checks.budgets import Budget
from tasks.checks.runs import RecordedRun
from tasks.checks.sources import SourceState
from tasks.checks.undelivered import Undelivered
from tasks.checks.work_queue import KindOfWork


def read_runs(engine: Engine, now: datetime) -> list[RecordedRun]:
    """The last run of each flow that counts; see the query."""
    with engine.connect() as connection:
        rows = connection.execute(statement("checks/runs"), {"now": now}).mappings()
        return [RecordedRun(**row) for row in rows]


def read_under_way(engine: Engine, now: datetime) -> tuple[Sequence[str], datetime | None]:
    """Flows that run now, and when a daily run ended last (UTC)."""
    with engine.connect() as connection:
        row = connection.execute(statement("checks/under_way"), {"now": now}).one()
    return row.flows, row.last_daily_at


def read_sources(engine: Engine) -> list[SourceState]:
    """Each source that is watched or in use."""
    with engine.connect() as connection:
        return [SourceState(**row) for row in connection.execute(statement("checks/sources")).mappings()]


def read_queue(engine: Engine, now: datetime) -> list[KindOfWork]:
    """Each kind of work there are items of."""
    with engine.connect() as connection:
        return [KindOfWork(**row) for row in connection.execute(statement("checks/queue"), {"now": now}).mappings()]


def read_budgets(engine: Engine) -> list[Budget]:
    """Each provider's day."""
    with engine.connect() as connection:
        return [Budget(**row) for row in connection.execute(statement("checks/budgets")).mappings()]


def read_undelivered(engine: Engine, now: datetime) -> list[Undelivered]:
    """Addresses whose mails did not arrive, or may not have."""
    with engine.connect() as connection:
        rows = connection.execute(statement("checks/undelivered"), {"now": now}).mappings()
        return [Undelivered(**row) for row in rows]
