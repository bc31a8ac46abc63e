"""Verb ingest history: somebody's Spotify listening history."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, progress_shown, say
from flows.cli.run_summary import runs_since

FLOW = "ingest-history"
COLUMNS = ("file", "state", "read", "loaded", "already", "duplicates", "rejected", "replaced", "plays")


def history(
    path: Annotated[Path, typer.Argument(help="Folder, zip or file, as Spotify sends it.", show_default=False)],
    user: Annotated[str, typer.Option("--user", help="Whose history it is.", show_default=False)],
    tz: Annotated[
        str | None,
        typer.Option("--tz", help="Time zone the days are told in, like Europe/Berlin.", show_default=False),
    ] = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load a Spotify listening history. What was loaded before changes nothing; figures follow with rollup."""
    from flows.ingest_history import ingest_history
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    given = os.path.abspath(path)  # noqa: PTH100 - links stay as they are named
    try:
        with progress_shown():
            run_under_prefect(folder, ingest_history, given, user, tz)
    finally:
        print_history(began, user, is_zone_given=tz is not None, as_json=as_json)


def print_history(began: datetime, user: str, *, is_zone_given: bool, as_json: bool) -> None:
    """Print what the run since ``began`` did, file by file, also where it ended with an error."""
    runs = runs_since(began)
    for run in runs:
        summary = run["summary"]
        if run["flow"] != FLOW or summary is None or summary["user"] != " ".join(user.split()):
            continue
        if as_json:
            print_json(summary)
        else:
            shown = [{name: row[name] for name in COLUMNS} for row in summary["files"]]
            print_rows(shown, as_json=False, empty="There was no file.")
            say(
                f"{summary['read']:,} rows of {summary['user']}: {summary['loaded']:,} loaded, {summary['already']:,} "
                f"there already, {summary['duplicates']:,} duplicates, {summary['rejected']:,} rejected; "
                f"{summary['plays']:,} new plays of 30 s or more, {summary['played_ms'] / 3_600_000:,.1f} hours."
            )
        if summary["left_out"]:
            say(f"{summary['left_out']} other files were left out.")
        if summary["is_new_user"] and not is_zone_given:
            say(f"The days of {summary['user']} are told in UTC; change that with --tz.")
