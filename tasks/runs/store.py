"""Runs of flows, written down whether Prefect watches or not."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, RowMapping

from db.statements import statement
from db.storable import storable, storable_json


def start_run(
    engine: Engine,
    flow: str,
    parameters: Mapping[str, Any],
    *,
    flow_run_id_prefect: str | None = None,
    reason: str | None = None,
    predicted_calls: int | None = None,
) -> int:
    """Enter a run; its run_id."""
    given = {
        "flow": flow,
        "flow_run_id_prefect": flow_run_id_prefect,
        "parameters": storable_json(dict(parameters)),
        "reason": reason,
        "predicted_calls": predicted_calls,
    }
    with engine.begin() as connection:
        run_id: int = connection.execute(statement("runs/start"), given).scalar_one()
    return run_id


def end_run(
    engine: Engine, run_id: int, *, is_ok: bool, summary: Mapping[str, Any] | None, reason: str | None = None
) -> None:
    """Close a run with what it did, or why it failed."""
    given = {
        "run_id": run_id,
        "state": "completed" if is_ok else "failed",
        "summary": storable_json(dict(summary or {})),
        "reason": storable(reason) if reason is not None else None,
    }
    with engine.begin() as connection:
        connection.execute(statement("runs/end"), given)


def runs_since(engine: Engine, began: datetime) -> Sequence[RowMapping]:
    """Runs that ended since: run_id, flow, state, summary."""
    with engine.connect() as connection:
        return connection.execute(statement("runs/since"), {"began": began}).mappings().all()


def demo_figures(engine: Engine, began: datetime) -> dict[str, Any]:
    """What a demo that began then brought in, by name of its figures."""
    with engine.connect() as connection:
        return dict(connection.execute(statement("runs/demo_figures"), {"began": began}).mappings().one())
