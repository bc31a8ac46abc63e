"""Whole databases as files: written by pg_dump, read back by pg_restore, with the programs that fit the server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url

from db.binaries import wheel_bin
from db.errors import EmbeddedPostgresError, GroundswellError
from db.statements import statement


class DumpError(GroundswellError):
    """A database could not be written to a file or read back."""


@contextmanager
def frozen(engine: Engine) -> Iterator[tuple[Connection, str]]:
    """A connection that sees one moment of the database, and the name by which `write_dump` writes that moment."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        yield connection, str(connection.execute(statement("backup/snapshot")).scalar_one())


def write_dump(url: str, file: Path, *, major: int, snapshot: str | None = None) -> None:
    """All of a database in pg_dump's custom format; ``major``: version of its server. Raises DumpError."""
    at = [f"--snapshot={snapshot}"] if snapshot else []
    _run(_program("pg_dump", major), url, "--format=custom", f"--file={file}", *at)


def read_dump(url: str, file: Path, *, major: int) -> None:
    """Bring a dump into an empty database, all or nothing, everything owned by who is logged in. Raises DumpError.

    Grants are left out, because roles belong to another server. A dump holds no statistics, without which questions
    take minutes: they are collected.
    """
    _run(
        _program("pg_restore", major), url,
        "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(file),
    )  # fmt: skip
    _run(_program("psql", major), url, "--no-psqlrc", "--quiet", "--command=analyze")


def holds_warehouse(connection: Connection) -> bool:
    """Whether the database has schemas of a warehouse."""
    return bool(connection.execute(statement("backup/holds_warehouse")).scalar_one())


def server_version(connection: Connection) -> tuple[int, str]:
    """Major version of the server, and all of it."""
    version: str = connection.execute(statement("backup/server_version")).scalar_one()
    return int(version.partition(".")[0]), version


def _program(name: str, major: int) -> Path:
    """The wheel's, else the system's, whichever is no older than the server. Raises DumpError."""
    found: list[str] = []
    for program in _candidates(name):
        shown = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.search(r"(\d+)(?:\.\d+)*", shown)
        if version and int(version[1]) >= major:
            return program
        found.append(f"{program} is of {version[1] if version else 'no known version'}")
    raise DumpError(
        f"The server is PostgreSQL {major}, and there is no {name} for it here ({'; '.join(found) or 'none at all'}). "
        f"Install PostgreSQL {major}'s client programs and run this again."
    )


def _candidates(name: str) -> Iterator[Path]:
    try:
        brought = wheel_bin() / name
        if brought.exists():
            yield brought
    except EmbeddedPostgresError:
        pass
    if system := shutil.which(name):
        yield Path(system)


def _run(program: Path, url: str, *arguments: str) -> None:
    """One program on the database of a URL; its password goes by environment, where no other user reads it."""
    address = make_url(url)
    shown = address.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, "PGPASSWORD": str(address.password or ""), "LC_ALL": "C"}
    done = subprocess.run(
        [program, "--no-password", f"--dbname={shown}", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise DumpError(f"{program.name} of the database {address.database} failed: {_reason(done.stderr)}")


def _reason(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    named = [line.partition("error:")[2].strip() for line in lines if "error:" in line]
    return (named or lines or ["it gave no reason"])[0 if named else -1][:400]
