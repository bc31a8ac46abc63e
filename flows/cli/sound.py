"""Verbs of TikTok sounds: sound add, remove, list, and the queue of suggestions."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from db.errors import GroundswellError
from flows.cli.options import DataDirOption, JsonOption
from flows.cli.output import print_json, print_rows, say
from flows.cli.write_transaction import ARTIST, ArtistOption, ByOption, YesOption, entering, refuse, who
from tasks.roster import store
from tasks.roster.entry_store import call
from tasks.roster.lookup import find_artist, song_of_track
from tasks.roster.pasted import sound_id
from tasks.roster.queue import fill_queue
from tasks.roster.sound_list import enter_sounds, read_sounds

sound = typer.Typer(help="TikTok sounds of artists, and suggestions for them.", no_args_is_help=True)

ArtistArgument = Annotated[str, typer.Argument(help=ARTIST)]
SoundArgument = Annotated[str, typer.Argument(help="Address of the sound's page, or its id.")]
Number = Annotated[int, typer.Argument(help="Number of the suggestion.")]


@sound.command("add")
def add(
    artist: Annotated[str | None, typer.Argument(help=ARTIST, show_default=False)] = None,
    sound_link: Annotated[
        str | None, typer.Argument(metavar="SOUND", help="Address of the sound's page, or its id.", show_default=False)
    ] = None,
    track: Annotated[
        str | None, typer.Option("--track", help="Spotify track it is of: link, id or number.", show_default=False)
    ] = None,
    many: Annotated[
        Path | None,
        typer.Option("--from", help="Many at once: CSV with the columns artist,sound,track.", show_default=False),
    ] = None,
    yes: YesOption = False,
    by: ByOption = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Link a sound to an artist, or all of a list. A sound nobody has named yet is linked after asking back."""
    if many is not None and artist is None:
        _add_many(many, who(by), data_dir, as_json, may_be_unknown=yes)
        return
    if many is not None or artist is None or sound_link is None:
        raise GroundswellError("Give an artist and a sound, or a list of them with --from FILE.csv.")
    with entering(data_dir) as (connection, _):
        found = sound_id(connection, sound_link)
        whose = find_artist(connection, artist)
        track_id = song_of_track(connection, track) if track is not None else None
        if not (found.is_known or yes or typer.confirm(f"{found.question} Link it all the same (--yes)?", err=True)):
            raise GroundswellError("Nothing was linked.")
        [made] = call(
            connection,
            "add_sound",
            artist_id=whose.artist_id,
            sound_id_tiktok=found.value,
            track_id=track_id,
            done_by=who(by),
        )
    warnings = [*found.warnings, *([made["warning"]] if made["warning"] else [])]
    if as_json:
        print_json({"link_id": made["link_id"], "sound_id_tiktok": found.value, "warnings": warnings})
        return
    for warning in warnings:
        say(f"  ! {warning}")
    say(f"Sound {found.value} is linked to {whose.name}.")


def _add_many(path: Path, by: str, data_dir: Path | None, as_json: bool, *, may_be_unknown: bool) -> None:
    """All lines, or none and a table of those that fail."""
    lines = read_sounds(path)
    with entering(data_dir) as (connection, _):
        done = enter_sounds(connection, lines, by, may_be_unknown=may_be_unknown)
        if done.problems:
            refuse(path, done.problems, done.added + done.known, as_json=as_json)
    if as_json:
        print_json({"added": done.added, "known": done.known, "warnings": done.warnings, "problems": []})
        return
    for warning in done.warnings:
        say(f"  ! {warning}")
    say(f"{done.added} sounds are linked now{f', {done.known} were already' if done.known else ''}.")


@sound.command("remove")
def remove(
    artist: ArtistArgument, sound_link: SoundArgument, by: ByOption = None, data_dir: DataDirOption = None
) -> None:
    """A sound no longer counts for an artist."""
    with entering(data_dir) as (connection, _):
        found = sound_id(connection, sound_link)
        whose = find_artist(connection, artist)
        given = {"artist_id": whose.artist_id, "sound_id_tiktok": found.value, "done_by": who(by)}
        call(connection, "remove_sound", **given)
    say(f"Sound {found.value} is no longer linked to {whose.name}.")


@sound.command("list")
def show(artist: ArtistOption = None, data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """List the sounds linked now."""
    with entering(data_dir) as (connection, _):
        rows = store.list_sounds(connection, find_artist(connection, artist) if artist is not None else None)
    print_rows(rows, as_json=as_json, empty="No sound is linked. Add one with: groundswell sound add ARTIST SOUND")


@sound.command("suggest")
def suggest(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Look for sounds that look like a followed artist's and put them into the queue; nothing is linked."""
    with entering(data_dir) as (connection, _):
        new = fill_queue(connection)
    if as_json:
        print_json({"new": new})
    else:
        say(f"{new} new suggestions. See them with: groundswell sound suggestions")


@sound.command("suggestions")
def suggestions(
    state: Annotated[Literal["waiting", "accepted", "declined"], typer.Option("--state")] = "waiting",
    artist: ArtistOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Show at most this many.")] = 50,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """List suggested sounds, the likeliest first."""
    with entering(data_dir) as (connection, _):
        whose = find_artist(connection, artist) if artist is not None else None
        rows = store.list_suggestions(connection, state, whose, most)
    print_rows(rows, as_json=as_json, empty=f"No suggestion is {state}. Look for some with: groundswell sound suggest")


@sound.command("accept")
def accept(number: Number, by: ByOption = None, data_dir: DataDirOption = None) -> None:
    """Link a suggested sound."""
    with entering(data_dir) as (connection, _):
        made = call(connection, "decide_suggestion", suggestion_id=number, accept=True, done_by=who(by))
    for row in made:
        if row["warning"]:
            say(f"  ! {row['warning']}")
    say(f"Suggestion {number} is accepted and its sound linked.")


@sound.command("decline")
def decline(number: Number, by: ByOption = None, data_dir: DataDirOption = None) -> None:
    """Decline a suggested sound; it is not suggested again."""
    with entering(data_dir) as (connection, _):
        call(connection, "decide_suggestion", suggestion_id=number, accept=False, done_by=who(by))
    say(f"Suggestion {number} is declined.")
