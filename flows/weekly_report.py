"""Flow weekly-report: the PDF of one week."""

from datetime import date
from pathlib import Path

from prefect import flow

from db.week import last_complete_week
from flows.run_context import RunContext, open_run_context
from tasks.report.steps import render_weekly_report
from tasks.report.store import newest_closed_week
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded


@flow(name="weekly-report")
def weekly_report(week: date | None = None) -> None:
    """Render the report of the week that begins with Friday ``week``; of the one pages open on when not given."""
    with open_run_context() as context:
        run_report(context, week or newest_closed_week(context.engine) or last_complete_week(context.as_of))


def run_report(context: RunContext, week: date, out_dir: Path | None = None) -> Path:
    """The body of the flow; where the PDF lies."""
    pdf: list[Path] = []
    with recorded(context.engine, "weekly-report", {"week": week}, lambda: {"pdf": str(pdf[0])} if pdf else {}):
        pdf.append(run_task(render_weekly_report, week, context.url, out_dir or context.data_dir.reports).pdf)
    return pdf[0]
