"""What heard tracks still lack, planned into the queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from db.errors import GroundswellError
from db.statements import statement
from tasks.identity.match import MATCH_VERSION
from tasks.work.item import Kind


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose tracks (None: everybody's), how many of the most played (None: all), and whether Spotify can be asked."""

    user_id: int | None = None
    most: int | None = None
    has_spotify: bool = True


@dataclass(frozen=True, slots=True)
class Planned:
    """Things of the kinds that tracks in scope lead to: all, newly queued, queued again.

    ``only``: the work_ids that are open, where the scope is a part of what was heard; else None.
    """

    found: int
    new: int
    again: int
    only: Sequence[int] | None = None


def plan(connection: Connection, kinds: Sequence[Kind], scope: Scope) -> Planned:
    """Queue what is missing or stale. An identity waits until Spotify has said what it knows, where it can be asked."""
    given = {
        "kinds": list(kinds),
        "user_id": scope.user_id,
        "most": scope.most,
        "has_spotify": scope.has_spotify,
        "match_version": MATCH_VERSION,
    }
    connection.execute(statement("enrich/set_based"))
    row = connection.execute(statement("enrich/plan"), given).one()
    return Planned(row.found_items, row.new_items, row.again_items, row.open_ids)


def find_user(engine: Engine, name: str) -> int:
    """The number of a user by name. Raises GroundswellError naming those there are."""
    with engine.connect() as connection:
        users = connection.execute(statement("enrich/users")).all()
    for user in users:
        if user.name.casefold() == name.casefold():
            return int(user.user_id)
    there = ", ".join(user.name for user in users) or "none; bring a history in with: groundswell ingest history"
    raise GroundswellError(f"There is no user {name}. Users: {there}")
