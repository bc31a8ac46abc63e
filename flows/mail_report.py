"""Flow mail-report: an issue of the weekly report to everybody on its list, each once; or why there is none."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from prefect import flow

from db.errors import GroundswellError
from flows.run_context import RunContext, mail_settings, open_run_context
from tasks.mail.delivery_store import read_deliveries
from tasks.mail.issue_mail import dry_run, send_issue, waiting_scopes
from tasks.mail.mailed_issue import ALL, Line, MailedIssue, Scope, Tile
from tasks.mail.outcome import MailOutcome, sentence_of_lists
from tasks.mail.settings import check_complete
from tasks.report.errors import ReportError
from tasks.report.issue import ALL_ARTISTS, Issue, IssueScope
from tasks.report.issue_store import read_content, read_issues
from tasks.report.issuing import KEPT
from tasks.report.mail_parts import mail_parts
from tasks.report.render import report_label
from tasks.report.steps import issue_week
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name

NOBODY = "Nobody was mailed"


@flow(name="mail-report", flow_run_name=run_name("Mail of the report", week="of the week of {}"))
def mail_report(week: date) -> None:
    """Mail the newest issue of a week to everybody who has not got one."""
    with open_run_context() as context:
        outcome: list[str] = []
        with recorded(context.engine, "mail-report", {"week": week}, lambda: {"mail": " ".join(outcome)}):
            outcome.append(mail_week(context, week))


def mail_week(context: RunContext, week: date, eml_folder: Path | None = None) -> str:
    """Mail the week to all scopes that wait for it; who has it, and who has not. Run again it goes on where it was.

    ``eml_folder``: the mails are written there instead. Raises ReportError where the week has no issue.
    """
    try:
        settings = mail_settings(context.data_dir)
        if eml_folder is None:
            check_complete(settings)
    except GroundswellError as error:
        return f"{NOBODY}: {error}"
    done: list[tuple[str, MailOutcome]] = []
    without: list[str] = []
    for scope in waiting_scopes(context.engine, mail_name(week)) or ([ALL] if eml_folder else []):
        try:
            issue = _issue_of(context, week, IssueScope(scope.label, scope.team))
        except ReportError as error:
            if scope == ALL:
                raise
            without.append(f"{NOBODY} of {scope.words}: {error}")
            continue
        message = mailed_issue(context, issue, scope)
        if eml_folder is None:
            outcome = send_issue(context.engine, settings, message)
        else:
            outcome = dry_run(context.engine, settings, message, eml_folder)
        done.append((scope.words, outcome))
    told = [sentence_of_lists(done)] if done else []
    return " ".join(told + without) or f"{NOBODY}: everybody on the list has this week's report, or nobody is on it."


def mail_notice(context: RunContext, week: date, kind: str, reasons: Sequence[str], addresses: Sequence[str]) -> str:
    """That a report is late or held: to the data team (``addresses``) why, to the list that it comes later."""
    try:
        settings = mail_settings(context.data_dir)
        check_complete(settings)
        if addresses:
            notice = _notice(week, f"The weekly report is {kind}", f"{kind}-data", reasons)
            return send_issue(context.engine, settings, notice, addresses=addresses).sentence
        name = f"{mail_name(week)}-{kind}"
        scopes = waiting_scopes(context.engine, name)
        for scope in scopes:
            send_issue(context.engine, settings, _notice(week, f"The weekly report is {kind}", kind, (), scope))
    except GroundswellError as error:
        return f"{NOBODY}: {error}"
    return f"The list was told that it is {kind}." if scopes else ""


def mailed_issue(context: RunContext, issue: Issue, scope: Scope = ALL) -> MailedIssue:
    """An issue as a mail has it: the same lines and tiles as page 1."""
    blocks, _ = read_content(context.engine, issue.issue_id)
    parts = mail_parts(blocks)
    folder = context.data_dir.reports / KEPT
    appendix = folder / (issue.appendix_file or f"{Path(issue.pdf_file).stem}-every-artist.pdf")
    given: dict[str, Any] = {
        "lines": tuple(Line(tone, name, text) for tone, name, text in parts.lines),  # type: ignore[arg-type]
        "tiles": tuple(Tile(*tile) for tile in parts.tiles),  # type: ignore[arg-type]
    }
    return MailedIssue(
        issue_id=mail_name(issue.week_on),
        subject=f"{parts.label}: weekly report, {issue.week_on}",
        headline=parts.headline,
        week=issue.week_on,
        label=parts.label,
        pdf=folder / issue.pdf_file,
        attachments=(appendix,) if issue.appendix_file or appendix.is_file() else (),
        note=parts.clock,
        scope=scope,
        **given,
    )


def mail_name(week: date) -> str:
    """One for all editions and scopes, so that nobody gets two mails of a week."""
    return f"weekly-report-{week}"


def is_mailed(context: RunContext, week: date) -> bool:
    """Whether somebody has the week's report: then the others get it, too."""
    return bool(read_deliveries(context.engine, mail_name(week)))


def newest_issue(context: RunContext, week: date, scope: IssueScope = ALL_ARTISTS) -> Issue | None:
    """The newest issue of a week that tells what was known when it was made; None when there is none."""
    found = read_issues(context.engine, week=week, scope=scope)
    return next((issue for issue in found if issue.as_of == issue.made_at), None)


def _issue_of(context: RunContext, week: date, scope: IssueScope) -> Issue:
    if (issue := newest_issue(context, week, scope)) is not None:
        return issue
    if scope == ALL_ARTISTS:
        raise ReportError(f"The week of {week} has no issue; make it with: groundswell report --week {week}")
    return run_task(issue_week, context.engine, context.url, context.data_dir.reports, week, scope, None, True)


def _notice(week: date, headline: str, kind: str, reasons: Sequence[str], scope: Scope = ALL) -> MailedIssue:
    label = scope.label or report_label()
    lines = tuple(Line("info", "Why", reason) for reason in reasons[:5])
    return MailedIssue(
        issue_id=f"{mail_name(week)}-{kind}",
        subject=f"{label}: {headline[0].lower()}{headline[1:]}",
        headline=f"{headline}; it comes as soon as its figures are whole.",
        lines=lines,
        week=week,
        label=label,
        scope=scope,
    )
