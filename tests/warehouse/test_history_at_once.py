"""Loads that run at once, and loads that are killed: whole files in or out, and one content at the end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.warehouse.histories import account, books, content, found, heard, load, written

ROOT = Path(__file__).parents[2]
LOAD = """
import sys
from pathlib import Path
from db.engine import make_engine
from tests.warehouse.histories import load
engine = make_engine(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
states = {loaded.state for loaded in load(engine, Path(sys.argv[2]), sys.argv[3])}
assert states <= {"loaded", "known"}, states
"""


def loading(engine: Engine, path: Path, user: str) -> "subprocess.Popen[str]":
    """A process that is ready to load and waits for the word."""
    url = engine.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-c", LOAD, url, str(path), user],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def end(process: "subprocess.Popen[str]") -> int:
    process.communicate()
    return process.returncode


def history(files: int, rows: int) -> dict[str, list[dict[str, Any]]]:
    """Files that overlap by half, with names spelled differently, and an account file of the same plays."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in range(files):
        its = range(file * rows // 2, file * rows // 2 + rows)
        found[f"endsong_{file}.json"] = [
            heard(
                f"2024-{1 + at // 28 // 24 % 12:02d}-{1 + at // 24 % 28:02d}T{at % 24:02d}:00:{at % 60:02d}Z",
                at % 400,
                master_metadata_album_album_name=f"Record {file % 3}",
                platform=f"device {at % 7} {file % 2}" if file < 2 else "ios",
            )
            for at in its
        ]
    found["StreamingHistory0.json"] = [
        account(f"2024-{1 + at // 28 // 24 % 12:02d}-{1 + at // 24 % 28:02d} {at % 24:02d}:00", at % 400)
        for at in range(0, rows, 3)
    ]
    return found


@pytest.mark.parametrize("users", [("Ann", "Ann"), ("Ann", "Bob")])
def test_two_processes_at_once_come_to_what_one_after_the_other_comes_to(
    own_warehouse: Engine, tmp_path: Path, users: tuple[str, str]
) -> None:
    # not the warehouse of all tests: the planner takes its tables for as small as the test before left them
    files = history(6, 1500)
    one = written(tmp_path / "one", dict(list(files.items())[:4]))
    other = written(tmp_path / "other", dict(list(files.items())[2:]))
    processes = [loading(own_warehouse, path, user) for path, user in ((one, users[0]), (other, users[1]))]
    for process in processes:
        go(process)
    assert [end(process) for process in processes] == [0, 0]
    assert books(own_warehouse) == []
    at_once = content(own_warehouse)
    with own_warehouse.begin() as connection:
        connection.exec_driver_sql(
            "delete from core.play; delete from ops.account_row; delete from ops.history_file; "
            "delete from ops.listening_mark; delete from core.heard_item; delete from core.play_context; "
            "delete from core.listening_user"
        )
    load(own_warehouse, other, users[1])
    load(own_warehouse, one, users[0])
    assert content(own_warehouse) == at_once


def test_a_load_that_is_killed_leaves_whole_files_and_can_be_run_again(warehouse: Engine, tmp_path: Path) -> None:
    files = history(8, 3000)
    path = written(tmp_path, files)
    process = loading(warehouse, path, "Ann")
    go(process)
    deadline = time.monotonic() + 60
    while not found(warehouse, "select 1 from ops.history_file") and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    end(process)
    # the server may need a moment to see that its client is gone
    waiting = "select count(*) from pg_stat_activity where datname = current_database() and state like '%transaction%'"
    while found(warehouse, waiting) != [(0,)] and time.monotonic() < deadline:
        time.sleep(0.05)
    loaded = found(warehouse, "select origin, rows_read from ops.history_file")
    assert 0 < len(loaded) < len(files)
    assert all(rows == len(files[name]) for name, rows in loaded)
    assert books(warehouse) == []
    assert {one.state for one in load(warehouse, path)} == {"known", "loaded"}
    assert books(warehouse) == []
    assert found(warehouse, "select count(*) from core.play p join core.play_context c using (context_id) "
                            "where c.form = 'extended'") == [(distinct(files),)]  # fmt: skip


def distinct(files: dict[str, list[dict[str, Any]]]) -> int:
    """Plays: rows of two files that differ in names or platform alone are one."""
    rows = [row for name, its in files.items() if name.startswith("endsong") for row in its]
    return len({(row["ts"], row["spotify_track_uri"], row["ms_played"]) for row in rows})
