"""Every run of a flow leaves a row in ops.run: what it was asked, what it did, or why it failed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from db.errors import GroundswellError
from tasks.runs.prefect_run import flow_run_id, publish_table
from tasks.runs.store import end_run, start_run
from tasks.runs.summary_tables import summary_tables

# The run we are in, by the address of its warehouse; branches have it from their context (tasks/runs/parts.py).
_current: ContextVar[tuple[str, int] | None] = ContextVar("current_run", default=None)


@dataclass(slots=True)
class Record:
    """A run being recorded. ``partial``: which of its parts failed, where the others went well."""

    run_id: int
    partial: str | None = None


@contextmanager
def recorded(
    engine: Engine,
    flow: str,
    parameters: Mapping[str, Any],
    summary: Callable[[], Mapping[str, Any]],
    reason: str | None = None,
    predicted_calls: int | None = None,
) -> Iterator[Record]:
    """Enter the run, and close it whichever way it ends; ``summary`` is asked at the end.

    A run that is called within another is entered as a part of it.
    """
    before, address = _current.get(), str(engine.url)
    record = Record(
        start_run(
            engine,
            flow,
            parameters,
            flow_run_id_prefect=flow_run_id(),
            reason=reason,
            predicted_calls=predicted_calls,
            part_of=before[1] if before is not None and before[0] == address else None,
        )
    )
    token = _current.set((address, record.run_id))
    try:
        yield record
    except BaseException as error:
        # our own errors are written to be read; of others the kind says most
        message = str(error) if isinstance(error, GroundswellError) else f"{type(error).__name__}: {error}"
        reason_line = message.partition("\n")[0]
        _end(engine, record, flow, "failed", summary(), reason_line)
        raise
    finally:
        _current.reset(token)
    _end(engine, record, flow, "completed" if record.partial is None else "partial", summary(), record.partial)


def _end(engine: Engine, record: Record, flow: str, state: str, summary: Mapping[str, Any], reason: str | None) -> None:
    """Close it; its summary is tables in the Prefect UI, too."""
    end_run(engine, record.run_id, state=state, summary=summary, reason=reason)
    for table in summary_tables(flow, summary):
        publish_table(table.key, table.rows, table.title)
