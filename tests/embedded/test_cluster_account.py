"""Who Postgres runs as: an ordinary user, root's stand-in, root in a user's folder."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from db import binaries, embedded
from db.account import Account, postgres_account
from db.datadir import DataDir

NOBODY = 65534

# The interpreter may lie where an ordinary user cannot read, so everything is imported before root is dropped.
AS_USER = """
import importlib.metadata, json, os, sys
from pathlib import Path
import sqlalchemy.dialects.postgresql.psycopg2
from db import binaries, embedded
from db.datadir import DataDir
user, folder, programs = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
os.environ["HOME"] = str(folder.parent)
binaries.wheel_bin = lambda: programs
data_dir = DataDir.open(folder, create=True)
cluster = embedded.ensure(data_dir)
status = embedded.status(data_dir)
print(json.dumps({"pid": status.pid, "folder": str(status.folder), "started": cluster.started, "uid": os.geteuid()}))
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of the ordinary user's own, outside of root's folders."""
    folder = Path(tempfile.mkdtemp(prefix="groundswell-home-"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


def _as_user(folder: Path, programs: Path) -> dict[str, object]:
    ran = subprocess.run(
        [sys.executable, "-c", AS_USER, str(NOBODY), str(folder), str(programs)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    answer: dict[str, object] = json.loads(ran.stdout)
    return answer


def test_an_ordinary_user_and_root_share_a_folder_without_locking_each_other_out(home, ask):
    user = NOBODY if os.geteuid() == 0 else os.geteuid()
    account = Account("user", user, user, is_other=os.geteuid() == 0)
    programs = binaries.wheel_bin()
    if not account.can_run(programs / "postgres"):
        programs = binaries.copy_programs(programs, home / "programs")
    folder = home / "data"
    try:
        first = _as_user(folder, programs)
        assert first["started"]
        assert first["uid"] == user
        assert psutil.Process(first["pid"]).uids().real == user
        assert first["folder"] == str(folder / "postgres")

        data_dir = DataDir.open(folder)
        cluster = embedded.ensure(data_dir)  # as whoever runs the tests: root, for one
        assert not cluster.started
        assert ask(cluster.url, "select 1") == 1
        assert embedded.stop(data_dir)
        assert embedded.ensure(data_dir).started
        assert psutil.Process(embedded.status(data_dir).pid).uids().real == user
        data_dir.write_state("something", {"a": 1})

        assert not _as_user(folder, programs)["started"]
        assert {path.stat().st_uid for path in folder.rglob("*")} == {user}
    finally:
        embedded.stop(DataDir.open(folder))


def test_programs_are_copied_where_the_account_can_run_them(tmp_path, home, monkeypatch):
    hidden = binaries.copy_programs(binaries.wheel_bin(), tmp_path / "hidden")
    tmp_path.chmod(0o700)
    monkeypatch.setattr(binaries, "wheel_bin", lambda: hidden)
    monkeypatch.setattr(binaries, "SYSTEM_FOLDER", home / "system")
    home.chmod(0o755)
    account = postgres_account()
    found = binaries.bin_for(account)
    assert (found == hidden) == (os.geteuid() != 0)
    assert binaries.bin_for(account) == found
    for program in ("postgres", "initdb", "pg_ctl", "psql"):
        ran = account.run(found / program, "--version")
        assert ran.returncode == 0, ran.stderr
