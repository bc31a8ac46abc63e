"""Verbs normalise and taxonomy unmapped: tags into genres and moods, and which tags nobody recognised."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_rows
from flows.cli.run import print_runs


def normalise(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Turn tags into genres and moods, for everything heard of which something new is known."""
    from flows.normalise import normalise as normalise_flow
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    run_under_prefect(folder, normalise_flow)
    print_runs(began, as_json=as_json)


def unmapped(
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many of them.")] = 50,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tags nobody recognised, those that say most first: what to add to the taxonomy."""
    from flows.run_context import open_run_context
    from tasks.tags.unmapped_store import list_unmapped

    choose(data_dir)
    with open_run_context() as context, context.engine.connect() as connection:
        rows = list_unmapped(connection, limit)
    shown = [{**row, "mass": round(row["mass"], 2)} for row in rows]
    print_rows(shown, as_json=as_json, empty="Every tag seen is recognised, or none was mapped yet.")
