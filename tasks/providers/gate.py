"""The gate every call passes: it spaces calls by the provider's limit and counts them against the budget."""

from datetime import timedelta
from typing import Protocol


class Gate(Protocol):
    """What a client needs of a rate limit. The real one is shared by all workers, see tasks/limits."""

    def reserve(self) -> float:
        """Take the next slot and sleep until it comes; the seconds waited. Raises StopsRun when there is none."""
        ...

    def push_back(self, wait_s: float) -> None:
        """The provider asked for ``wait_s`` seconds: nobody calls before. Raises Blocked when that is too long."""
        ...

    def block(self, duration: timedelta, reason: str) -> None:
        """Nobody calls for ``duration``; ``reason`` is shown to whoever asks why."""
        ...
