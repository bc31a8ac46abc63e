"""What people say about the identity of a heard item: entered with who, when and why; wins over what is found."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from db.errors import GroundswellError
from tasks.identity.handler import none_of_them
from tasks.identity.match import Decision
from tasks.identity.override_store import ask_again, end_override, find_items, find_recording, forget_item, put_override
from tasks.identity.store import put_item


@dataclass(frozen=True, slots=True)
class Item:
    """A music item somebody means."""

    heard_item_id: int
    name: str | None
    artist: str | None


def find_item(connection: Connection, entered: str) -> Item:
    """The music item of a Spotify id, a name or our number. Raises GroundswellError for none or several."""
    rows = find_items(connection, entered, int(entered) if entered.isdigit() and len(entered) < 10 else None)
    if not rows:
        raise GroundswellError(
            f"No heard track is called {entered}. Give its Spotify link or id, its exact title, or its number "
            "(groundswell recording unresolved lists them)."
        )
    if len(rows) > 1 and rows[0].item_id_spotify != entered:
        some = "; ".join(f"{row.heard_item_id}: {row.name} by {row.artist_name or 'nobody named'}" for row in rows[:8])
        raise GroundswellError(f"{len(rows)} heard tracks are called {entered}: {some}. Give the number of one.")
    return Item(rows[0].heard_item_id, rows[0].name, rows[0].artist_name)


def parse_recording(entered: str) -> str | None:
    """The MBID in what was typed, an id or a link; None for "none". Raises GroundswellError for anything else."""
    if entered.strip().casefold() == "none":
        return None
    try:
        return str(UUID(entered.strip().rstrip("/").rpartition("/")[2].partition("?")[0]))
    except ValueError:
        raise GroundswellError(
            f"{entered} is no MusicBrainz recording. Give its id (8-4-4-4-12 hex digits), its link, or none."
        ) from None


def set_override(connection: Connection, item: Item, mbid: str | None, *, by: str, reason: str) -> bool:
    """Say what an item is. True when it holds at once, False when the recording must be looked up first."""
    if not reason.strip():
        raise GroundswellError("What is said by hand is kept with its reason. Give one with --reason.")
    end_override(connection, item.heard_item_id)
    put_override(connection, item.heard_item_id, mbid, by, reason)
    ask_again(connection, item.heard_item_id)
    if mbid is None:
        put_item(connection, item.heard_item_id, None, none_of_them())
        return True
    known = find_recording(connection, mbid)
    if known is not None:
        decision = Decision("override", None, None, {"recording_id": mbid}, 1)
        put_item(connection, item.heard_item_id, known, decision)
    return known is not None


def undo_override(connection: Connection, item: Item) -> None:
    """Take back what was said; what MusicBrainz tells holds again from the next run. Raises GroundswellError."""
    if not end_override(connection, item.heard_item_id):
        raise GroundswellError(f"Nobody said by hand what {item.name} is, so there is nothing to take back.")
    forget_item(connection, item.heard_item_id)
    ask_again(connection, item.heard_item_id)
