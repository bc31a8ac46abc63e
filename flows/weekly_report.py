"""Flow weekly-report: an issue of the report of one week, kept with its PDF and notebook."""

from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

from prefect import flow
from sqlalchemy import Engine

from db.week import last_complete_week
from flows.run_context import RunContext, open_run_context
from tasks.report.issue import ALL_ARTISTS, Issue, file_stem
from tasks.report.issue_store import read_issue
from tasks.report.rebuilding import Rebuilt, rebuild
from tasks.report.steps import issue_week
from tasks.report.store import newest_closed_week
from tasks.report.then_store import read_moment, warehouse_then
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.trends.steps import roll_up_weeks


@flow(name="weekly-report")
def weekly_report(week: date | None = None, as_of: datetime | None = None) -> None:
    """Make an issue of the week that begins with Friday ``week``; of the one pages open on when not given.

    ``as_of``: as it was known at that moment (UTC).
    """
    with open_run_context() as context:
        run_report(context, week or newest_closed_week(context.engine) or last_complete_week(context.as_of), as_of)


def run_report(context: RunContext, week: date, as_of: datetime | None = None) -> Issue:
    """The body of the flow; the issue made."""
    made: list[Issue] = []
    reports = context.data_dir.reports
    asked = {"week": week, **({"as_of": as_of} if as_of else {})}
    with recorded(context.engine, "weekly-report", asked, lambda: _summary(made, reports)), ExitStack() as rest:
        run_task(roll_up_weeks, context.engine, False)
        known = None
        if as_of is not None:
            moment = read_moment(context.engine, as_of)
            known = rest.enter_context(warehouse_then(context.engine, moment, roll_up_whole))
        made.append(run_task(issue_week, context.engine, context.url, reports, week, ALL_ARTISTS, known))
    return made[0]


def run_rebuild(context: RunContext, issue_id: int) -> Rebuilt:
    """Make a kept issue once more, as it was known when it was made, and compare; nothing is kept of it."""
    issue = read_issue(context.engine, issue_id)
    moment = read_moment(context.engine, issue.as_of, issue.made_at)
    with warehouse_then(context.engine, moment, roll_up_whole) as known:
        return rebuild(context.engine, issue, known)


def roll_up_whole(engine: Engine) -> None:
    """All weeks of a warehouse that has none yet."""
    roll_up_weeks.fn(engine, True)


def _summary(made: list[Issue], reports: Path) -> dict[str, str]:
    if not made:
        return {}
    return {"pdf": str(reports / f"{file_stem(made[0].week_on, made[0].scope)}.pdf"), "issue": made[0].name}
