"""Flow full-refresh: everything about growth in order, from charts to what could be done."""

from collections.abc import Mapping
from typing import Any

from prefect import State, flow
from prefect.states import Completed

from db.errors import GroundswellError
from flows.cascade import cascade
from flows.chart_sync import chart_sync
from flows.collect_growth import collect_growth
from flows.daily import PARTIAL, STALE
from flows.link_works import link_works
from flows.refresh_actions import refresh_actions
from flows.rollup import rollup
from flows.run_context import open_run_context
from tasks.runs.parameters import AsOf
from tasks.runs.parts import Outcome, Part, raise_defect, run_branches, sentence_of
from tasks.runs.prefect_run import publish_text
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name


class RefreshFailed(GroundswellError):
    """No part of the run went well."""


@flow(name="full-refresh", flow_run_name=run_name("Full refresh", as_of="up to {}"))
def full_refresh(as_of: AsOf = None) -> State[None]:
    """chart-sync, cascade, link-works, rollup, collect-growth, refresh-actions, one after the other.

    No part keeps the rest back. Ends Completed, Partial with what failed and what that means, or, when no part went
    well, Failed: raises RefreshFailed. What is no error of ours is raised after all other parts.
    """
    done: list[Outcome] = []

    def summary() -> Mapping[str, Any]:
        return {"parts": [outcome.row() for outcome in done]}

    with (
        open_run_context(as_of) as context,
        recorded(context.engine, "full-refresh", {"as_of": as_of}, summary) as record,
    ):
        parts = [
            Part(chart_sync, (None, as_of), STALE["charts"]),
            Part(cascade, (None, as_of), STALE["cascade"]),
            Part(link_works, (), "Links of works are those of the run before."),
            Part(rollup, (), STALE["weeks"]),
            Part(collect_growth, (as_of,), "Growth of the day is not told."),
            Part(refresh_actions, (as_of,), STALE["actions"]),
        ]
        for part in parts:
            done += run_branches([part])
        failed = [outcome for outcome in done if outcome.error is not None]
        raise_defect(failed)
        if len(failed) == len(done):
            raise RefreshFailed(sentence_of(failed))
        if failed:
            record.partial = sentence_of(failed)
            publish_text("full-refresh", f"**{PARTIAL}.** {record.partial}")
            return Completed(name=PARTIAL, message=record.partial)
    return Completed()
