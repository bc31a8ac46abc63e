"""Verbs of actions: actions, actions refresh, take, done, dismiss, reopen."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_rows, say
from flows.cli.run import print_runs
from flows.cli.write_transaction import ArtistOption, ByOption, entering, who
from tasks.actions.store import list_actions
from tasks.roster.entry_store import call
from tasks.roster.lookup import find_artist

actions = typer.Typer(help="What could be done for artists, and what became of it.")

Number = Annotated[int, typer.Argument(help="Number of the action.")]


@actions.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    artist: ArtistOption = None,
    show_all: Annotated[bool, typer.Option("--all", help="Also what was done, dismissed or went away.")] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """List open actions, those that matter most first."""
    if context.invoked_subcommand is not None:
        if artist or show_all or as_json or data_dir:
            raise typer.BadParameter(f"Options of {context.invoked_subcommand} are written after it.")
        return
    with entering(data_dir) as (connection, _):
        whose = find_artist(connection, artist).artist_id if artist is not None else None
        rows = list_actions(connection, whose, show_all=show_all)
    print_rows(rows, as_json=as_json, empty="No action is open. Look for some with: groundswell actions refresh")


@actions.command("refresh")
def refresh(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Look for artists alike, places among others, actions, and what those that were done brought."""
    from flows.refresh_actions import refresh_actions
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    run_under_prefect(folder, refresh_actions)
    print_runs(began, as_json=as_json)


@actions.command("take")
def take(
    number: Number,
    owner: Annotated[str | None, typer.Option("--owner", help="Who is to do it; else you.", show_default=False)] = None,
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Somebody is at it from now on."""
    _enter("start_action", data_dir, by, action_id=number, owner=owner)
    say(f"Action {number} is being done.")


@actions.command("done")
def done(
    number: Number,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Day it was done; else today.", show_default=False),
    ] = None,
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """It was done; four weeks later its outcome is measured."""
    _enter("finish_action", data_dir, by, action_id=number, done_on=on.date() if on else None)
    say(f"Action {number} is done. What it brought is measured four weeks after.")


@actions.command("dismiss")
def dismiss(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Why it is not wanted.")],
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """It is not wanted; the same is not found again for a while."""
    _enter("dismiss_action", data_dir, by, action_id=number, reason=reason)
    say(f"Action {number} is dismissed.")


@actions.command("reopen")
def reopen(number: Number, by: ByOption = None, data_dir: DataDirOption = None) -> None:
    """It was taken, done or dismissed by mistake."""
    _enter("reopen_action", data_dir, by, action_id=number)
    say(f"Action {number} is open again.")


def _enter(function: str, data_dir: Any, by: str | None, **given: Any) -> None:
    with entering(data_dir) as (connection, _):
        call(connection, function, **given, done_by=who(by))
