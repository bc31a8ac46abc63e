"""How many questions a process asks the warehouse at once: fewer than it has threads, so that whatever asks nothing is
answered while long questions run.

A question beyond that waits its turn, see fair_share; one for which there is no room to wait, or whose turn does not
come in time, is told so. Each process keeps its own places, so that each has one left for who asked for little.
"""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, local

from fair_share import OF_ONE_RUNNING, RUNNING, Claim, next_claim, worse_claim

# Of each process, which has 14 threads (flows/services/superset_server.py).
WAITING = 6
OF_ONE = OF_ONE_RUNNING + 4  # a browser asks six at once
QUICK_S = 3  # what a question took up to here is not counted: a dashboard asks for many, each soon answered
HALVED_S = 300  # after so long half of what somebody used is forgotten
LONGEST_WAIT_S = 30  # with 25 s for the question itself, within the 60 s a browser waits


class WarehouseBusy(Exception):
    """There is no place for a question; ``str()`` is a sentence for who asks."""


@dataclass(eq=False, slots=True)
class Question:
    """One that waits or, since ``began``, runs."""

    person: Hashable
    is_own_sql: bool
    began: float | None = None


class QuestionPlaces:
    """Places for questions, and a line before them."""

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S, clock: Callable[[], float] = time.monotonic) -> None:
        self._longest_wait_s, self._clock = longest_wait_s, clock
        self._used: dict[Hashable, tuple[float, float]] = {}  # seconds, as of when
        self._changed = Condition()
        self._running: list[Question] = []
        self._line: list[Question] = []
        self._mine = local()

    @contextmanager
    def taken(self, person: Hashable, *, is_own_sql: bool = False) -> Iterator[None]:
        """Wait for a place, and have it; a thread that has one needs no other. Raises WarehouseBusy."""
        if getattr(self._mine, "has_place", False):
            yield
            return
        question = Question(person, is_own_sql)
        self._enter(question)
        self._mine.has_place = True
        try:
            yield
        finally:
            self._mine.has_place = False
            with self._changed:
                self._used[person] = (self._finished(person) + self._counted(question), self._clock())
                self._running.remove(question)
                self._changed.notify_all()

    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._line)

    def _enter(self, question: Question) -> None:
        with self._changed:
            own = sum(other.person == question.person for other in (*self._running, *self._line))
            is_full = len(self._running) + len(self._line) >= RUNNING + WAITING
            if own >= OF_ONE or (is_full and not self._send_away(question)):
                raise self._busy()
            self._line.append(question)
            try:
                self._changed.wait_for(
                    lambda: self._is_next(question) or question not in self._line, self._longest_wait_s
                )
                if not self._is_next(question):
                    raise self._busy()
                question.began = self._clock()
                self._running.append(question)
            finally:
                if question in self._line:
                    self._line.remove(question)
                self._changed.notify_all()

    def _is_next(self, question: Question) -> bool:
        number = next_claim(self._claims(self._line), self._claims(self._running))
        return number is not None and self._line[number] is question

    def _send_away(self, newcomer: Question) -> bool:
        """Make room for somebody who had less than another in line; whether there was one."""
        number = worse_claim(self._claims(self._line), *self._claims([newcomer]))
        if number is None:
            return False
        del self._line[number]
        self._changed.notify_all()
        return True

    def _claims(self, questions: list[Question]) -> list[Claim]:
        return [Claim(each.is_own_sql, self._count(each.person), self._use(each.person)) for each in questions]

    def _count(self, person: Hashable) -> int:
        return sum(each.person == person for each in self._running)

    def _use(self, person: Hashable) -> float:
        """Seconds somebody had of late, what runs now included."""
        return self._finished(person) + sum(self._counted(each) for each in self._running if each.person == person)

    def _finished(self, person: Hashable) -> float:
        seconds, at = self._used.get(person, (0.0, 0.0))
        return float(seconds * 0.5 ** ((self._clock() - at) / HALVED_S))

    def _counted(self, question: Question) -> float:
        return 0.0 if question.began is None else max(0.0, self._clock() - question.began - QUICK_S)

    def _busy(self) -> WarehouseBusy:
        return WarehouseBusy(
            f"The warehouse is busy: {len(self._running)} questions run here and {len(self._line)} wait. "
            "Nothing is wrong with yours; ask it again in a minute."
        )


PLACES = QuestionPlaces()
