"""Flow main-job: charts, everything they lead to, weekly figures, and on request the report. The daily run."""

from datetime import date

from prefect import flow

from flows.cascade import cascade
from flows.chart_sync import chart_sync
from flows.rollup import rollup
from flows.watched import run_flow
from flows.weekly_report import weekly_report


@flow(name="main-job")
def main_job(as_of: date | None = None, with_report: bool = False, week: date | None = None) -> None:
    """chart-sync, cascade, rollup and, ``with_report``, weekly-report, each a flow run of its own."""
    run_flow(chart_sync, None, as_of)
    run_flow(cascade, None, as_of)
    run_flow(rollup)
    if with_report:
        run_flow(weekly_report, week)
