"""A sandbox world's listening histories, written and loaded the way people bring in real ones."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.datadir import DataDir
from flows.ingest_history import ingest_history
from flows.services.prefect_server import run_under_prefect
from flows.services.processes import run_python

USERS = "users.csv"


@dataclass(frozen=True, slots=True)
class History:
    """Somebody's history: a zip or a folder as Spotify sends it."""

    user: str
    time_zone: str
    path: str


def history_folder(data_dir: DataDir) -> Path:
    """Where a data folder keeps its sandbox's histories."""
    return data_dir.path / "history"


def write_histories_apart(seed: int, end_on: date, folder: Path) -> None:
    """Write them in a process of its own, unless they are there; the list of users comes last.

    Raises ServiceError when it fails.
    """
    if not (folder / USERS).exists():
        run_python("sandbox.history", "--seed", str(seed), "--end-on", str(end_on), "--to", str(folder))


def read_histories(folder: Path) -> list[History]:
    """Whose histories lie where."""
    with (folder / USERS).open(newline="", encoding="utf-8") as file:
        return [History(row["user"], row["time_zone"], row["path"]) for row in csv.DictReader(file)]


def ingest_histories(data_dir: DataDir, people: Sequence[History]) -> None:
    """Load the listening histories of everybody, one after another."""
    for history in people:
        run_under_prefect(data_dir, ingest_history, history.path, history.user, history.time_zone)
