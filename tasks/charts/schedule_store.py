"""Schedules of charts in the warehouse."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from db.errors import GroundswellError
from db.statements import statement
from tasks.charts.schedules import Change


def list_schedules(connection: Connection, slug: str | None = None) -> list[dict[str, Any]]:
    """Schedules as rows, most important first; with chart_id where the chart is known."""
    return [dict(row) for row in connection.execute(statement("charts/schedules"), {"slug": slug}).mappings()]


def scheduled_slugs(connection: Connection) -> set[str]:
    """Slugs of the charts that are known or have a schedule."""
    return set(connection.execute(statement("charts/schedule_slugs")).scalars())


def add_schedule(connection: Connection, slug: str, change: Change) -> None:
    """Add a chart's schedule, or change the one it has."""
    connection.execute(statement("charts/put_schedule"), {"slug": slug})
    change_schedule(connection, slug, change)


def change_schedule(connection: Connection, slug: str, change: Change) -> None:
    """Change a schedule. Raises GroundswellError when the chart has none."""
    given = {"slug": slug, **asdict(change)}
    if connection.execute(statement("charts/change_schedule"), given).rowcount == 0:
        raise GroundswellError(f"Chart {slug} has no schedule. Add one with: groundswell schedule add {slug}")


def remove_schedule(connection: Connection, slug: str) -> None:
    """Take a schedule away; what it brought in stays. Raises GroundswellError when there is none."""
    if connection.execute(statement("charts/remove_schedule"), {"slug": slug}).rowcount == 0:
        raise GroundswellError(f"Chart {slug} has no schedule.")
