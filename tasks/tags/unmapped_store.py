"""Tags nobody recognised."""

from typing import Any

from sqlalchemy import Connection

from db.statements import statement


def list_unmapped(connection: Connection, limit: int) -> list[dict[str, Any]]:
    """At most so many of them, those that say most first."""
    return [dict(row) for row in connection.execute(statement("tags/unmapped"), {"limit": limit}).mappings()]
