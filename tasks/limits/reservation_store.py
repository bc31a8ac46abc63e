"""Calls reserved in Postgres: one row for each provider, from which every worker on every host takes its turn."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, text

from db.statements import statement
from tasks.limits.limit import Limit


class Reservations:
    """The row of one provider. Safe to use from many threads; close it when done.

    Reservations are committed without waiting for the disk: after a crash of the server a few may be forgotten,
    which costs a little of the rate, not the data.
    """

    def __init__(self, engine: Engine, provider: str) -> None:
        self._engine, self._provider = engine, provider
        self._idle: list[Connection] = []
        self._lock = threading.Lock()

    def reserve(self, calls: int) -> float | None:
        """Seconds until the next slot, which is ours now; None while the provider is blocked or its budget spent."""
        with self.connection() as connection:
            wait_s = connection.execute(statement("limits/reserve"), self._given(calls=calls)).scalar()
        return None if wait_s is None else float(wait_s)

    def push_back(self, wait_s: float) -> None:
        """No slot before ``wait_s`` seconds from now."""
        with self.connection() as connection:
            connection.execute(statement("limits/push_back"), self._given(wait_s=wait_s))

    def block(self, seconds: float, reason: str) -> None:
        """No slot for so many seconds; the reason is kept with the limit."""
        with self.connection() as connection:
            connection.execute(statement("limits/block"), self._given(seconds=seconds, reason=reason))

    def limit(self) -> Limit | None:
        """The limit as it stands; None where none is set."""
        with self.connection() as connection:
            row = connection.execute(statement("limits/show"), self._given()).one_or_none()
        if row is None:
            return None
        return Limit(row.wait_cap_s, row.daily_budget, row.spent_today, row.blocked_s, row.blocked_reason)

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            for connection in self._idle:
                # closed for good: nobody else may inherit a session that does not wait for the disk
                connection.invalidate()
                connection.close()
            self._idle.clear()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """An open connection nobody else uses; kept for the next call, because opening one costs more than a slot."""
        with self._lock:
            idle_connection = self._idle.pop() if self._idle else None
        if idle_connection is None:
            idle_connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            idle_connection.execute(text("set synchronous_commit = off"))
        try:
            yield idle_connection
        except BaseException:
            idle_connection.invalidate()
            idle_connection.close()
            raise
        with self._lock:
            self._idle.append(idle_connection)

    def _given(self, **values: Any) -> dict[str, Any]:
        return {"provider": self._provider, **values}
