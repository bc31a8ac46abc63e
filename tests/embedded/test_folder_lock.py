"""One starter at a time for a data folder; the second is told who is first."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from db.datadir import DataDir
from db.errors import FolderInUse
from db.folder_lock import folder_lock
from flows.services.names import WATCH
from tests.e2e.command_line import PROGRAM

HOLDER = """
import sys, time
from pathlib import Path
from db.datadir import DataDir
from db.folder_lock import folder_lock
with folder_lock(DataDir.open(Path(sys.argv[1])), "demo"):
    print("ready", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path):
    DataDir.open(tmp_path / "data", create=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path / "data"], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def test_the_second_is_told_who_is_first_and_since_when(tmp_path, holder):
    told = rf"data is in use by `groundswell demo` \(process {holder.pid}, since 20\d\d-\d\d-\d\d .* UTC\); nothing was"
    for _ in range(2):  # asking does not overwrite the answer
        with pytest.raises(FolderInUse, match=told), folder_lock(DataDir.open(tmp_path / "data"), "up"):
            pass


def test_a_killed_holder_leaves_the_folder_free(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    data_dir = DataDir.open(tmp_path / "data")
    told = rf"`groundswell up` \(process {os.getpid()},"
    with (
        folder_lock(data_dir, "up"),
        pytest.raises(FolderInUse, match=told),
        folder_lock(data_dir, "up"),
    ):
        pass
    with folder_lock(data_dir, "demo"):
        pass


def test_down_stops_a_watch_that_is_starting_something(tmp_path, holder):
    data_dir = DataDir.open(tmp_path / "data")
    created = psutil.Process(holder.pid).create_time()
    data_dir.write_state(f"service-{WATCH}", {"pid": holder.pid, "created": created, "port": None, "about": {}})
    done = subprocess.run([PROGRAM, "down", "--data-dir", data_dir.path], capture_output=True, text=True, check=False)
    assert (done.returncode, holder.wait()) == (0, -signal.SIGTERM), done.stderr
    assert "Stopped watch" in done.stdout + done.stderr


def test_a_folder_does_not_stop_another(tmp_path, holder):
    with folder_lock(DataDir.open(tmp_path / "other", create=True), "up"):
        pass


@pytest.mark.parametrize(("verb", "words"), [("up", ["--no-superset"]), ("demo", ["--no-superset"]), ("down", [])])
def test_a_second_start_or_end_changes_nothing_and_other_verbs_go_on(tmp_path, holder, verb, words):
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "share"), "DATABASE_URL": "postgresql://127.0.0.1:1/x"}

    def ran(*words):
        program = [PROGRAM, *words, "--data-dir", tmp_path / "data"]
        return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)

    before = sorted((tmp_path / "data").rglob("*"))
    done = ran(verb, *words)
    assert done.returncode == 1
    assert f"process {holder.pid}" in done.stderr
    assert sorted((tmp_path / "data").rglob("*")) == before
    assert not (tmp_path / "share").exists()  # nor is the folder remembered
    if verb == "up":
        assert ran("db", "url").stdout.strip().endswith("127.0.0.1:1/x")
