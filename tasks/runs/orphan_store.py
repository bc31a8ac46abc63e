"""Runs whose process is gone, found and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, RowMapping

from db.statements import statement
from tasks.runs.orphans import OpenRun, RunProcess, orphans
from tasks.runs.run_process import started_at, this_host


@dataclass(frozen=True, slots=True)
class MadeRun:
    """A run that a flow run of Prefect made, as ops.run has it."""

    flow: str
    state: str
    reason: str | None
    process: RunProcess | None


def close_orphans(engine: Engine) -> list[str]:
    """Close runs whose process on this machine is gone as crashed; a line for each."""
    with engine.begin() as connection:
        rows = connection.execute(statement("runs/open")).mappings().all()
        runs = {row["run_id"]: OpenRun(row["run_id"], row["flow"], row["started_at"], _process(row)) for row in rows}
        found = orphans(runs.values(), this_host(), started_at, datetime.now(UTC))
        closed = []
        for run_id, reason in found.items():
            if connection.execute(statement("runs/crashed"), {"run_id": run_id, "reason": reason}).first() is not None:
                closed.append(f"Run {run_id} ({runs[run_id].flow}) has crashed. {reason}")
    return closed


def made_by(engine: Engine, flow_runs: Sequence[str]) -> dict[str, list[MadeRun]]:
    """Runs that flow runs of Prefect made, in the order they began, by the flow run's id."""
    made: dict[str, list[MadeRun]] = {}
    with engine.connect() as connection:
        for row in connection.execute(statement("runs/of_flow_runs"), {"flow_runs": list(flow_runs)}).mappings():
            run = MadeRun(row["flow"], row["state"], row["reason"], _process(row))
            made.setdefault(row["flow_run_id_prefect"], []).append(run)
    return made


def _process(row: RowMapping) -> RunProcess | None:
    kept: tuple[Any, ...] = (row["host"], row["pid"], row["process_started_at"])
    return None if None in kept else RunProcess(*kept)
