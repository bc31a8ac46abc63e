"""Jobs sync and cascade: the flows themselves, as a worker of a shared queue runs them."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flows.cascade import run_cascade
from flows.chart_sync import sync_charts
from flows.run_context import open_run_context


@contextmanager
def open_sync(job: Mapping[str, Any]) -> Iterator[Callable[[], dict[str, Any]]]:
    """Read the rankings of every scheduled chart."""
    with open_run_context() as context:

        def run() -> dict[str, Any]:
            result = sync_charts(context, None).stage.result
            return {"calls": result.calls, "own_ms": result.own_ms}

        yield run


@contextmanager
def open_cascade(job: Mapping[str, Any]) -> Iterator[Callable[[], dict[str, Any]]]:
    """Fetch what the rankings lead to, together with whoever else works on the same queue."""
    with open_run_context() as context:

        def run() -> dict[str, Any]:
            began = time.monotonic()
            stages = run_cascade(context, None).stages
            return {
                "seconds": time.monotonic() - began,
                "calls": sum(stage.result.calls for stage in stages),
                "own_ms": sum(stage.result.own_ms for stage in stages),
                "rows": sum(stage.result.rows for stage in stages),
            }

        yield run
