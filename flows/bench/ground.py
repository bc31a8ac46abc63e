"""The ground a benchmark stands on: a data folder, a database and a stand-in provider, all gone at its end."""

import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from db.datadir import ENVIRONMENT, DataDir
from db.engine import check_reachable, make_engine
from db.errors import GroundswellError
from flows.services.soundcharts_standin import start_standin, stop_standin
from tasks.work.warehouse import upgrade


@dataclass(frozen=True, slots=True)
class Ground:
    """``url`` is of a database of its own; ``data_dir`` holds nothing but the stand-in's state."""

    data_dir: DataDir
    url: str
    engine: Engine

    def environment(self) -> dict[str, str]:
        """For worker processes: this folder and database, and no provider but the stand-in."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SOUNDCHARTS_")}
        return {**kept, ENVIRONMENT: str(self.data_dir.path), "DATABASE_URL": self.url}


@contextmanager
def open_ground(server_url: str) -> Iterator[Ground]:
    """A new warehouse on the server of ``server_url``, dropped at the end.

    Raises GroundswellError when the server can't be reached or does not let us make a database.
    """
    with tempfile.TemporaryDirectory(prefix="groundswell-bench-") as folder, _database(server_url) as url:
        engine = make_engine(url)
        try:
            upgrade(engine)
            yield Ground(DataDir.open(Path(folder) / "data", create=True), url, engine)
        finally:
            engine.dispose()


@contextmanager
def _database(server_url: str) -> Iterator[str]:
    name = f"groundswell_bench_{secrets.token_hex(4)}"
    server = make_engine(server_url)
    try:
        check_reachable(server)
        with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            try:
                connection.exec_driver_sql(f"create database {name}")
            except DBAPIError as refused:
                raise GroundswellError(
                    f"The benchmark needs a database of its own and can't make one ({str(refused.orig).strip()}). "
                    "Give the user of DATABASE_URL the right CREATEDB, or unset it."
                ) from None
            try:
                yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
            finally:
                connection.exec_driver_sql(f"drop database if exists {name} with (force)")
    finally:
        server.dispose()


def vacuum(engine: Engine) -> None:
    """As autovacuum would have by the next day: statistics fresh, pages marked."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("vacuum (analyze)")


@contextmanager
def serving(ground: Ground, options: Sequence[str]) -> Iterator[str]:
    """A fresh stand-in with these options of its command line; its address."""
    service = start_standin(ground.data_dir, options=options)
    try:
        yield f"http://127.0.0.1:{service.port}"
    finally:
        stop_standin(ground.data_dir)


def standin_stats(address: str) -> Mapping[str, Any]:
    """What the stand-in counted since its start: requests, throttled_earned, worst_second, rate."""
    stats: Mapping[str, Any] = httpx.get(f"{address}/_standin/stats", timeout=10, trust_env=False).json()
    return stats
