"""Rows of ops.run that say running: which of them nobody will close."""

from datetime import UTC, datetime, timedelta

from tasks.runs.orphans import LONGEST, OpenRun, RunProcess, orphans
from tasks.runs.run_process import started_at, this_host, this_process

NOW = datetime(2026, 11, 29, tzinfo=UTC)
BEGAN = NOW - timedelta(hours=1)


def run(run_id: int, process: RunProcess | None, began: datetime = BEGAN) -> OpenRun:
    return OpenRun(run_id, "daily", began, process)


def found(*runs: OpenRun) -> dict[int, str]:
    return orphans(runs, "here", {1: BEGAN, 2: NOW}.get, NOW)


def test_a_process_that_is_gone_leaves_an_orphan() -> None:
    closed = found(
        run(1, RunProcess("here", 1, BEGAN)),
        run(2, RunProcess("here", 2, BEGAN)),  # the number is another one's now
        run(3, RunProcess("here", 3, BEGAN)),
        run(4, RunProcess("elsewhere", 3, BEGAN)),
    )
    assert sorted(closed) == [2, 3]
    assert "Its process (3 on here) was gone" in closed[3]


def test_a_run_without_a_process_is_one_after_a_day() -> None:
    assert sorted(found(run(1, None), run(2, None, NOW - LONGEST - timedelta(seconds=1)))) == [2]


def test_this_process_is_not_gone() -> None:
    mine = this_process()
    assert orphans([run(1, mine)], this_host(), started_at, NOW) == {}
    assert started_at(2**22 + 1) is None  # no process has such a number
