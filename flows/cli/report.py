"""Verb report: an issue of the weekly report, also as it was known at a past moment; the issues kept, compared."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose, day
from flows.cli.output import print_json, print_rows, say
from flows.cli.run import print_runs
from tasks.report.comparison import Difference

report = typer.Typer()
MOST_SHOWN = 60  # characters of one side of a difference
Week = Annotated[
    datetime | None,
    typer.Option("--week", formats=["%Y-%m-%d"], help="Friday the week begins with; default: the last."),
]


AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"], help="As it was known at this moment (UTC)."),
]
Number = Annotated[int, typer.Argument(help="Number of the issue, see `report list`.")]


@report.callback(invoke_without_command=True)
def make(
    context: typer.Context,
    week: Week = None,
    as_of: AsOf = None,
    send: Annotated[
        bool, typer.Option("--send", help="Mail the week that is due, once; or say what holds it.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write the mails of its issue as .eml files.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the weekly PDF, into the data folder's reports; each issue is kept."""
    if context.invoked_subcommand is not None:
        if week or as_of or send or dry_run or as_json or data_dir:
            raise typer.BadParameter(f"Options of {context.invoked_subcommand} are written after it.")
        return
    from flows.services.prefect_server import run_under_prefect
    from flows.weekly_report import weekly_report

    folder, began = choose(data_dir), datetime.now(UTC)
    if as_of and (send or dry_run):
        raise typer.BadParameter("What was known at a past moment is not mailed; leave out --as-of.")
    if dry_run:
        _write_mails(day(week))
        return
    run_under_prefect(folder, weekly_report, day(week), as_of.replace(tzinfo=UTC) if as_of else None, send)
    print_runs(began, as_json=as_json)


def _write_mails(week: date | None) -> None:
    from flows.mail_report import mail_week
    from flows.run_context import open_run_context
    from tasks.report.errors import ReportError
    from tasks.report.store import newest_closed_week

    with open_run_context() as opened:
        chosen = week or newest_closed_week(opened.engine)
        if chosen is None:
            raise ReportError("No week is closed yet, so there is no report to mail.")
        say(mail_week(opened, chosen, opened.data_dir.reports / "mails"))


@report.command("list")
def list_issues(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Issues that are kept, the newest week first."""
    from flows.run_context import open_run_context
    from tasks.report.issue_store import read_issues
    from tasks.report.issuing import KEPT

    choose(data_dir)
    with open_run_context() as opened:
        folder = opened.data_dir.reports / KEPT
        rows = [
            {
                "issue": issue.issue_id,
                "week": issue.week_on,
                "label": issue.scope.label,
                "team": issue.scope.team,
                "edition": issue.edition,
                "made_at": issue.made_at,
                "as_of": issue.as_of,
                "pdf": folder / issue.pdf_file,
                "is_there": (folder / issue.pdf_file).is_file(),
            }
            for issue in read_issues(opened.engine)
        ]
    print_rows(rows, as_json=as_json, empty="No issue has been made yet; `groundswell report` makes one.")


@report.command("diff")
def diff(was: Number, now: Number, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """What an issue tells otherwise than another one."""
    from flows.run_context import open_run_context
    from tasks.report.rebuilding import compare

    choose(data_dir)
    with open_run_context() as opened:
        found = compare(opened.engine, was, now)
    print_rows(_rows(found, as_json=as_json), as_json=as_json, empty="Both issues tell the same.")


@report.command("rebuild")
def rebuild(issue: Number, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Make a kept issue once more, as it was known when it was made, and list what differs; nothing is kept of it."""
    from flows.run_context import open_run_context
    from flows.weekly_report import run_rebuild

    choose(data_dir)
    with open_run_context() as opened:
        found = run_rebuild(opened, issue)
    rows = _rows(found.differences, as_json=as_json)
    if as_json:
        equal = {name: getattr(found, name) for name in ("is_equal", "is_same_pdf", "is_same_report")}
        print_json({"issue": issue, **equal, "tables": found.tables, "differences": rows})
    elif found.is_equal:
        bytes_too = "so does" if found.is_same_pdf else "other bytes has"
        say(f"Rebuilt, {found.issue.name} tells the same; {bytes_too} the PDF.")
    else:
        tables = f"; rows of {', '.join(found.tables)} differ" if found.tables else ""
        since = "" if found.is_same_report else " The notebook of the report has changed since."
        say(f"Rebuilt, {found.issue.name} differs in {len(rows)} figures or words{tables}.{since}")
        print_rows(rows, as_json=False, empty="")
    if not found.is_equal:
        raise typer.Exit(1)


def _rows(found: Sequence[Difference], *, as_json: bool) -> list[dict[str, object]]:
    """Differences as rows; for people each side is cut to what fits beside the other."""
    if as_json:
        return [asdict(each) for each in found]
    return [{"what": each.what, "was": _cut(each.was), "now": _cut(each.now)} for each in found]


def _cut(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
