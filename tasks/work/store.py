"""The persistent queue in ops.work. Several workers may use it at once; who dies loses nothing."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine

from db.statements import statement
from db.storable import storable
from tasks.work.backoff import MOST_ATTEMPTS, delay_s
from tasks.work.item import Ending, Kind, WorkItem

LEASE_S = 30


def lease(
    engine: Engine, worker: str, kinds: Sequence[Kind], batch: int, only: Sequence[int] | None = None
) -> list[WorkItem]:
    """Up to ``batch`` due items, of ``only`` these work_ids where given, now ours for LEASE_S seconds.

    Takes back what dead workers left first.
    """
    with engine.begin() as connection:
        connection.execute(statement("work/reap"), {"most_attempts": MOST_ATTEMPTS})
    with engine.begin() as connection:
        given = {"worker": worker, "kinds": list(kinds), "batch": batch, "lease_s": LEASE_S, "only": _ids(only)}
        rows = connection.execute(statement("work/lease"), given)
        return [
            WorkItem(
                row.work_id,
                row.kind,
                row.entity_id,
                row.entity_key,
                row.platform,
                row.for_at,
                row.attempts,
                row.covered_from,
                row.covered_until,
                row.first_on,
                row.last_on,
            )
            for row in rows
        ]


def renew(engine: Engine, worker: str, items: Sequence[WorkItem]) -> None:
    """Hold these for another LEASE_S seconds."""
    with engine.begin() as connection:
        ids = [item.work_id for item in items]
        connection.execute(statement("work/renew"), {"worker": worker, "work_ids": ids, "lease_s": LEASE_S})


def finish(connection: Connection, worker: str, item: WorkItem, ending: Ending) -> bool:
    """Mark it done in the caller's transaction. False when the lease was lost: somebody else has it now."""
    changed = connection.execute(
        statement("work/done"),
        {
            "worker": worker,
            "work_id": item.work_id,
            "outcome": ending.outcome,
            "reason": storable(ending.reason) if ending.reason is not None else None,
            "covered_from": ending.covered_from,
            "covered_until": ending.covered_until,
        },
    )
    return changed.rowcount == 1


def fail(connection: Connection, worker: str, item: WorkItem, reason: str) -> str:
    """Queue it again later, or set it aside when its attempts are used up; the new state: retry or dead."""
    wait_s = delay_s(item.attempts)
    state = "dead" if wait_s is None else "retry"
    _later(connection, worker, item, state, reason, wait_s or 0, 0)
    return state


def put_back(connection: Connection, worker: str, item: WorkItem, reason: str) -> None:
    """Give it back untouched, the attempt not counted. What stopped the run holds up the next one at the gate."""
    _later(connection, worker, item, "pending", reason, 0, 1)


def _later(
    connection: Connection, worker: str, item: WorkItem, state: str, reason: str | None, wait_s: float, uncounted: int
) -> None:
    connection.execute(
        statement("work/later"),
        {
            "worker": worker,
            "work_id": item.work_id,
            "state": state,
            "reason": storable(reason) if reason is not None else None,
            "delay_s": wait_s,
            "uncounted": uncounted,
        },
    )


def waiting(engine: Engine, kinds: Sequence[Kind], only: Sequence[int] | None = None) -> tuple[int, float | None]:
    """(open items, seconds until the next may be taken), of ``only`` these work_ids where given.

    The seconds are None when none is open.
    """
    with engine.connect() as connection:
        row = connection.execute(statement("work/waiting"), {"kinds": list(kinds), "only": _ids(only)}).one()
    return row.open_items, row.next_in_s


def _ids(only: Sequence[int] | None) -> list[int] | None:
    return None if only is None else list(only)


def list_work(engine: Engine, state: str | None, kind: str | None, most: int) -> list[dict[str, Any]]:
    """Items as rows, most important first."""
    with engine.connect() as connection:
        rows = connection.execute(statement("work/list"), {"state": state, "kind": kind, "most": most})
        return [dict(row) for row in rows.mappings()]


def count_work(engine: Engine) -> list[dict[str, Any]]:
    """Number of items by kind, state and outcome."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(statement("work/counts")).mappings()]


def revive(engine: Engine, work_ids: Sequence[int] | None, kind: str | None) -> int:
    """Queue dead and waiting items at once, all attempts open again; how many."""
    with engine.begin() as connection:
        given = {"work_ids": list(work_ids) if work_ids is not None else None, "kind": kind}
        return connection.execute(statement("work/revive"), given).rowcount
