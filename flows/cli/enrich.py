"""Verb enrich: look up what was heard, and what it sounds like."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, progress_shown, say
from flows.cli.run_summary import runs_since

COLUMNS = (
    "stage",
    "found",
    "new",
    "again",
    "fetched",
    "unchanged",
    "no_data",
    "dead",
    "put_back",
    "calls",
    "throttled",
)


def enrich(
    user: Annotated[str | None, typer.Option("--user", help="Only what this user heard.", show_default=False)] = None,
    most: Annotated[
        int | None, typer.Option("--most", min=1, help="Only so many tracks, the most played.", show_default=False)
    ] = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look heard tracks up: albums at Spotify, recordings at MusicBrainz, tags at four sources. Stop it at any time."""
    from flows.enrich import enrich as enrich_flow
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    try:
        with progress_shown():
            run_under_prefect(folder, enrich_flow, user, most)
    finally:
        print_enriched(began, as_json=as_json)


def print_enriched(began: datetime, *, as_json: bool) -> None:
    """Print what the run since ``began`` did, also where it ended with an error."""
    runs = runs_since(began)
    for summary in [run["summary"] for run in runs if run["flow"] == "enrich"]:
        if as_json:
            print_json(summary)
        else:
            print_summary(summary)


def print_summary(summary: dict[str, Any]) -> None:
    """A run for people."""
    for warning in summary["warnings"]:
        say(f"Warning: {warning}")
    rows = [{name: row[name] for name in COLUMNS} for row in summary["stages"]]
    print_rows(rows, as_json=False, empty="No provider could be asked.")
    if "tracks" in summary:
        matched = sum(summary["matched"].values())
        say(
            f"Of {summary['tracks']:,} tracks heard, {summary['in_catalogue']:,} are in Spotify's catalogue and "
            f"{matched:,} are known recordings; {summary['unresolved']:,} are unresolved (groundswell recording "
            f"unresolved). {summary['evidence']:,} tags speak of them."
        )
