"""The gate in Postgres: one row for each provider, from which every worker on every host reserves its calls."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, text

from db.statements import statement
from tasks.limits.limit import Limit
from tasks.providers.errors import Blocked, BudgetSpent, StopsRun

# A slot missed by more than this is given up. Calls held up together would otherwise leave together.
LATE_S = 0.03


class PostgresGate:
    """Spaces the calls to one provider. Safe to use from many threads; close it when done.

    Reservations are committed without waiting for the disk: after a crash of the server a few may be forgotten,
    which costs a little of the rate, not the data.
    """

    def __init__(self, engine: Engine, provider: str) -> None:
        self._engine, self._provider = engine, provider
        self._idle: list[Connection] = []
        self._lock = threading.Lock()

    def reserve(self) -> float:
        """Take the next slot and sleep until it comes; the seconds it took. Raises Blocked or BudgetSpent."""
        began = time.monotonic()
        calls = 1
        while True:
            asked = time.monotonic()
            with self._connection() as connection:
                given = {"provider": self._provider, "calls": calls}
                wait_s = connection.execute(statement("limits/reserve"), given).scalar()
            if wait_s is None:
                raise self._refusal()
            slot = asked + max(float(wait_s), 0.0)
            time.sleep(max(slot - time.monotonic(), 0.0))
            if time.monotonic() - slot <= LATE_S:
                return time.monotonic() - began
            calls = 0  # counted already

    def push_back(self, wait_s: float) -> None:
        """Everybody waits ``wait_s`` seconds. Raises Blocked, and blocks the provider, above the cap of the limit."""
        limit = self._limit()
        if wait_s > limit.wait_cap_s:
            reason = f"{self._provider} asked for a wait of {wait_s:.0f} s, above the {limit.wait_cap_s} s obeyed"
            self.block(timedelta(seconds=wait_s), reason)
            raise Blocked(f"{reason}. Waiting items stay queued and go on after it.")
        self._execute("limits/push_back", {"wait_s": wait_s})

    def block(self, duration: timedelta, reason: str) -> None:
        """Nobody calls for ``duration``; the reason is kept with the limit."""
        self._execute("limits/block", {"seconds": duration.total_seconds(), "reason": reason})

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            for connection in self._idle:
                # closed for good: nobody else may inherit a session that does not wait for the disk
                connection.invalidate()
                connection.close()
            self._idle.clear()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """An open connection nobody else uses; kept for the next call, because opening one costs more than a slot."""
        with self._lock:
            held = self._idle.pop() if self._idle else None
        if held is None:
            held = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            held.execute(text("set synchronous_commit = off"))
        try:
            yield held
        except BaseException:
            held.invalidate()
            held.close()
            raise
        with self._lock:
            self._idle.append(held)

    def _execute(self, name: str, given: Mapping[str, Any]) -> None:
        with self._connection() as connection:
            connection.execute(statement(name), {"provider": self._provider, **given})

    def _limit(self) -> Limit:
        with self._connection() as connection:
            row = connection.execute(statement("limits/show"), {"provider": self._provider}).one_or_none()
        if row is None:
            raise StopsRun(f"No limit is set for {self._provider}. Run: groundswell limits show")
        return Limit(row.wait_cap_s, row.daily_budget, row.spent_today, row.blocked_s, row.blocked_reason)

    def _refusal(self) -> StopsRun:
        limit = self._limit()
        if limit.blocked_reason is not None:
            return Blocked(
                f"No calls to {self._provider} for another {limit.blocked_s or 0:.0f} s: {limit.blocked_reason}. "
                f"Lift it with: groundswell limits set {self._provider}"
            )
        return BudgetSpent(
            f"The budget of {limit.daily_budget} calls a day to {self._provider} is spent ({limit.spent_today} made). "
            f"Waiting items go on tomorrow (UTC); raise it with: groundswell limits set {self._provider} --budget N"
        )
