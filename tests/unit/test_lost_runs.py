"""Active flow runs of which no process is known: they end where nobody can be at work on them, and only there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.services.crashed_runs import FlowRun
from flows.services.lost_runs import end_of_unknown, is_unknown

NOW = datetime(2026, 11, 29, 5, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LONG, SHORT = NOW - timedelta(minutes=6), NOW - 5 * SECOND
RUN = FlowRun("r1", "Daily run", "f1", None, None, "RUNNING", "Running", LONG, LONG, None, ())
PARENT = replace(RUN, id="r0", state_type="COMPLETED", state_name="Completed", state_at=NOW - 20 * SECOND)
PART = replace(RUN, parent_task_run_id="t1")
PENDING = replace(RUN, state_type="PENDING", state_name="Pending")


def end(run: FlowRun, parent: FlowRun | None = None, *, is_ours: bool = True) -> str | None:
    found = end_of_unknown(run, parent, is_ours=is_ours, now=NOW)
    return found.name if found is not None else None


@pytest.mark.parametrize("state", ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"])
def test_a_part_of_a_run_that_has_ended_has_ended(state: str) -> None:
    assert end(PART, replace(PARENT, state_type=state)) == "Crashed"
    assert end(PART, replace(PARENT, state_type=state, state_at=SHORT)) is None, "it may be about to say so itself"
    assert end(replace(PART, state_at=SHORT), replace(PARENT, state_type=state)) is None


@pytest.mark.parametrize("state", ["RUNNING", "PENDING", "PAUSED", "SCHEDULED"])
def test_a_part_of_a_run_at_work_is_left_alone(state: str) -> None:
    assert end(PART, replace(PARENT, state_type=state)) is None


def test_a_run_of_ours_that_no_process_tells_of_for_long_has_crashed() -> None:
    assert end(RUN) == "Crashed"
    assert end(replace(RUN, state_at=NOW - 280 * SECOND)) is None
    assert end(RUN, is_ours=False) is None, "others need not say in which process they are"


def test_a_verbs_run_that_did_not_begin_has_crashed_and_one_that_a_worker_starts_has_time() -> None:
    lately = replace(PENDING, state_at=NOW - 70 * SECOND)
    assert end(lately) == "Crashed"
    assert end(replace(lately, state_at=NOW - 50 * SECOND)) is None
    assert end(replace(lately, deployment_id="d1")) is None
    assert end(replace(PENDING, deployment_id="d1")) == "Crashed"


def test_a_run_is_known_by_its_worker_or_by_its_row() -> None:
    assert is_unknown(RUN, has_rows=False)
    assert not is_unknown(RUN, has_rows=True)
    assert not is_unknown(replace(RUN, pid=100), has_rows=False)
    assert is_unknown(replace(PENDING, pid=100), has_rows=True), "that was its process before it was run again"
