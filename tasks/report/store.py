"""Rows of the report's queries, read from schema mart."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from db.statements import statement


def read_rows(engine: Engine, name: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of db/sql/queries/report/<name>.sql, by column."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(statement(f"report/{name}"), dict(given)).mappings()]
