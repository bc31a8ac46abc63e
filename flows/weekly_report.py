"""Flow weekly-report: an issue of the report of one week, kept with its PDF and notebook."""

from datetime import date
from pathlib import Path

from prefect import flow

from db.week import last_complete_week
from flows.run_context import RunContext, open_run_context
from tasks.report.issue import Issue, file_stem
from tasks.report.steps import issue_week
from tasks.report.store import newest_closed_week
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.trends.steps import roll_up_weeks


@flow(name="weekly-report")
def weekly_report(week: date | None = None) -> None:
    """Make an issue of the week that begins with Friday ``week``; of the one pages open on when not given."""
    with open_run_context() as context:
        run_report(context, week or newest_closed_week(context.engine) or last_complete_week(context.as_of))


def run_report(context: RunContext, week: date) -> Issue:
    """The body of the flow; the issue made."""
    made: list[Issue] = []
    reports = context.data_dir.reports
    with recorded(context.engine, "weekly-report", {"week": week}, lambda: _summary(made, reports)):
        run_task(roll_up_weeks, context.engine, False)
        made.append(run_task(issue_week, context.engine, context.url, reports, week))
    return made[0]


def _summary(made: list[Issue], reports: Path) -> dict[str, str]:
    if not made:
        return {}
    return {"pdf": str(reports / f"{file_stem(made[0].week_on, made[0].scope)}.pdf"), "issue": made[0].name}
