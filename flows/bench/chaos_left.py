"""What a chaos run leaves behind: rows, items that wait, runs without an end."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import httpx
from sqlalchemy import RowMapping

from db import embedded
from db.datadir import DataDir
from db.engine import make_engine
from db.statements import statement
from flows.services.names import PREFECT_SERVER
from flows.services.prefect_api import PrefectApi
from flows.services.processes import running


@dataclass(frozen=True, slots=True)
class RunLeft:
    """A run without an end. ``of``: ops.run or Prefect, who takes it for active; ``since`` it is in its state (UTC)."""

    of: str
    flow: str
    name: str
    state: str
    since: datetime

    def row(self) -> Mapping[str, Any]:
        """For --json."""
        return {**asdict(self), "since": f"{self.since:%Y-%m-%d %H:%M:%S}"}


def ask(data_dir: DataDir, query: str) -> list[RowMapping]:
    """Rows of a query of db/sql/queries/bench, of a database that may have to be started first."""
    engine = make_engine(embedded.ensure(data_dir).url, pool_size=1)
    try:
        with engine.begin() as connection:
            return list(connection.execute(statement(f"bench/{query}")).mappings())
    finally:
        engine.dispose()


def counts_left(data_dir: DataDir) -> Mapping[str, int]:
    """What is left, as db/sql/queries/bench/chaos_left.sql counts it."""
    [found] = ask(data_dir, "chaos_left")
    return dict(found)


def rows_grown(data_dir: DataDir) -> Mapping[str, int]:
    """Rows of tables that only ever grow."""
    return {row["name"]: row["row_count"] for row in ask(data_dir, "chaos_rows")}


def recorded_left(data_dir: DataDir) -> list[RunLeft]:
    """Runs of ops.run without an end."""
    return [RunLeft("ops.run", **row) for row in ask(data_dir, "chaos_runs_left")]


def prefect_left(data_dir: DataDir, patience_s: float = 0.0) -> list[RunLeft] | None:
    """Flow runs of Prefect without an end; None where its server, which alone knows, does not answer so long."""
    until = time.monotonic() + patience_s
    while (found := _active(data_dir)) is None and time.monotonic() < until:
        time.sleep(1)
    return found


def _active(data_dir: DataDir) -> list[RunLeft] | None:
    server = running(data_dir, PREFECT_SERVER)
    if server is None or server.port is None:
        return None
    try:
        with PrefectApi(data_dir, server.port) as api:
            active = api.active()
            flows = api.flow_names(active)
    except httpx.HTTPError:
        return None
    return [RunLeft("Prefect", flows[run.flow_id], run.name, run.state_name, run.state_at) for run in active]
