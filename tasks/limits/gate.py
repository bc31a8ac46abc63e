"""The gate in Postgres: one row for each provider, from which every worker on every host reserves its calls."""

import threading
import time
from datetime import timedelta

from sqlalchemy import Connection, Engine, text

from db.statements import statement
from tasks.limits.limit import Limit
from tasks.providers.errors import Blocked, BudgetSpent, StopsRun


class PostgresGate:
    """Spaces the calls to one provider. Safe to use from many threads; close it when done.

    Reservations are committed without waiting for the disk: after a crash of the server a few may be forgotten,
    which costs a little of the rate, not the data.
    """

    def __init__(self, engine: Engine, provider: str) -> None:
        self._engine, self._provider = engine, provider
        self._local = threading.local()
        self._open: list[Connection] = []
        self._lock = threading.Lock()

    def reserve(self) -> float:
        """Take the next slot and sleep until it comes; the seconds slept. Raises Blocked or BudgetSpent."""
        wait_s = self._connection().execute(statement("limits/reserve"), {"provider": self._provider}).scalar()
        if wait_s is None:
            raise self._refusal()
        if wait_s > 0:
            time.sleep(wait_s)
        return max(float(wait_s), 0.0)

    def push_back(self, wait_s: float) -> None:
        """Everybody waits ``wait_s`` seconds. Raises Blocked, and blocks the provider, above the cap of the limit."""
        limit = self._limit()
        if wait_s > limit.wait_cap_s:
            reason = (
                f"{self._provider} asked for {wait_s:.0f} s of wait, more than the {limit.wait_cap_s} s obeyed at once"
            )
            self.block(timedelta(seconds=wait_s), reason)
            raise Blocked(f"{reason}. Waiting items stay queued and go on after it.", wait_s)
        self._connection().execute(statement("limits/push_back"), {"provider": self._provider, "wait_s": wait_s})

    def block(self, duration: timedelta, reason: str) -> None:
        """Nobody calls for ``duration``; the reason is kept with the limit."""
        self._connection().execute(
            statement("limits/block"),
            {"provider": self._provider, "seconds": duration.total_seconds(), "reason": reason},
        )

    def close(self) -> None:
        """Give the connections back."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()

    def _connection(self) -> Connection:
        held: Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            held.execute(text("set synchronous_commit = off"))
            self._local.connection = held
            with self._lock:
                self._open.append(held)
        return held

    def _limit(self) -> Limit:
        row = self._connection().execute(statement("limits/show"), {"provider": self._provider}).one_or_none()
        if row is None:
            raise StopsRun(f"No limit is set for {self._provider}. Run: groundswell limits show")
        return Limit(
            row.wait_cap_s, row.daily_budget, row.spent_today, row.blocked_s, row.blocked_reason, row.day_left_s
        )

    def _refusal(self) -> StopsRun:
        limit = self._limit()
        if limit.blocked_reason is not None:
            return Blocked(
                f"No calls to {self._provider} for another {limit.blocked_s or 0:.0f} s: {limit.blocked_reason}. "
                f"Lift it with: groundswell limits set {self._provider}",
                limit.blocked_s,
            )
        return BudgetSpent(
            f"The budget of {limit.daily_budget} calls a day to {self._provider} is spent ({limit.spent_today} made). "
            f"Waiting items go on tomorrow (UTC); raise it with: groundswell limits set {self._provider} --budget N",
            limit.day_left_s,
        )
