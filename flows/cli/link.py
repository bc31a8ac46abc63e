"""Verbs of links by hand: link override, undo, list."""

from typing import Annotated

import typer

from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption
from flows.cli.output import print_json, print_rows, say
from flows.cli.write_transaction import ArtistOption, ByOption, YesOption, entering, who
from tasks.roster import store
from tasks.roster.entry_store import call
from tasks.roster.lookup import find_artist, track_name

link = typer.Typer(help="Which unified song a Spotify track is, where the vendor is wrong.", no_args_is_help=True)

Track = Annotated[str, typer.Argument(help="Spotify link or id of the track, or its number in SPOTIFY_TRACKS.")]


@link.command("override")
def override(
    track: Track,
    song: Annotated[str, typer.Argument(help="Luminate's number of the unified song, or none.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the link.")],
    yes: YesOption = False,
    by: ByOption = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Link a track by hand, after showing what that changes; wins over the vendor until taken back."""
    number = store.parse_song(song)
    with entering(data_dir) as (connection, _):
        named = track_name(connection, track)
        effect = store.override_preview(connection, named, number)
        if not as_json:
            print_rows(effect, as_json=False, empty="No artist is on this track, so no figure changes.")
        if not yes and not typer.confirm("Link it so?", err=True):
            raise GroundswellError("Nothing was linked.")
        [made] = call(connection, "override_link", track=named, song_id_luminate=number, reason=reason, done_by=who(by))
    if as_json:
        print_json({"link_id": made["override_link"], "effect": effect})
    else:
        outcome = f"linked to song {number}" if number is not None else "linked to no song"
        say(f"The track {named} is {outcome}; the next rollup counts it so. Back with: groundswell link undo {named}")


@link.command("undo")
def undo(track: Track, by: ByOption = None, data_dir: DataDirOption = None) -> None:
    """Take a link by hand back; the vendor's holds again."""
    with entering(data_dir) as (connection, _):
        named = track_name(connection, track)
        call(connection, "undo_override", track=named, done_by=who(by))
    say(f"The track {named} is linked as the vendor says again.")


@link.command("list")
def show(artist: ArtistOption = None, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """List the links by hand that hold."""
    with entering(data_dir) as (connection, _):
        whose = find_artist(connection, artist) if artist is not None else None
        rows = store.list_overrides(connection, whose)
    print_rows(rows, as_json=as_json, empty="No track is linked by hand.")
