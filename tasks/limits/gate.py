"""The gate of a provider: a call waits here until its reserved slot comes."""

import time
from datetime import timedelta

from sqlalchemy import Engine

from tasks.limits.limit import Limit
from tasks.limits.reservation_store import Reservations
from tasks.providers.errors import Blocked, BudgetSpent, StopsRun

# A slot missed by more than this is given up. Calls held up together would otherwise leave together.
LATE_S = 0.03


class PostgresGate:
    """Spaces the calls to one provider. Safe to use from many threads; close it when done."""

    def __init__(self, engine: Engine, provider: str) -> None:
        self._provider = provider
        self._reservations = Reservations(engine, provider)

    def reserve(self) -> float:
        """Take the next slot and sleep until it comes; the seconds it took. Raises Blocked or BudgetSpent."""
        began = time.monotonic()
        calls = 1
        while True:
            asked_at = time.monotonic()
            wait_s = self._reservations.reserve(calls)
            if wait_s is None:
                raise self._refusal()
            slot = asked_at + max(wait_s, 0.0)
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
        self._reservations.push_back(wait_s)

    def block(self, duration: timedelta, reason: str) -> None:
        """Nobody calls for ``duration``; the reason is kept with the limit."""
        self._reservations.block(duration.total_seconds(), reason)

    def close(self) -> None:
        """Close the connections."""
        self._reservations.close()

    def _limit(self) -> Limit:
        limit = self._reservations.limit()
        if limit is None:
            raise StopsRun(f"No limit is set for {self._provider}. Run: groundswell limits show")
        return limit

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
