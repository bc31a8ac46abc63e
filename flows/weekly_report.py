"""Flow weekly-report: an issue of the report of one week, kept with its PDF and notebook, and on request mailed."""

import time
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from prefect import flow
from sqlalchemy import Engine

from db.week import last_complete_week
from flows.mail_report import is_mailed, mail_notice, mail_week, newest_issue
from flows.run_context import RunContext, open_run_context
from tasks.cascade.store import find_orphans
from tasks.report.errors import ReportError, ReportHeld
from tasks.report.issue import ALL_ARTISTS, Issue, file_stem
from tasks.report.issue_store import read_issue, read_sources
from tasks.report.issuing import KEPT, is_current
from tasks.report.readiness import due_week, reasons_against
from tasks.report.rebuilding import Rebuilt, rebuild
from tasks.report.settings import ReportSettings, report_settings
from tasks.report.steps import issue_week
from tasks.report.store import newest_closed_week
from tasks.report.then_store import read_moment, warehouse_then
from tasks.runs.parameters import KnownAt, Week
from tasks.runs.prefect_run import note, publish_file, publish_text, run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.trends.clock_store import read_today
from tasks.trends.figures_store import check_figures
from tasks.trends.steps import roll_up_weeks

LOOK_AGAIN_S = 300


@flow(
    name="weekly-report",
    flow_run_name=run_name("Weekly report", week="of the week of {}", as_of="as known at {}", send="to be mailed"),
)
def weekly_report(week: Week = None, as_of: KnownAt = None, send: bool = False, wait: bool = False) -> None:
    """Make an issue of the week that begins with Friday ``week``; of the one pages open on when not given.

    ``as_of``: as it was known at that moment (UTC). ``send``: the week whose report is due, once, to everybody on the
    list, unless something stands against it; with ``wait`` what is late is waited for up to the hour that is set.
    """
    with open_run_context() as context:
        if send:
            send_report(context, week or due_week(read_today(context.engine)), is_waiting=wait)
        else:
            run_report(context, week or newest_closed_week(context.engine) or last_complete_week(context.as_of), as_of)


def run_report(context: RunContext, week: date, as_of: datetime | None = None) -> Issue:
    """An issue made, and not sent; the issue."""
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
        _publish(made[0], reports, "")
    return made[0]


def send_report(context: RunContext, week: date, *, is_waiting: bool = False) -> str:
    """The week's issue, made if there is none, to everybody on the list who has not got it; what came of it.

    Raises ReportHeld, when all are told who are to be, and makes no PDF where something stands against it.
    """
    made: list[Issue] = []
    outcome: list[str] = []
    settings, reports = report_settings(), context.data_dir.reports

    def summary() -> dict[str, str]:
        return {**_summary(made, reports), **({"mail": outcome[0]} if outcome else {})}

    with recorded(context.engine, "weekly-report", {"week": week, "send": True}, summary):
        issue = newest_issue(context, week)
        if issue is None or not is_mailed(context, week):
            _wait(context, week, settings, is_waiting=is_waiting)
            if issue is None or not is_current(context.engine, issue):
                issue = _make_whole(context, week, settings)
        made.append(issue)
        outcome.append(mail_week(context, week))
        _publish(issue, reports, outcome[0])
    return outcome[0]


def _make_whole(context: RunContext, week: date, settings: ReportSettings) -> Issue:
    reports = context.data_dir.reports
    try:
        return run_task(issue_week, context.engine, context.url, reports, week, ALL_ARTISTS, None, must_be_whole=True)
    except ReportError as error:
        _hold(context, week, settings, [str(error)])


def run_rebuild(context: RunContext, issue_id: int) -> Rebuilt:
    """Make a kept issue once more, as it was known when it was made, and compare; nothing is kept of it."""
    issue = read_issue(context.engine, issue_id)
    moment = read_moment(context.engine, issue.as_of, issue.made_at)
    with warehouse_then(context.engine, moment, roll_up_whole) as known:
        return rebuild(context.engine, issue, known)


def roll_up_whole(engine: Engine) -> None:
    """All weeks of a warehouse that has none yet."""
    roll_up_weeks.fn(engine, True)


def standing_against(context: RunContext, week: date) -> list[str]:
    """Why the report of a week can't be sent now; empty when it can."""
    run_task(roll_up_weeks, context.engine, False)
    broken = {row["label"] for row in check_figures(context.engine).broken if row["week_on"] == week}
    orphans = len(find_orphans(context.engine, context.as_of))
    return reasons_against(week, newest_closed_week(context.engine), read_sources(context.engine), broken, orphans)


def _wait(context: RunContext, week: date, settings: ReportSettings, *, is_waiting: bool) -> None:
    """Return when nothing stands against the report. Raises ReportHeld: at once, or after the latest hour."""
    is_noticed = False
    while reasons := standing_against(context, week):
        if not is_waiting or datetime.now(UTC).astimezone(settings.zone).time() >= settings.latest:
            _hold(context, week, settings, reasons)
        if not is_noticed:
            note(f"The report waits until {settings.latest:%H:%M} {settings.timezone}: {'; '.join(reasons)}")
            _notify(context, week, settings, "late", reasons)
            is_noticed = True
        time.sleep(LOOK_AGAIN_S)


def _hold(context: RunContext, week: date, settings: ReportSettings, reasons: list[str]) -> NoReturn:
    _notify(context, week, settings, "held", reasons)
    publish_text("weekly-report", f"**The report of {week} is held.**\n\n" + "\n".join(f"- {each}" for each in reasons))
    raise ReportHeld(
        f"The report of {week} is held, no PDF was made for sending: {'; '.join(reasons)}. When that is mended, run: "
        f"groundswell report --week {week} --send"
    )


def _notify(context: RunContext, week: date, settings: ReportSettings, kind: str, reasons: list[str]) -> None:
    if settings.addresses:
        note(mail_notice(context, week, kind, reasons, settings.addresses))
    if settings.delay_notice:
        note(mail_notice(context, week, kind, (), ()))


def _summary(made: list[Issue], reports: Path) -> dict[str, str]:
    if not made:
        return {}
    return {"pdf": str(reports / f"{file_stem(made[0].week_on, made[0].scope)}.pdf"), "issue": made[0].name}


def _publish(issue: Issue, reports: Path, mail: str) -> None:
    folder = reports / KEPT
    publish_file("weekly-report-pdf", folder / issue.pdf_file, f"The report of {issue.week_on}")
    publish_file("weekly-report-notebook", folder / issue.notebook_file, f"The notebook of {issue.week_on}")
    publish_text("weekly-report", f"Made: {issue.name}. {mail}".strip())
