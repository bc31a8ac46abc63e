"""Superset brought back from a backup on a machine that had nothing: people log in as before."""

import json
import socket
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from installation import GROUNDSWELL, Installation

from db import embedded
from db.datadir import DataDir
from db.engine import make_engine

pytestmark = pytest.mark.slow


def verb(environment: dict[str, str], *words: str) -> Any:
    done = subprocess.run([GROUNDSWELL, *words, "--json"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_people_log_in_where_it_was_restored(
    installation: Installation,
    tmp_path: Path,
    disposable_data_dir: Callable[[Path], AbstractContextManager[DataDir]],
) -> None:
    here = {**installation.environment, "GROUNDSWELL_BACKUP_PASSPHRASE": "of the tests"}
    verb(here, "backup", str(tmp_path / "backup"))
    there = {name: value for name, value in here.items() if name != "DATABASE_URL"}
    there["GROUNDSWELL_DATA_DIR"] = str(tmp_path / "data")
    assert verb(there, "restore", str(tmp_path / "backup"))["is_equal"] is True
    with disposable_data_dir(tmp_path / "data") as data_dir:
        assert verb(there, "db", "fingerprint") == installation.verb("db", "fingerprint")
        url = verb(there, "superset", "start", "--port", str(free_port()))["url"]
        restored = Installation(url, make_engine(embedded.ensure(data_dir).url), there, data_dir.path)
        try:
            for user in ("marketing", "admin"):
                person = restored.logged_in(user, installation.password(user))
                assert person.get("/superset/welcome/").status_code == 200
            boards = [
                one.logged_in("admin").ask("/api/v1/dashboard/", method="GET") for one in (installation, restored)
            ]
            assert boards[0].json()["ids"] == boards[1].json()["ids"]
        finally:
            restored.close()
            restored.engine.dispose()
            assert restored.run("superset", "stop").returncode == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found
