"""How many questions a process asks the warehouse at once: fewer than it has threads, so that whatever asks nothing is
answered while long questions run.

A question beyond that waits its turn, whoever has the fewest running first, then whoever had the warehouse least in the
last minutes; one for which there is no room to wait, or whose turn does not come in time, is told so.
"""

import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Condition, local

# Of each process, which has 14 threads (flows/services/superset_server.py).
RUNNING, WAITING = 4, 6
OF_ONE_RUNNING, OF_ONE = 3, 7  # a browser asks six at once
HALVED_S = 60  # after so long half of what somebody used is forgotten
LONGEST_WAIT_S = 30  # with 25 s for the question itself, within the 60 s a browser waits


class WarehouseBusy(Exception):
    """There is no place for a question; ``str()`` is a sentence for who asks."""


class QuestionPlaces:
    """Places for questions, and a line before them."""

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S, clock: Callable[[], float] = time.monotonic) -> None:
        self._longest_wait_s, self._clock = longest_wait_s, clock
        self._used: dict[Hashable, tuple[float, float]] = {}  # seconds, as of when
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
        began = self._clock()
        self._mine.has_place = True
        try:
            yield
        finally:
            self._mine.has_place = False
            with self._changed:
                now = self._clock()
                self._used[person] = (self._use(person) + now - began, now)
                self._running[person] -= 1
                self._running += Counter()  # forgets who has none
                self._changed.notify_all()

    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._line)

    def _enter(self, person: Hashable) -> None:
        with self._changed:
            own = self._running[person] + sum(other == person for _, other in self._line)
            is_full = self._running.total() + len(self._line) >= RUNNING + WAITING
            if own >= OF_ONE or (is_full and not self._send_away(person)):
                raise self._busy()
            ticket = (object(), person)
            self._line.append(ticket)
            try:
                self._changed.wait_for(lambda: self._is_next(ticket) or ticket not in self._line, self._longest_wait_s)
                if not self._is_next(ticket):
                    raise self._busy()
                self._running[person] += 1
            finally:
                if ticket in self._line:
                    self._line.remove(ticket)
                self._changed.notify_all()

    def _send_away(self, newcomer: Hashable) -> bool:
        """Make room for somebody who had less than the one in line who had the most; whether there was one."""
        last = max(self._line, key=lambda each: self._had(each[1]), default=None)
        if last is None or self._had(last[1]) <= self._had(newcomer):
            return False
        self._line.remove(last)
        self._changed.notify_all()
        return True

    def _had(self, person: Hashable) -> tuple[int, float]:
        """What somebody has and had of the warehouse: questions that run, seconds of late."""
        return self._running[person], self._use(person)

    def _use(self, person: Hashable) -> float:
        seconds, at = self._used.get(person, (0.0, 0.0))
        return float(seconds * 0.5 ** ((self._clock() - at) / HALVED_S))

    def _is_next(self, ticket: tuple[object, Hashable]) -> bool:
        """Whether a place is free and nobody who has or had less, or as much and came earlier, waits for it."""
        waiting = [each for each in self._line if self._running[each[1]] < OF_ONE_RUNNING]
        first = min(waiting, key=lambda each: self._had(each[1]), default=None)
        return self._running.total() < RUNNING and first is ticket

    def _busy(self) -> WarehouseBusy:
        return WarehouseBusy(
            f"The warehouse is busy: {self._running.total()} questions run here and {len(self._line)} wait. "
            "Nothing is wrong with yours; ask it again in a minute."
        )


PLACES = QuestionPlaces()
