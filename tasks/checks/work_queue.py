"""Kinds of work whose items wait and none is done, and items that were given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasks.checks.finding import Finding, counted, words_of

KIND = "queue"
# Every item that is due is taken by a run of the day, the sweep of the night at the latest.
LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KindOfWork:
    """Items of a kind: those due with the oldest since when, when one was last done, those given up. Times are UTC."""

    kind: str
    label: str
    due_items: int
    oldest_due_at: datetime | None
    last_done_at: datetime | None
    dead_items: int
    dead_reason: str | None


def queue_findings(kinds: Sequence[KindOfWork], now: datetime) -> tuple[Finding, ...]:
    """A kind stands still when an item is due for a day and none was done in that day; dead items count each time."""
    still = [_still(kind, at) for kind in kinds if (at := kind.oldest_due_at) is not None and _stands_still(kind, now)]
    return (*still, *(_dead(kind) for kind in kinds if kind.dead_items))


def _stands_still(kind: KindOfWork, now: datetime) -> bool:
    longest = now - LONGEST_WAIT
    is_waiting = kind.oldest_due_at is not None and kind.oldest_due_at <= longest
    return is_waiting and (kind.last_done_at is None or kind.last_done_at <= longest)


def _still(kind: KindOfWork, oldest: datetime) -> Finding:
    done = f"the last one was done {words_of(kind.last_done_at)}" if kind.last_done_at else "none was ever done"
    return Finding(
        f"queue:{kind.kind}",
        KIND,
        f"The queue does not drain: {counted(kind.due_items, 'item')} of {kind.label} due, the oldest since "
        f"{words_of(oldest)}; {done}.",
        "See what holds it: groundswell limits show, groundswell work list; then: groundswell sweep",
    )


def _dead(kind: KindOfWork) -> Finding:
    return Finding(
        f"dead:{kind.kind}",
        KIND,
        f"{counted(kind.dead_items, 'item')} of {kind.label} given up.\nMost often: {kind.dead_reason or 'no reason'}",
        "Look at them: groundswell work list --state dead; when the cause is gone: groundswell work revive",
    )
