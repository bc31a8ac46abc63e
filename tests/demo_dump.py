"""The demo's warehouse as a file: it takes minutes to bring in, so one process of the tests does it for all."""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from db.binaries import psql_path


@contextmanager
def dumped_demo(factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the dump is, or belongs; who runs the demo meanwhile is waited for."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield shared / "demo.dump"


def dump_database(url: str, dump: Path) -> None:
    """Write all of a database to a file."""
    _run("pg_dump", "--format=custom", "--compress=1", f"--file={dump}", url=url)


def restore_database(dump: Path, url: str) -> None:
    """Bring a dump into an empty database. It holds no statistics, without which questions take minutes."""
    name = make_url(url).database
    _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={name}", str(dump), url=url)
    _run("psql", "--no-psqlrc", "--quiet", "--command=analyze", str(name), url=url)


def _run(program: str, *arguments: str, url: str) -> None:
    made = make_url(url)
    environment = {
        **os.environ,
        "PGHOST": str(made.host),
        "PGPORT": str(made.port),
        "PGUSER": str(made.username),
        "PGPASSWORD": str(made.password),
        "PGDATABASE": str(made.database),
    }
    subprocess.run([psql_path().with_name(program), *arguments], env=environment, check=True)
