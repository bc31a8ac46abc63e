"""Flow audience-request: the days of audiences somebody asked for on the page Music Analytics and waits for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from prefect import flow

from db.errors import GroundswellError
from flows.run_context import RunContext, open_provider, open_run_context
from tasks.audience.handler import AudienceHandler
from tasks.audience.request_failure import failure_words
from tasks.audience.request_store import (
    fail_request,
    finish_request,
    held_request,
    left_of_request,
    open_requests,
    start_request,
)
from tasks.audience.steps import queue_request
from tasks.audience.store import read_offer
from tasks.providers.soundcharts import PROVIDER
from tasks.runs.parameters import RequestNumber
from tasks.runs.prefect_run import flow_run_id, note, run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.work.drain import Drain
from tasks.work.item import Kind
from tasks.work.stages import Stage, drain_stage

KINDS: tuple[Kind, ...] = ("track_audience", "artist_audience")


class RequestFailed(GroundswellError):
    """A request could not be fetched to the end; what came is kept."""


@dataclass(slots=True)
class RequestResult:
    """What was fetched for a request; ``unknown_cells`` the provider knows no reading of, None where it did not end."""

    request_id: int
    stage: Stage = field(default_factory=lambda: Stage("requested audience"))
    unknown_cells: int | None = None

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps."""
        return {"stages": [self.stage.row()], "why": self.stage.why(), "unknown_cells": self.unknown_cells}


@flow(name="audience-request", flow_run_name=run_name("Audience request", request_id="{}"))
def audience_request(request_id: RequestNumber = None) -> None:
    """Fetch the days of a request that are missing, then those of all others that wait; with no number, of those alone.

    A request that was broken off goes on where it stopped.
    """
    with open_run_context() as context:
        run_audience_requests(context, request_id)


def run_audience_requests(context: RunContext, request_id: int | None = None) -> list[RequestResult]:
    """The body of the flow. One that fails does not keep the others back; RequestFailed is raised at the end then."""
    results: list[RequestResult] = []
    failures: list[str] = []
    seen: set[int] = set()
    first = open_requests(context.engine, request_id) if request_id is not None else []
    while waiting := [one for one in first + open_requests(context.engine) if one not in seen]:
        seen.add(waiting[0])
        try:
            result = _fetched(context, waiting[0])
        except GroundswellError as failed:
            failures.append(f"Request {waiting[0]}: {failed}")
        else:
            results += [result] if result is not None else []
    if failures:
        raise RequestFailed(" ".join(failures))
    return results


def _fetched(context: RunContext, request_id: int) -> RequestResult | None:
    """A request fetched to its end; None where another run is at it, or nobody waits for it any more."""
    engine = context.engine
    with held_request(engine, request_id) as is_held:
        if not is_held:
            note(f"Another run works on request {request_id}.")
            return None
        with engine.begin() as connection:
            predicted = start_request(connection, request_id, flow_run_id())
        if predicted is None:
            return None
        result = RequestResult(request_id)
        with (
            recorded(engine, "audience-request", {"request_id": request_id}, result.summary, None, predicted),
            _failure_kept(context, request_id),
        ):
            _drain(context, result)
        return result


@contextmanager
def _failure_kept(context: RunContext, request_id: int) -> Iterator[None]:
    """What ends a request is kept with it, as a sentence for who waits."""
    try:
        yield
    except Exception as error:
        with context.engine.begin() as connection:
            fail_request(connection, request_id, failure_words(error))
        raise


def _drain(context: RunContext, result: RequestResult) -> None:
    with open_provider(context, PROVIDER) as make_client:
        work_ids = run_task(queue_request, context.engine, result.request_id)
        with context.engine.connect() as connection:
            audience = AudienceHandler(read_offer(connection), context.as_of)
        drain: Drain[Any] = Drain(context.engine, dict.fromkeys(KINDS, audience), make_client, PROVIDER.parallel)
        result.stage.found = len(work_ids)
        drain_stage(result.stage, drain, KINDS, work_ids)
    with context.engine.begin() as connection:
        result.unknown_cells = finish_request(connection, result.request_id)
        items, left, example = left_of_request(connection, result.request_id)
    if left:
        raise RequestFailed(
            f"{left:,} of {items:,} stretches of days could not be read ({example or 'no reason was kept'})."
        )
