"""Running with or without Prefect: the same flows serve the Prefect UI, cron and tests."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from prefect import Flow, Task, get_run_logger
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.context import FlowRunContext

from tasks.runs.prefect_contact import send, watched
from tasks.runs.terminal import terminal

P = ParamSpec("P")
R = TypeVar("R")
PROGRESS_EVERY_S = 0.5  # Prefect's server takes about 40 ms for each; some loads have hundreds of steps a minute


def flow_run_id() -> str | None:
    """Prefect's id of the flow run we are in; None without Prefect."""
    context = FlowRunContext.get()
    return str(context.flow_run.id) if context is not None and context.flow_run is not None else None


def run_task(task: Task[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a step as a Prefect task inside a watched flow, else as the plain function it is."""
    return watched(task, *args, **kwargs) if flow_run_id() is not None else task.fn(*args, **kwargs)


def run_flow(flow: Flow[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a flow inside another: watched when that one is, else as the plain function it is."""
    return watched(flow, *args, **kwargs) if flow_run_id() is not None else flow.fn(*args, **kwargs)


class Progress:
    """Share done of a stage, as a progress artifact in Prefect and on the terminal that is watching, if one is."""

    def __init__(self, key: str, title: str) -> None:
        self._title, self._show = title, terminal.get()
        self._artifact: UUID | None = None
        self._told_at = float("-inf")
        if flow_run_id() is not None:
            made = send(lambda: create_progress_artifact(progress=0.0, key=key, description=title))
            self._artifact = made if isinstance(made, UUID) else None

    def update(self, done: int, total: int) -> None:
        """``done`` of ``total`` items. Prefect is told of the end and of what is done every half second."""
        if self._show is not None:
            self._show(self._title, done, total)
        is_due = done >= total or time.monotonic() >= self._told_at + PROGRESS_EVERY_S
        if is_due and (artifact := self._artifact) is not None:
            self._told_at = time.monotonic()
            send(lambda: update_progress_artifact(artifact, progress=100.0 * done / total if total else 100.0))


def note(text: str) -> None:
    """A line in the log of the flow run; nothing without Prefect."""
    if flow_run_id() is not None:
        get_run_logger().info(text)


def publish_table(key: str, rows: Sequence[Mapping[str, Any]], title: str) -> None:
    """A table artifact of the run in the Prefect UI; nothing without Prefect."""
    if flow_run_id() is not None and rows:
        send(lambda: create_table_artifact(key=key, table=[dict(row) for row in rows], description=title))


def publish_text(key: str, markdown: str) -> None:
    """A text artifact of the run in the Prefect UI; nothing without Prefect."""
    if flow_run_id() is not None:
        send(lambda: create_markdown_artifact(key=key, markdown=markdown))


def publish_file(key: str, path: Path, title: str) -> None:
    """A link to a file of the data folder in the Prefect UI; nothing without Prefect."""
    if flow_run_id() is not None:
        send(lambda: create_link_artifact(key=key, link=path.as_uri(), link_text=path.name, description=title))
