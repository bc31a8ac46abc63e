"""Flow runs that Prefect takes for active and of which no process is known: the message that would say was lost."""

from datetime import datetime, timedelta

from flows.services.crashed_runs import GRACE, PENDING_GRACE, End, FlowRun, crashed

ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
# Each of our flows says within seconds in which process it is: its worker to Prefect, or itself by a row of ops.run.
NOBODY = timedelta(minutes=5)


def is_unknown(run: FlowRun, has_rows: bool) -> bool:
    """Whether nobody has told in which process an active run is; ``has_rows``: of ops.run."""
    return run.state_type == "PENDING" or (run.pid is None and not has_rows)


def end_of_unknown(run: FlowRun, parent: FlowRun | None, *, is_ours: bool, now: datetime) -> End | None:
    """How such a run has ended; None while it may still be at work.

    ``parent`` is the run it is a part of: where that has ended, so has the part, whose own end was told to a server
    that was away. ``is_ours``: of a flow that has a deployment here; of others nothing is known.
    """
    age = now - run.state_at
    if parent is not None:
        is_over = parent.state_type in ENDED and min(age, now - parent.state_at) >= GRACE
        return crashed("The run it was a part of has ended, and how it ended itself was not told.") if is_over else None
    if run.state_type == "PENDING" and run.deployment_id is None and age >= PENDING_GRACE:
        # what starts here begins at once, or, where the server goes away just then, unwatched
        return crashed("It did not begin under Prefect.")
    return crashed("Nobody has told of a process that it is in.") if is_ours and age >= NOBODY else None
