"""Verbs that bring in data nobody is asked for call by call: the vendor's tables, and listening histories."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import SecretStr

from db.errors import GroundswellError
from flows.cli.history import history
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, progress_shown, say
from flows.cli.run_summary import runs_since

ingest = typer.Typer(help="Bring in tables and files.", no_args_is_help=True)
ingest.command("history")(history)
FLOW = "ingest-deliveries"
# The error the run ends with names so many of the refused deliveries itself.
NAMED_IN_THE_ERROR = 3
COLUMNS = ("table", "loads", "already_loaded", "refused", "rows_new", "rows_restated", "rows_same", "rows_outside")


@ingest.callback()
def group() -> None:
    """Bring in tables and files."""


@ingest.command("vendor", hidden=True)  # what it was called before
@ingest.command("deliveries")
def deliveries(
    path: Annotated[
        Path | None,
        typer.Argument(help="A file, a folder of files, or a folder of drops named by day.", show_default=False),
    ] = None,
    from_url: Annotated[
        str | None, typer.Option("--from-url", help="Database to read instead, any dialect.", show_default=False)
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", help="Only this table of it; may be repeated.", show_default=False)
    ] = None,
    schema: Annotated[
        str | None, typer.Option("--schema", help="Schema its tables are in.", show_default=False)
    ] = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load the vendor's tables. What was loaded before changes nothing; weekly figures follow with rollup."""
    from flows.ingest_deliveries import ingest_deliveries
    from flows.services.prefect_server import run_under_prefect

    if (path is None) == (from_url is None):
        raise GroundswellError("Give either a path with files, or --from-url with the address of a database.")
    if from_url is None and (table or schema):
        raise GroundswellError("--table and --schema go with --from-url; files are named by their table.")
    folder, began = choose(data_dir), datetime.now(UTC)
    secret = SecretStr(from_url) if from_url is not None else None
    given = os.path.abspath(path) if path is not None else None  # noqa: PTH100 - links stay as they are named
    try:
        with progress_shown():
            run_under_prefect(folder, ingest_deliveries, given, secret, tuple(table or ()), schema)
    finally:
        print_ingested(began, as_json=as_json)


def print_ingested(began: datetime, *, as_json: bool) -> None:
    """Print what the loads since ``began`` did, table by table, also where the run ended with an error."""
    runs = runs_since(began)
    summaries: list[Mapping[str, Any]] = [run["summary"] for run in runs if run["flow"] == FLOW]
    for summary in summaries:
        for warning in summary["warnings"]:
            say(f"Warning: {warning}")
        for refused in summary["refused"][NAMED_IN_THE_ERROR:]:
            say(f"Refused: {refused['origin']}: {refused['reason']}")
        if as_json:
            print_json(summary)
            continue
        rows = [{name: row[name] for name in (*COLUMNS, "rows_rejected")} for row in summary["tables"]]
        print_rows(rows, as_json=False, empty="Nothing was loaded.")
        if summary["joined_artists"] or summary["joined_tracks"]:
            say(
                f"{summary['joined_artists']} artists and {summary['joined_tracks']} songs were found to be ones "
                "already known, and joined."
            )
