"""Verbs of thresholds: threshold show, set, unset."""

from typing import Annotated

import typer
from sqlalchemy import Connection

from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption
from flows.cli.output import print_rows, say
from flows.cli.write_transaction import ArtistOption, ByOption, entering, who
from tasks.roster import store
from tasks.roster.entry_store import call
from tasks.roster.lookup import find_artist

threshold = typer.Typer(help="When a jump is a badge: for all, for a team, for an artist.", no_args_is_help=True)

Metric = Annotated[str, typer.Argument(help="What is watched, for example track_luminate_streams.")]
TeamOption = Annotated[str | None, typer.Option("--team", help="Only for this team's artists.", show_default=False)]


@threshold.command("show")
def show(artist: ArtistOption = None, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Show the rules that are set; for an artist those that could apply, and which does."""
    with entering(data_dir) as (connection, _):
        whose = find_artist(connection, artist) if artist is not None else None
        rows = store.list_thresholds(connection, whose)
    print_rows(rows, as_json=as_json, empty="No threshold is set.")


@threshold.command("set")
def put(
    metric: Metric,
    times: Annotated[
        float | None, typer.Option("--times", help="This week at least so many times last week.", show_default=False)
    ] = None,
    floor: Annotated[
        int | None, typer.Option("--floor", help="And at least so many more, in units.", show_default=False)
    ] = None,
    team: TeamOption = None,
    artist: ArtistOption = None,
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Set a threshold; what is not said stays as it holds."""
    if times is None and floor is None:
        raise GroundswellError("Say what to set: --times or --floor.")
    with entering(data_dir) as (connection, _):
        artist_id = _artist_id(connection, artist)
        call(
            connection,
            "set_threshold",
            metric=metric,
            threshold=times,
            floor=floor,
            team=team,
            artist_id=artist_id,
            done_by=who(by),
        )
    say(f"The threshold of {metric} is set.")


@threshold.command("unset")
def unset(
    metric: Metric,
    team: TeamOption = None,
    artist: ArtistOption = None,
    by: ByOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Take the rule of a team or artist away; the one for all holds again."""
    with entering(data_dir) as (connection, _):
        artist_id = _artist_id(connection, artist)
        call(connection, "unset_threshold", metric=metric, team=team, artist_id=artist_id, done_by=who(by))
    say(f"The threshold of {metric} is taken away.")


def _artist_id(connection: Connection, artist: str | None) -> int | None:
    return find_artist(connection, artist).artist_id if artist is not None else None
