"""Runs of flows, written down whether Prefect watches or not."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, RowMapping

from db.statements import statement
from db.storable import storable, storable_json
from tasks.runs.run_process import this_process


def start_run(
    engine: Engine,
    flow: str,
    parameters: Mapping[str, Any],
    *,
    flow_run_id_prefect: str | None = None,
    reason: str | None = None,
    predicted_calls: int | None = None,
    part_of: int | None = None,
) -> int:
    """Enter a run of this process, ``part_of`` another or by itself; its run_id."""
    process = this_process()
    given = {
        "flow": flow,
        "flow_run_id_prefect": flow_run_id_prefect,
        "parameters": storable_json(dict(parameters)),
        "reason": reason,
        "predicted_calls": predicted_calls,
        "part_of": part_of,
        "host": process.host,
        "pid": process.pid,
        "process_started_at": process.started_at,
    }
    with engine.begin() as connection:
        run_id: int = connection.execute(statement("runs/start"), given).scalar_one()
    return run_id


def end_run(
    engine: Engine, run_id: int, *, state: str, summary: Mapping[str, Any] | None, reason: str | None = None
) -> None:
    """Close a run as completed, partial or failed, with what it did or why it failed."""
    given = {
        "run_id": run_id,
        "state": state,
        "summary": storable_json(dict(summary or {})),
        "reason": storable(reason) if reason is not None else None,
    }
    with engine.begin() as connection:
        connection.execute(statement("runs/end"), given)


def runs_since(engine: Engine, began: datetime) -> Sequence[RowMapping]:
    """Runs that ended since: run_id, flow, state, reason, summary."""
    with engine.connect() as connection:
        return connection.execute(statement("runs/since"), {"began": began}).mappings().all()


def compare_with_last(engine: Engine, run_id: int) -> list[dict[str, Any]]:
    """What the flows of a run did, beside the run of the same flow before it: measure, this_run, run_before, change.

    ``run_before`` is null where there is none before.
    """
    with engine.connect() as connection:
        rows = connection.execute(statement("runs/compared_with_last"), {"run_id": run_id}).mappings()
        return [dict(row) for row in rows]


def demo_figures(engine: Engine, began: datetime) -> dict[str, Any]:
    """What a demo that began then brought in, by name of its figures."""
    with engine.connect() as connection:
        return dict(connection.execute(statement("runs/demo_figures"), {"began": began}).mappings().one())


def read_choices(engine: Engine) -> dict[str, list[str]]:
    """By parameter of flows, in the order in which forms offer them: slugs of charts, users, weeks that are over."""
    choices: dict[str, list[str]] = {}
    with engine.connect() as connection:
        for parameter, choice in connection.execute(statement("runs/form_choices")):
            choices.setdefault(parameter, []).append(choice)
    return choices
