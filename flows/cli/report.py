"""Verb report: the weekly report of a week, and with `report list` the issues that are kept."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose, day
from flows.cli.output import print_rows
from flows.cli.run import print_runs

report = typer.Typer()
Week = Annotated[
    datetime | None,
    typer.Option("--week", formats=["%Y-%m-%d"], help="Friday the week begins with; default: the last."),
]


@report.callback(invoke_without_command=True)
def make(
    context: typer.Context, week: Week = None, data_dir: DataDirOption = None, as_json: JsonOption = False
) -> None:
    """Make the weekly PDF, into the data folder's reports; each issue is kept."""
    if context.invoked_subcommand is not None:
        if week or as_json or data_dir:
            raise typer.BadParameter(f"Options of {context.invoked_subcommand} are written after it.")
        return
    from flows.services.prefect_server import run_under_prefect
    from flows.weekly_report import weekly_report

    folder, began = choose(data_dir), datetime.now(UTC)
    run_under_prefect(folder, weekly_report, day(week))
    print_runs(began, as_json=as_json)


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
