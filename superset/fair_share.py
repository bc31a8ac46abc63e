"""Who is next at the warehouse, by what each had of it: a decision over figures, without clocks or locks.

There are four kinds of questions: what dashboards ask, for people whose questions took little or much of late, and SQL
of people's own, which may take any time, for the same two. Each kind leaves a place free for those before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

RUNNING = 4  # places of a process
OF_ONE_RUNNING = 3
LITTLE_S = 10.0  # who had more of late asks for much


@dataclass(frozen=True, slots=True)
class Claim:
    """A question and its asker: how many of theirs run, and seconds they had of late, see question_places."""

    is_own_sql: bool
    running: int
    seconds: float

    @property
    def closed(self) -> int:
        """How many places are not for it."""
        return 2 * self.is_own_sql + (self.seconds > LITTLE_S)

    @property
    def rank(self) -> tuple[int, int, float]:
        """The less, the sooner."""
        return self.closed, self.running, self.seconds


def next_claim(waiting: Sequence[Claim], running: Sequence[Claim]) -> int | None:
    """Which of those who wait, the earliest first, may begin now; None for nobody."""
    mine = [number for number, each in enumerate(waiting) if each.running < OF_ONE_RUNNING]
    first = min(mine, key=lambda number: waiting[number].rank, default=None)
    return first if first is not None and has_place(waiting[first], running) else None


def has_place(claim: Claim, running: Sequence[Claim]) -> bool:
    """Whether a place is free that is not closed to it: of those like it, or worse, so many fewer may run."""
    return all(sum(each.closed >= closed for each in running) < RUNNING - closed for closed in range(claim.closed + 1))


def worse_claim(waiting: Sequence[Claim], newcomer: Claim) -> int | None:
    """Which of those who wait makes room for somebody new: who had the most, if it is more; None for nobody."""
    last = max(range(len(waiting)), key=lambda number: waiting[number].rank, default=None)
    return last if last is not None and waiting[last].rank > newcomer.rank else None
