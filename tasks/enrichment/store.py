"""Storage of enrichment: what heard tracks still lack, planned into the queue, and what is known of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine

from db.errors import GroundswellError
from db.statements import statement
from tasks.enrichment.plan import Planned, Scope
from tasks.identity.match import MATCH_VERSION
from tasks.work.item import Kind


def plan(connection: Connection, kinds: Sequence[Kind], scope: Scope) -> Planned:
    """Queue what is missing or stale. An identity waits until Spotify has said what it knows, where it can be asked."""
    given = {
        "kinds": list(kinds),
        "user_id": scope.user_id,
        "most": scope.most,
        "has_spotify": scope.has_spotify,
        "match_version": MATCH_VERSION,
    }
    connection.execute(statement("enrichment/set_based"))
    row = connection.execute(statement("enrichment/plan"), given).one()
    return Planned(row.found_items, row.new_items, row.again_items, row.open_ids)


def find_user(engine: Engine, name: str) -> int:
    """The number of a user by name. Raises GroundswellError naming those there are."""
    with engine.connect() as connection:
        users = connection.execute(statement("enrichment/users")).all()
    for user in users:
        if user.name.casefold() == name.casefold():
            return int(user.user_id)
    there = ", ".join(user.name for user in users) or "none; bring a history in with: groundswell ingest history"
    raise GroundswellError(f"There is no user {name}. Users: {there}")


def read_known(engine: Engine) -> Mapping[str, Any]:
    """Counts of what is known: matched by method, unresolved, in_catalogue, targets, evidence, tracks."""
    with engine.connect() as connection:
        return dict(connection.execute(statement("enrichment/counts")).mappings().one())


def read_item(engine: Engine, heard_item_id: int) -> tuple[str | None, str | None, str | None]:
    """Spotify id, title and artist of a heard item, as far as its export says them."""
    with engine.connect() as connection:
        id_, name, artist = connection.execute(statement("enrichment/heard"), {"heard_item_id": heard_item_id}).one()
    return id_, name, artist


def read_item_names(engine: Engine) -> list[tuple[str, str, str]]:
    """(title, artist, Spotify id) of every heard item that has an id."""
    with engine.connect() as connection:
        rows = connection.execute(statement("enrichment/heard_names"))
        return [(row.name, row.artist_name, row.item_id_spotify) for row in rows]


def track_of_item(engine: Engine, item_id_spotify: str) -> int | None:
    """catalog_track_id of the heard item with this id; None where it is not looked up yet."""
    with engine.connect() as connection:
        given = {"item_id_spotify": item_id_spotify}
        known: int | None = connection.execute(statement("enrichment/track_of_heard"), given).scalar()
    return known


def link_item(connection: Connection, heard_item_id: int, catalog_track_id: int | None) -> int:
    """Link a heard item to its track of the catalogue, or to none; rows changed."""
    given = {"heard_item_id": heard_item_id, "catalog_track_id": catalog_track_id}
    return connection.execute(statement("enrichment/link_heard"), given).rowcount


def due_track_ids(engine: Engine, known: Sequence[str], most: int) -> list[str]:
    """Spotify ids of tracks that work waits for, but those known; at most so many."""
    with engine.connect() as connection:
        given = {"known": list(known), "most": most}
        return list(connection.execute(statement("enrichment/due_track_ids"), given).scalars())
