"""Verbs normalise and taxonomy unmapped: tags into genres and moods, and which tags nobody recognised."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.commands.options import DataDirOption, JsonOption, choose
from flows.commands.output import print_rows
from flows.commands.run import print_runs


def normalise(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Turn tags into genres and moods, for everything heard of which something new is known."""
    from flows.normalise import normalise as normalise_flow
    from flows.prefect_server import run_watched

    folder, began = choose(data_dir), datetime.now(UTC)
    run_watched(folder, normalise_flow)
    print_runs(began, as_json=as_json)


def unmapped(
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many of them.")] = 50,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tags nobody recognised, those that say most first: what to add to the taxonomy."""
    from db.statements import statement
    from flows.session import open_session

    choose(data_dir)
    with open_session() as session, session.engine.connect() as connection:
        rows = connection.execute(statement("tags/unmapped"), {"limit": limit}).mappings().all()
    shown = [{**row, "mass": round(row["mass"], 2)} for row in rows]
    print_rows(shown, as_json=as_json, empty="Every tag seen is recognised, or none was mapped yet.")
