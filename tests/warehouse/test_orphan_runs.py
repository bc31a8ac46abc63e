"""Runs whose process was killed are closed on the board; those at work are left alone."""

import subprocess
import sys

import pytest
from sqlalchemy import Engine

from tasks.runs import store
from tasks.runs.orphan_store import close_orphans, made_by
from tasks.runs.orphans import RunProcess
from tasks.runs.run_process import started_at, this_host
from tests.warehouse.queued import run_sql


def test_a_run_of_a_killed_process_is_closed_as_crashed(warehouse: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = store.start_run(warehouse, "rollup", {})
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        began = started_at(other.pid)
        assert began is not None
        with monkeypatch.context() as patch:
            patch.setattr(store, "this_process", lambda: RunProcess(this_host(), other.pid, began))
            theirs = store.start_run(warehouse, "daily", {}, flow_run_id_prefect="r1")
        assert close_orphans(warehouse) == []
        other.kill()
        other.wait()
    [line] = close_orphans(warehouse)
    assert line.startswith(f"Run {theirs} (daily) has crashed. Its process ({other.pid} on ")
    rows = run_sql(warehouse, "select run_id, state, ended_at is not null, reason is not null from ops.run order by 1")
    assert rows == [(mine, "running", False, False), (theirs, "crashed", True, True)]
    assert close_orphans(warehouse) == []
    assert [(run.flow, run.state) for run in made_by(warehouse, ["r1", "r2"])["r1"]] == [("daily", "crashed")]
    run_sql(warehouse, "select 1 from bi.run_board where state = 'crashed' and is_failed_lately")
