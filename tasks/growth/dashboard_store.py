"""What people read of growth: the newest figures, one row of all, and where each field comes from."""

from typing import Any

from sqlalchemy import Engine

from db.errors import GroundswellError
from db.statements import statement


def read_dashboard(engine: Engine, artist: str | None = None) -> list[dict[str, Any]]:
    """A row for each followed artist, or the one called so. Raises GroundswellError for a name nobody has."""
    with engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(statement("growth/dashboard"), {"artist": artist}).mappings()]
    if artist is not None and not rows:
        raise GroundswellError(f"No followed artist is called {artist}. See: groundswell card list")
    return rows


def read_quick(engine: Engine) -> dict[str, Any]:
    """One row of all followed artists."""
    with engine.connect() as connection:
        return dict(connection.execute(statement("growth/quick")).mappings().one())


def read_sources(engine: Engine) -> list[dict[str, Any]]:
    """A row for each field of a snapshot."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(statement("growth/sources")).mappings()]
