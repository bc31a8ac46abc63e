"""What a figure's passport is read from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine

from db.statements import statement


def read_metrics(connection: Connection) -> dict[str, tuple[str, date | None]]:
    """By metric: whose series it has, and its newest week that is over."""
    return {row.code: (row.entity_kind, row.week_on) for row in connection.execute(statement("trends/metrics"))}


def read_entities(
    connection: Connection, kinds: Sequence[str], most: int, *, name: str | None = None, number: int | None = None
) -> Sequence[Sequence[Any]]:
    """Entities of these kinds that are called so or have that number: kind, number, name, detail."""
    given = {"name": name, "number": number, "kinds": list(kinds), "most": most}
    return connection.execute(statement("trends/entities"), given).all()


def read_passport(connection: Connection, metric: str, week: date | None, kind: str, number: int | None) -> Any:
    """The passport of a figure as app.explain gives it."""
    given = {"metric": metric, "week": week, "kind": kind, "entity_id": number}
    return connection.execute(statement("trends/passport"), given).scalar_one()


def read_label_passport(connection: Connection, metric: str, week: date | None, label: str) -> Any:
    """The same of a label's figure."""
    given = {"metric": metric, "week": week, "label": label}
    return connection.execute(statement("trends/label_passport"), given).scalar_one()


def read_freshness(engine: Engine, on_day: date) -> list[dict[str, Any]]:
    """Each source that is watched or in use, with how far it is behind on a day; late ones first."""
    with engine.connect() as connection:
        rows = connection.execute(statement("trends/freshness"), {"on_day": on_day}).mappings()
        return [dict(row) for row in rows]
