"""Rows of the report's queries, read from schema mart."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Engine

from db.statements import statement


def read_rows(engine: Engine, name: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of db/sql/queries/report/<name>.sql, by column."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(statement(f"report/{name}"), dict(given)).mappings()]


def newest_closed_week(engine: Engine) -> date | None:
    """Friday of the newest week that is over for all sources the label's page needs; None without any."""
    with engine.connect() as connection:
        week: date | None = connection.execute(statement("report/newest_week")).scalar_one()
    return week
