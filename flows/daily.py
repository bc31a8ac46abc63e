"""Flow daily: deliveries, charts, all they lead to, weekly figures, listening, on request the report."""

from contextlib import suppress
from datetime import date

from prefect import flow

from flows.audience_request import RequestFailed, audience_request
from flows.cascade import cascade
from flows.chart_sync import chart_sync
from flows.enrich import EnrichmentStopped, enrich
from flows.ingest_deliveries import SomeRefused, ingest_deliveries
from flows.join_identities import join_identities
from flows.rollup import rollup
from flows.rollup_listening import rollup_listening
from flows.run_context import open_run_context
from flows.weekly_report import weekly_report
from tasks.listening.user_store import has_users
from tasks.readers.deliveries.settings import deliveries_path as configured_path
from tasks.runs.prefect_run import run_flow


@flow(name="daily")
def daily(
    as_of: date | None = None, with_report: bool = False, week: date | None = None, deliveries_path: str | None = None
) -> None:
    """ingest-deliveries (of ``deliveries_path`` or $GROUNDSWELL_DELIVERIES_PATH), chart-sync, audience-request of what
    waits, cascade, join-identities, rollup; where there are listening histories, enrich and rollup-listening;
    ``with_report``, weekly-report.

    A delivery or request that fails and a tag provider that stops do not keep the rest back: their own runs say so.
    """
    drops = deliveries_path or configured_path()
    if drops:
        with suppress(SomeRefused):
            run_flow(ingest_deliveries, drops)
    run_flow(chart_sync, None, as_of)
    with suppress(RequestFailed):
        run_flow(audience_request)
    run_flow(cascade, None, as_of)
    run_flow(join_identities)
    run_flow(rollup)
    with open_run_context() as context:
        is_listening = has_users(context.engine)
    if is_listening:
        with suppress(EnrichmentStopped):
            run_flow(enrich)
        run_flow(rollup_listening)
    if with_report:
        run_flow(weekly_report, week)
