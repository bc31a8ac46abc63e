"""Flow runs whose process is gone: brought to their end, run again once, and never while they are at work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.services.crashed_runs import RESUMED, FlowRun, end_of, is_run_again, leaked_slots
from tasks.runs.orphan_store import MadeRun
from tasks.runs.orphans import RunProcess

NOW = datetime(2026, 11, 29, 5, 10, tzinfo=UTC)
BEGAN = NOW - timedelta(minutes=5)
ALIVE, DEAD, REUSED = 100, 200, 300
RUN = FlowRun("r1", "Daily run", "f1", None, "d1", "RUNNING", "Running", BEGAN, BEGAN, None, ())
SECOND = timedelta(seconds=1)


def starts(pid: int) -> datetime | None:
    return {ALIVE: BEGAN - SECOND, REUSED: NOW - SECOND}.get(pid)


def made(
    pid: int, state: str = "running", flow: str = "daily", host: str = "here", reason: str | None = None
) -> MadeRun:
    return MadeRun(flow, state, reason, RunProcess(host, pid, BEGAN - SECOND))


def end(run: FlowRun, *rows: MadeRun, worker_started_at: datetime | None = BEGAN - timedelta(hours=1)) -> str | None:
    found = end_of(run, rows, host="here", starts=starts, worker_started_at=worker_started_at, now=NOW)
    return found.name if found is not None else None


@pytest.mark.parametrize("pid", [DEAD, REUSED])
def test_a_run_whose_process_is_gone_has_crashed(pid: int) -> None:
    assert end(replace(RUN, pid=pid)) == "Crashed"
    assert end(RUN, made(pid)) == "Crashed"


def test_a_run_at_work_is_left_alone() -> None:
    assert end(replace(RUN, pid=ALIVE)) is None
    assert end(RUN, made(ALIVE)) is None
    # its worker had told of an earlier process, before it was run again
    assert end(replace(RUN, pid=DEAD), made(DEAD), made(ALIVE)) is None


def test_what_nobody_knows_is_left_alone() -> None:
    assert end(RUN) is None
    assert end(RUN, made(DEAD, host="elsewhere")) is None


def test_a_run_that_has_just_begun_is_left_alone() -> None:
    assert end(replace(RUN, pid=DEAD, state_at=NOW - 3 * SECOND)) is None


@pytest.mark.parametrize(
    ("state", "named"),
    [("completed", "Completed"), ("partial", "Partial"), ("failed", "Failed"), ("crashed", "Crashed")],
)
def test_an_end_that_could_not_be_told_is_told(state: str, named: str) -> None:
    # what ran inside it, unwatched, says nothing of it
    assert end(RUN, made(DEAD, state), made(DEAD, "completed", flow="cascade")) == named


def test_a_run_being_cancelled_is_cancelled() -> None:
    assert end(replace(RUN, state_type="CANCELLING", pid=DEAD)) == "Cancelled"


def test_a_run_that_a_worker_took_and_left_has_crashed() -> None:
    taken = replace(RUN, state_type="PENDING", state_name="Pending", pid=DEAD)
    assert end(taken) is None, "its worker is at it"
    assert end(taken, worker_started_at=NOW - SECOND) == "Crashed"
    assert end(taken, worker_started_at=None) == "Crashed"
    assert end(replace(taken, state_at=NOW - 30 * SECOND), worker_started_at=NOW - SECOND) is None


CRASHED = replace(RUN, state_type="CRASHED", state_name="Crashed", state_at=NOW - 80 * SECOND)


def test_a_crashed_run_is_run_again_once() -> None:
    assert is_run_again(CRASHED, [CRASHED], NOW)
    assert not is_run_again(replace(CRASHED, tags=(RESUMED,)), [], NOW)
    assert not is_run_again(replace(CRASHED, state_at=NOW - timedelta(hours=2)), [], NOW)
    assert not is_run_again(replace(CRASHED, state_at=NOW - 20 * SECOND), [], NOW), "its worker may say so once more"
    assert not is_run_again(replace(CRASHED, deployment_id=None), [], NOW)


def test_a_later_run_does_what_is_left() -> None:
    planned = replace(
        RUN, id="r2", state_type="SCHEDULED", state_name="Scheduled", expected_at=NOW + timedelta(hours=19)
    )
    assert is_run_again(CRASHED, [planned], NOW)
    waiting = replace(planned, state_name="AwaitingConcurrencySlot", expected_at=NOW - SECOND)
    assert not is_run_again(CRASHED, [waiting], NOW)
    assert not is_run_again(CRASHED, [replace(RUN, id="r2", expected_at=BEGAN - timedelta(days=1))], NOW)


def test_a_slot_that_no_run_holds_is_found() -> None:
    assert leaked_slots({"d1": 1, "d2": 1, "d3": 0}, [RUN]) == {"d2": 0}
    assert leaked_slots({"d1": 0}, [RUN]) == {}


def test_a_run_is_read_from_prefects_answer() -> None:
    answer = {
        "id": "r1",
        "name": "Daily run",
        "flow_id": "f1",
        "parent_task_run_id": None,
        "deployment_id": "d1",
        "state": {"type": "RUNNING", "name": "Running", "timestamp": "2026-11-29T05:05:00Z"},
        "expected_start_time": "2026-11-29T05:05:00Z",
        "infrastructure_pid": "host:100",
        "tags": ["resumed"],
    }
    assert FlowRun.of(answer) == replace(RUN, pid=ALIVE, tags=(RESUMED,))
