"""Flow weekly-report: the PDF of one week."""

from datetime import date, timedelta
from pathlib import Path

from prefect import flow

from flows.runs import recorded
from flows.session import Session, open_session
from flows.watched import call
from tasks.report.steps import render_weekly_report


@flow(name="weekly-report")
def weekly_report(week: date | None = None) -> None:
    """Render the report of the week that begins with Friday ``week``; of the last complete one when not given."""
    with open_session() as session:
        run_report(session, week or last_complete_week(session.as_of))


def run_report(session: Session, week: date, out_dir: Path | None = None) -> Path:
    """The body of the flow; where the PDF lies."""
    pdf: list[Path] = []
    with recorded(session.engine, "weekly-report", {"week": week}, lambda: {"pdf": str(pdf[0])} if pdf else {}):
        pdf.append(call(render_weekly_report, week, session.url, out_dir or session.data_dir.reports).pdf)
    return pdf[0]


def last_complete_week(as_of: date) -> date:
    """The Friday of the last week that is over on the evening of ``as_of``: weeks run Friday to Thursday."""
    thursday = as_of - timedelta(days=(as_of.isoweekday() + 3) % 7)
    return thursday - timedelta(days=6)
