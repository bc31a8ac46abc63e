"""The Postgres that Groundswell brings along: start it when needed, look at it, stop it."""

import contextlib
import fcntl
import secrets
import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import psycopg2.extensions
from sqlalchemy import URL

from db.account import postgres_account
from db.binaries import bin_for, psql_path
from db.cluster import USER, ClusterFolder
from db.datadir import SYSTEM_FOLDER, DataDir
from db.errors import EmbeddedPostgresError

__all__ = ["Cluster", "ClusterStatus", "ensure", "psql_path", "status", "stop"]

DATABASE = "groundswell"
_STATE = "postgres"
_PATIENCE = 1.0  # seconds of failing starts before giving up
_START_PATIENCE = 60.0  # the same, when what stops the start passes by itself:
_PASSING = ("lock file", "shared memory block", "TCP/IP sockets")
_RECOVERY_PATIENCE = 600.0  # seconds for a live server to replay its log after a crash
# Below the range that systems hand out to outgoing connections, so that a remembered port tends to stay free.
_PORTS = range(15_433, 32_000)


@dataclass(frozen=True)
class Cluster:
    """A server that answers. `moved_port`: a foreign program held the remembered port, so a new one was chosen."""

    url: str = field(repr=False)  # carries the password
    port: int
    version: str
    started: bool
    moved_port: bool


@dataclass(frozen=True)
class ClusterStatus:
    """What is there, without starting anything; port, pid and url are None when nothing runs.

    `folder` and `version` are None before the first start; a running server tells its full version, a stopped
    one the major version on disk.
    """

    running: bool
    port: int | None
    pid: int | None
    version: str | None
    size_bytes: int
    folder: Path | None
    log: Path | None
    url: str | None = field(repr=False, default=None)


def ensure(data_dir: DataDir) -> Cluster:
    """Make and start the server of `data_dir` as far as needed; gives it once it answers.

    Two callers at once end with one server. Raises EmbeddedPostgresError.
    """
    with _locked(data_dir):
        cluster = _locate(data_dir)
        remembered: int | None = data_dir.read_state(_STATE).get("port")
        if cluster.postmaster() is None:
            _prepare(data_dir, cluster)
        port, version, started = _bring_up(cluster, remembered)
        if port != remembered:
            _record(data_dir, cluster, port)
        moved = started and remembered is not None and port != remembered
        return Cluster(_url(cluster, port), port, version, started, moved)


def status(data_dir: DataDir) -> ClusterStatus:
    """Look without starting or waiting."""
    cluster = _locate(data_dir)
    if cluster.version is None:
        return ClusterStatus(False, None, None, None, 0, None, None)
    running, version, url = cluster.postmaster(), cluster.version, None
    if running and running.port:
        url = _url(cluster, running.port)
        with contextlib.suppress(psycopg2.OperationalError), _connection(cluster, running.port) as connection:
            version = _version(connection)
    return ClusterStatus(
        running is not None,
        running.port if running else None,
        running.pid if running else None,
        version,
        cluster.size_bytes(),
        cluster.path,
        cluster.log,
        url,
    )


def stop(data_dir: DataDir) -> bool:
    """Stop the server of `data_dir` and no other; False when none ran. Raises EmbeddedPostgresError."""
    with _locked(data_dir):
        cluster = _locate(data_dir)
        if cluster.postmaster() is None:
            return False
        cluster.stop(bin_for(cluster.account))
        return True


def remove(data_dir: DataDir) -> None:
    """Stop the server of `data_dir` and remove its cluster, wherever it lies. Raises EmbeddedPostgresError."""
    stop(data_dir)
    shutil.rmtree(_locate(data_dir).path, ignore_errors=True)


def _locate(data_dir: DataDir) -> ClusterFolder:
    """Where the cluster is or shall be: in the data folder, or aside when its account cannot get in there."""
    inside, aside = data_dir.path / "postgres", SYSTEM_FOLDER / "clusters" / data_dir.id
    recorded = data_dir.read_state(_STATE).get("folder")
    known = [data_dir.path / recorded] if recorded else []
    for folder in (*known, inside, aside):
        if (folder / "pgdata").exists():
            return ClusterFolder(folder, postgres_account(folder, data_dir.path))
    account = postgres_account(data_dir.path)
    return ClusterFolder(inside if account.can_enter(data_dir.path) else aside, account)


