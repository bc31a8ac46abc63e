"""Every run of a flow leaves a row in ops.run: what it was asked, what it did, or why it failed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

from db.errors import GroundswellError
from tasks.runs.prefect_run import flow_run_id
from tasks.runs.store import end_run, start_run


@contextmanager
def recorded(
    engine: Engine,
    flow: str,
    parameters: Mapping[str, Any],
    summary: Callable[[], Mapping[str, Any]],
    reason: str | None = None,
    predicted_calls: int | None = None,
) -> Iterator[None]:
    """Enter the run, and close it whichever way it ends; ``summary`` is asked at the end."""
    run_id = start_run(
        engine,
        flow,
        parameters,
        flow_run_id_prefect=flow_run_id(),
        reason=reason,
        predicted_calls=predicted_calls,
    )
    try:
        yield
    except BaseException as error:
        # our own errors are written to be read; of others the kind says most
        message = str(error) if isinstance(error, GroundswellError) else f"{type(error).__name__}: {error}"
        reason_line = message.partition("\n")[0]
        end_run(engine, run_id, is_ok=False, summary=summary(), reason=reason_line)
        raise
    end_run(engine, run_id, is_ok=True, summary=summary())
