"""Verb rollup: weekly figures, or with `rollup listening` what users heard."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.run import print_runs

rollup = typer.Typer()


@rollup.callback(invoke_without_command=True)
def weeks(
    context: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Build all weeks anew.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring the weekly figures up to date; `rollup listening` does it for listening."""
    if context.invoked_subcommand is not None:
        if full or as_json or data_dir:
            raise typer.BadParameter(f"Options of {context.invoked_subcommand} are written after it.")
        return
    from flows.rollup import rollup as rollup_flow
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    run_under_prefect(folder, rollup_flow, full)
    print_runs(began, as_json=as_json)


@rollup.command("listening")
def listening(
    full: Annotated[bool, typer.Option("--full", help="Build all users anew; meanwhile some are missing.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring users' days, genres, moods and tracks up to date with what was loaded and learned since the last time."""
    from flows.rollup_listening import rollup_listening
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    run_under_prefect(folder, rollup_listening, full)
    print_runs(began, as_json=as_json)