def _prepare(data_dir: DataDir, cluster: ClusterFolder) -> None:
    """Make the cluster and record its place, unless that is done; raises EmbeddedPostgresError."""
    recorded = data_dir.read_state(_STATE).get("folder")
    if recorded and cluster.version is None:
        raise EmbeddedPostgresError(
            f"The database of {data_dir.path} is gone from {data_dir.path / recorded}; restore that folder, "
            "or start over in another --data-dir."
        )
    try:
        if not cluster.path.is_relative_to(data_dir.path):
            for folder in (SYSTEM_FOLDER, cluster.path.parent):
                if not folder.exists():
                    folder.mkdir(parents=True)
                    folder.chmod(0o711)
        cluster.make(bin_for(cluster.account))
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The database cluster cannot be made in {cluster.path} ({error.strerror}); choose another --data-dir."
        ) from error
    if not recorded:
        _record(data_dir, cluster, None)


def _bring_up(cluster: ClusterFolder, port: int | None) -> tuple[int, str, bool]:
    """Start until the server answers: its port, its version, and whether a start was needed.

    After a crash the first starts may fail: the dead server's port or memory is still held for a moment.
    """
    began, started = time.monotonic(), False
    while True:
        running, failure = cluster.postmaster(), None
        if running is None:
            port, started = _free_port(port), True
            failure = cluster.start(bin_for(cluster.account), port)
        elif running.port:
            port = running.port
        reason = failure or "it is starting"
        if port and failure is None:
            try:
                return port, _answer(cluster, port), started
            except psycopg2.OperationalError as error:
                reason = str(error).strip()
        patience = _START_PATIENCE if any(text in reason for text in _PASSING) else _PATIENCE
        if cluster.postmaster() and "password authentication" not in reason:
            patience = _RECOVERY_PATIENCE
        if time.monotonic() - began > patience:
            raise EmbeddedPostgresError(
                f"The embedded Postgres in {cluster.path} does not answer ({reason}); "
                f"look into {cluster.log}, mend the cause and run the command again."
            )
        time.sleep(0.1)


def _record(data_dir: DataDir, cluster: ClusterFolder, port: int | None) -> None:
    """Keep the cluster's place, relative when inside, so that the data folder can be moved."""
    inside = cluster.path.is_relative_to(data_dir.path)
    folder = cluster.path.relative_to(data_dir.path) if inside else cluster.path
    data_dir.write_state(_STATE, {"folder": str(folder), "port": port})


def _free_port(preferred: int | None) -> int:
    """`preferred` when it is free or becomes so within a second (a killed server's may linger), else a new one."""
    for _ in range(10 if preferred else 0):
        if preferred and _is_free(preferred):
            return preferred
        time.sleep(0.1)
    for _ in range(1000):
        if _is_free(port := _PORTS.start + secrets.randbelow(len(_PORTS))):
            return port
    raise EmbeddedPostgresError(
        f"No free port between {_PORTS.start} and {_PORTS.stop} on 127.0.0.1 for the embedded Postgres; "
        "stop a program, or name a server in DATABASE_URL."
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _answer(cluster: ClusterFolder, port: int) -> str:
    """The server's version, once our database exists in it; raises psycopg2.OperationalError."""
    with _connection(cluster, port) as connection, connection.cursor() as cursor:
        cursor.execute("select 1 from pg_database where datname = %s", (DATABASE,))
        if cursor.fetchone() is None:
            cursor.execute(f"create database {DATABASE}")
        return _version(connection)


def _version(connection: psycopg2.extensions.connection) -> str:
    return str(connection.info.parameter_status("server_version"))


@contextlib.contextmanager
def _connection(cluster: ClusterFolder, port: int) -> Iterator[psycopg2.extensions.connection]:
    connection = psycopg2.connect(
        host="127.0.0.1", port=port, user=USER, password=cluster.password(), dbname="postgres", connect_timeout=5
    )
    try:
        connection.autocommit = True
        yield connection
    finally:
        connection.close()


def _url(cluster: ClusterFolder, port: int) -> str:
    url = URL.create("postgresql+psycopg2", USER, cluster.password(), "127.0.0.1", port, DATABASE)
    return url.render_as_string(hide_password=False)


@contextlib.contextmanager
def _locked(data_dir: DataDir) -> Iterator[None]:
    """One starter or stopper at a time for a data folder; the lock ends with its holder, however that ends."""
    file = data_dir.run / "postgres.lock"
    with file.open("a") as lock:
        data_dir.own(file)
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
