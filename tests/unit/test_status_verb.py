"""What verb status calls wrong: what should run and does not, and items given up; what was stopped is well."""

from pathlib import Path

import psutil
import pytest

from db.datadir import DataDir
from flows.cli.lifecycle import services, what_is_wrong
from flows.services.names import SUPERSET
from flows.services.processes import python, running, start, stop

# services outlive whoever starts them: nobody waits for their end
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def row(service: str, state: str) -> dict[str, str]:
    return {"service": service, "state": state}


@pytest.mark.parametrize(
    ("rows", "queue", "wrong"),
    [
        ([row("superset", "running"), row("prefect-worker", "stopped")], {"done": 3, "pending": 2}, []),
        (
            [row("prefect-worker", "gone")],
            {},
            ["prefect-worker should run and does not. Start it with: groundswell up"],
        ),
        (
            [row("mail-catcher", "gone")],
            {},
            ["mail-catcher should run and does not. Start it with: groundswell sandbox start"],
        ),
        ([], {"dead": 2}, ["2 items of the queue were given up. See why: groundswell work list --state dead"]),
    ],
)
def test_what_is_wrong_is_a_sentence_each(rows: list[dict[str, str]], queue: dict[str, int], wrong: list[str]) -> None:
    assert what_is_wrong(rows, queue) == wrong


def state_of(folder: DataDir) -> str:
    return next(row["state"] for row in services(folder) if row["service"] == SUPERSET)


def test_a_program_that_was_killed_is_gone_until_somebody_stops_it(tmp_path: Path) -> None:
    folder = DataDir.open(tmp_path / "data", create=True)
    assert state_of(folder) == "stopped"
    command = python("-c", "import time; time.sleep(600)")
    start(folder, SUPERSET, command, env={}, port=None, is_ready=lambda: True, patience_s=5)
    assert state_of(folder) == "running"
    there = running(folder, SUPERSET)
    assert there is not None
    process = psutil.Process(there.pid)
    process.kill()
    process.wait(10)
    assert state_of(folder) == "gone"
    assert not stop(folder, SUPERSET)
    assert state_of(folder) == "stopped"
