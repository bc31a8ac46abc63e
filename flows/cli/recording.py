"""Verbs of identities by hand: recording set, undo, list, unresolved."""

from typing import Annotated

import typer
from sqlalchemy import Connection

from flows.cli.options import DataDirOption, JsonOption
from flows.cli.output import print_json, print_rows, say
from flows.cli.write_transaction import ByOption, entering, who
from tasks.identity import override_store, overrides

recording = typer.Typer(
    help="Which MusicBrainz recording a heard track is, where that is wrong or open.", no_args_is_help=True
)
Track = Annotated[str, typer.Argument(help="Spotify link or id of the track, its title, or its number.")]


@recording.command("set")
def set_(
    track: Track,
    mbid: Annotated[str, typer.Argument(help="MusicBrainz id or link of the recording, or none.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with it.")],
    by: ByOption = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which recording a heard track is, or none; wins over what is found until taken back."""
    recording_id = overrides.parse_recording(mbid)
    with entering(data_dir) as (connection, _):
        item = overrides.find_item(connection, track_name(connection, track))
        is_known = overrides.set_override(connection, item, recording_id, by=who(by), reason=reason)
    if as_json:
        print_json({"heard_item_id": item.heard_item_id, "recording": recording_id, "is_known": is_known})
        return
    what = f"is {recording_id}" if recording_id is not None else "is none of MusicBrainz' recordings"
    when = "Its tags follow with" if is_known else "That recording is looked up with"
    say(f"{item.name} {what}. {when}: groundswell enrich. Back with: groundswell recording undo {item.heard_item_id}")


@recording.command("undo")
def undo(track: Track, data_dir: DataDirOption = None) -> None:
    """Take back what was said of a track; it is looked up anew by the next enrich."""
    with entering(data_dir) as (connection, _):
        item = overrides.find_item(connection, track_name(connection, track))
        overrides.undo_override(connection, item)
    say(f"What {item.name} is will be looked up anew by: groundswell enrich")


@recording.command("list")
def show(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """List what was said by hand and holds."""
    with entering(data_dir) as (connection, _):
        rows = override_store.list_overrides(connection)
    print_rows(rows, as_json=as_json, empty="Nothing was said by hand.")


@recording.command("unresolved")
def unresolved(
    most: Annotated[int, typer.Option("--most", min=1, help="Show at most this many.")] = 50,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """List tracks whose recording is not known, the most played first, with the reason."""
    with entering(data_dir) as (connection, _):
        rows = override_store.list_unresolved(connection, most)
    print_rows(rows, as_json=as_json, empty="Every track that was looked up is a known recording.")


def track_name(connection: Connection, text: str) -> str:
    """The Spotify id in a link or URI; anything else as it is, a title or our number."""
    from tasks.roster.lookup import track_name as id_of_link

    is_link = "spotify.com/" in text or text.startswith("spotify:")
    return id_of_link(connection, text) if is_link else text.strip()
