"""Flow runs of Prefect whose process is gone: what to tell Prefect of them, and which is run once more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tasks.runs.orphan_store import MadeRun
from tasks.runs.orphans import SLACK, Starts, is_gone

ACTIVE = ("RUNNING", "PENDING", "CANCELLING")
# A run that has just come into its state may be in no process yet, or about to leave it by itself.
GRACE, PENDING_GRACE = timedelta(seconds=10), timedelta(seconds=60)
# A crashed run is started again within this time; later there is nothing to make up for that the next run does not do.
RESUMABLE = timedelta(hours=1)
# Its worker may say once more that it crashed, when the server is back.
REST = timedelta(seconds=60)
RESUMED = "resumed"  # the tag of a run that was started again: none is twice


@dataclass(frozen=True, slots=True)
class FlowRun:
    """A flow run as Prefect has it. ``pid`` is that of the process its worker started.

    ``parent_task_run_id`` stands for it in the run it is a part of.
    """

    id: str
    name: str
    flow_id: str
    parent_task_run_id: str | None
    deployment_id: str | None
    state_type: str
    state_name: str
    state_at: datetime
    expected_at: datetime
    pid: int | None
    tags: tuple[str, ...]

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> "FlowRun":
        """From Prefect's JSON."""
        pid = str(answer.get("infrastructure_pid") or "").rpartition(":")[2]
        state = answer["state"]
        return cls(
            answer["id"],
            answer["name"],
            answer["flow_id"],
            answer["parent_task_run_id"],
            answer["deployment_id"],
            state["type"],
            state["name"],
            datetime.fromisoformat(state["timestamp"]),
            datetime.fromisoformat(answer["expected_start_time"] or state["timestamp"]),
            int(pid) if pid.isdecimal() else None,
            tuple(answer["tags"]),
        )


@dataclass(frozen=True, slots=True)
class End:
    """The state a run is brought to."""

    type: str
    name: str
    message: str


def end_of(
    run: FlowRun,
    made: Sequence[MadeRun],
    *,
    host: str,
    starts: Starts,
    worker_started_at: datetime | None,
    now: datetime,
) -> End | None:
    """How a run that Prefect takes for active has ended; None while it may still be at work.

    ``made``: its rows of ops.run, the one of the flow itself first. What they say of the end is told to Prefect, which
    was away then. ``worker_started_at`` is None where no worker runs.
    """
    if now - run.state_at < (PENDING_GRACE if run.state_type == "PENDING" else GRACE):
        return None
    if run.state_type == "PENDING":  # its worker has taken it, and no process told of itself yet
        is_left = worker_started_at is None or worker_started_at > run.state_at
        return crashed("The worker that had taken it is gone.") if is_left else None
    own = [one for one in made if one.flow == made[0].flow]
    gone = [is_gone(one.process, host, starts) for one in own if one.process is not None]
    if run.pid is not None:
        started_at = starts(run.pid)
        gone.append(started_at is None or started_at > run.state_at + SLACK)
    if not gone or not all(gone):
        return None
    if run.state_type == "CANCELLING":
        return End("CANCELLED", "Cancelled", "Its process is gone.")
    match own[-1].state if own else None:
        case "completed":
            return End("COMPLETED", "Completed", "It ended while the Prefect server was away.")
        case "partial":
            return End("COMPLETED", "Partial", own[-1].reason or "It ended while the Prefect server was away.")
        case "failed":
            return End("FAILED", "Failed", own[-1].reason or "It failed while the Prefect server was away.")
        case _:
            return crashed("Its process is gone.")


def is_run_again(run: FlowRun, others: Iterable[FlowRun], now: datetime, rest: timedelta = REST) -> bool:
    """Whether a crashed run is started once more: of a deployment, for the first time, soon, and no later one does it.

    ``others``: runs of its deployment.
    """
    is_soon = rest <= now - run.state_at < RESUMABLE
    is_first = run.deployment_id is not None and RESUMED not in run.tags and is_soon
    return is_first and not any(_stands_in(other, run) for other in others if other.id != run.id)


def leaked_slots(limits: Mapping[str, int], active: Iterable[FlowRun]) -> dict[str, int]:
    """Limits that count more slots as taken than runs are active, with how many those are; by deployment."""
    held: dict[str, int] = dict.fromkeys(limits, 0)
    for run in active:
        if run.deployment_id in held:
            held[run.deployment_id] += 1
    return {deployment: held[deployment] for deployment, taken in limits.items() if taken > held[deployment]}


def _stands_in(other: FlowRun, run: FlowRun) -> bool:
    """Whether another run of the deployment is at work, or came or waits after this one; what is planned does not."""
    return other.state_type in ACTIVE or (other.expected_at > run.expected_at and other.state_name != "Scheduled")


def crashed(message: str) -> End:
    """The end of a run that can't say so itself."""
    return End("CRASHED", "Crashed", f"{message} What was left waits in the queue.")
