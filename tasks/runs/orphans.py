"""Runs whose process is gone: nobody will ever say how they ended, unless we do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

# Starts of processes are told to a hundredth of a second, counted from the machine's start.
SLACK = timedelta(seconds=2)
# A run of a version that kept no process: after this long it has ended one way or the other.
LONGEST = timedelta(days=1)

# Start of the process of a number on this machine (UTC); None where there is none.
Starts = Callable[[int], datetime | None]


@dataclass(frozen=True, slots=True)
class RunProcess:
    """The process a run is in: machine, number there, start (UTC)."""

    host: str
    pid: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run that is not closed; ``process`` is None where none was kept."""

    run_id: int
    flow: str
    started_at: datetime
    process: RunProcess | None


def is_gone(process: RunProcess, host: str, starts: Starts) -> bool:
    """Whether the process has ended, seen from ``host``; of another machine's nothing can be said."""
    if process.host != host:
        return False
    started_at = starts(process.pid)
    return started_at is None or abs(started_at - process.started_at) > SLACK


def orphans(runs: Iterable[OpenRun], host: str, starts: Starts, now: datetime) -> dict[int, str]:
    """Those that crashed, with the sentence to close them with, by run_id."""
    return {
        run.run_id: crash_sentence(run.process)
        for run in runs
        if (now - run.started_at > LONGEST if run.process is None else is_gone(run.process, host, starts))
    }


def crash_sentence(process: RunProcess | None) -> str:
    """Why a run is closed as crashed, and what to do."""
    what = "It never ended" if process is None else f"Its process ({process.pid} on {process.host}) was gone"
    return (
        f"{what} before it could say how it ended. Nothing is lost: what was left waits in the queue for the next run."
    )
