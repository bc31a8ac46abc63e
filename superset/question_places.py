"""How many questions a process asks the warehouse at once: fewer than it has threads, so that whatever asks nothing is
answered while long questions run.

A question beyond that waits its turn, whoever has the fewest running first; one for which there is no room to wait, or
whose turn does not come in time, is told so.
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Condition, local

# Of each process, which has 14 threads (flows/services/superset_server.py).
RUNNING, WAITING = 4, 6
OF_ONE_RUNNING, OF_ONE = 3, 7  # a browser asks six at once
LONGEST_WAIT_S = 30  # with 25 s for the question itself, within the 60 s a browser waits


class WarehouseBusy(Exception):
    """There is no place for a question; ``str()`` is a sentence for who asks."""


class QuestionPlaces:
    """Places for questions, and a line before them."""

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S) -> None:
        self._longest_wait_s = longest_wait_s
        self._changed = Condition()
        self._running: Counter[Hashable] = Counter()
        self._line: list[tuple[object, Hashable]] = []
        self._mine = local()

    @contextmanager
    def taken(self, person: Hashable) -> Iterator[None]:
        """Wait for a place, and have it; a thread that has one needs no other. Raises WarehouseBusy."""
        if getattr(self._mine, "has_place", False):
            yield
            return
        self._enter(person)
        self._mine.has_place = True
        try:
            yield
        finally:
            self._mine.has_place = False
            with self._changed:
                self._running[person] -= 1
                self._running += Counter()  # forgets who has none
                self._changed.notify_all()

    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._line)

    def _enter(self, person: Hashable) -> None:
        with self._changed:
            own = self._running[person] + sum(other == person for _, other in self._line)
            if self._running.total() + len(self._line) >= RUNNING + WAITING or own >= OF_ONE:
                raise self._busy()
            ticket = (object(), person)
            self._line.append(ticket)
            try:
                if not self._changed.wait_for(lambda: self._is_next(ticket), self._longest_wait_s):
                    raise self._busy()
                self._running[person] += 1
            finally:
                self._line.remove(ticket)
                self._changed.notify_all()

    def _is_next(self, ticket: tuple[object, Hashable]) -> bool:
        """Whether a place is free and nobody who has fewer running, or as many and came earlier, waits for it."""
        waiting = [each for each in self._line if self._running[each[1]] < OF_ONE_RUNNING]
        first = min(waiting, key=lambda each: self._running[each[1]], default=None)
        return self._running.total() < RUNNING and first is ticket

    def _busy(self) -> WarehouseBusy:
        return WarehouseBusy(
            f"The warehouse is busy: {self._running.total()} questions run here and {len(self._line)} wait. "
            "Nothing is wrong with yours; ask it again in a minute."
        )


PLACES = QuestionPlaces()
