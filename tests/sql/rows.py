"""Single rows for tests, and our numbers of what they name."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, text


def insert(connection: Connection, table: str, row: Mapping[str, Any], returning: str = "") -> Any:
    """Insert a row; the column named."""
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    back = f" returning {returning}" if returning else ""
    done = connection.execute(text(f"insert into {table} ({names}) values ({values}){back}"), row)
    return done.scalar_one() if returning else None


def number(connection: Connection, table: str, name: str, column: str = "name") -> int:
    """Our number of what is called so."""
    found = connection.execute(text(f"select {table}_id from core.{table} where {column} = :name"), {"name": name})
    key: int = found.scalar_one()
    return key


def artist_number(connection: Connection, name: str) -> int:
    """Our number of an artist, entered when first named."""
    connection.execute(
        text("insert into core.artist (artist_id_soundcharts, name) values (:uuid, :name) on conflict do nothing"),
        {"uuid": made_uuid("artist", name), "name": name},
    )
    return number(connection, "artist", name)


def made_uuid(kind: str, name: str) -> str:
    """The same uuid for the same name, everywhere."""
    return str(uuid5(NAMESPACE_URL, f"{kind}/{name}"))
