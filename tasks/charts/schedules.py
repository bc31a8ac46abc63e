"""Schedules: which charts are synchronised, and what follows from them by itself."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection

from db.errors import GroundswellError
from db.statements import statement


@dataclass(frozen=True, slots=True)
class Change:
    """What to change of a schedule; None keeps what is there. Delays in seconds, history in days."""

    is_active: bool | None = None
    track_metadata: bool | None = None
    artist_metadata: bool | None = None
    audience: bool | None = None
    priority_platforms: Sequence[str] | None = None
    artist_platforms: Sequence[str] | None = None
    metadata_delay_s: int | None = None
    audience_delay_s: int | None = None
    priority: int | None = None
    history_days: int | None = None
    budget: int | None = None
    no_budget: bool = False


def add_schedule(connection: Connection, slug: str, change: Change) -> None:
    """Add a chart's schedule, or change the one it has."""
    connection.execute(statement("charts/put_schedule"), {"slug": slug})
    change_schedule(connection, slug, change)


def change_schedule(connection: Connection, slug: str, change: Change) -> None:
    """Change a schedule. Raises GroundswellError when the chart has none, or for a value below 0."""
    for name, value in asdict(change).items():
        if isinstance(value, int) and value < 0 and name != "priority":
            raise GroundswellError(f"{name.replace('_', ' ')} of {value} is below 0; give 0 or more.")
    given = {"slug": slug, **asdict(change)}
    if connection.execute(statement("charts/change_schedule"), given).rowcount == 0:
        raise GroundswellError(f"Chart {slug} has no schedule. Add one with: groundswell schedule add {slug}")


def remove_schedule(connection: Connection, slug: str) -> None:
    """Take a schedule away; what it brought in stays. Raises GroundswellError when there is none."""
    if connection.execute(statement("charts/remove_schedule"), {"slug": slug}).rowcount == 0:
        raise GroundswellError(f"Chart {slug} has no schedule.")
