"""Flow main-job: vendor tables, charts, everything they lead to, weekly figures, and on request the report. Daily."""

import os
from contextlib import suppress
from datetime import date

from prefect import flow

from flows.cascade import cascade
from flows.chart_sync import chart_sync
from flows.ingest_vendor import SomeRefused, ingest_vendor
from flows.join_identities import join_identities
from flows.rollup import rollup
from flows.watched import run_flow
from flows.weekly_report import weekly_report


@flow(name="main-job")
def main_job(
    as_of: date | None = None, with_report: bool = False, week: date | None = None, vendor_path: str | None = None
) -> None:
    """ingest-vendor (of ``vendor_path`` or $GROUNDSWELL_VENDOR_PATH), chart-sync, cascade, join-identities, rollup and,
    ``with_report``, weekly-report, each a flow run of its own.

    A delivery that is refused does not keep the rest back: its own run says so, and so does `groundswell freshness`.
    """
    drops = vendor_path or os.environ.get("GROUNDSWELL_VENDOR_PATH")
    if drops:
        with suppress(SomeRefused):
            run_flow(ingest_vendor, drops)
    run_flow(chart_sync, None, as_of)
    run_flow(cascade, None, as_of)
    run_flow(join_identities)
    run_flow(rollup)
    if with_report:
        run_flow(weekly_report, week)
