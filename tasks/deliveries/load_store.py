"""Loads as ops.load keeps them, and rows that wait for one."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from db.statements import statement
from tasks.deliveries.loads import Counts, Load, Loaded


def start_load(
    connection: Connection, source: str, origin: str, arrived_at: datetime, sha256: str | None, *, is_stamped: bool
) -> Load | None:
    """Enter the load; None when it was loaded before.

    A file is known by its content. The same content in drops of two times are two deliveries: the second says that
    what the first said still, or again, holds.
    """
    delivery = hashlib.sha256(f"{sha256} {arrived_at.isoformat()}".encode()).hexdigest()
    key = {"source": source, "arrived_at": arrived_at, "content_sha256": sha256, "delivery_sha256": delivery}
    found = connection.execute(statement("deliveries/loads_known"), key).one()
    if sha256 is not None and found.arrivals:
        if found.is_known or not is_stamped or arrived_at in found.arrivals:
            return None
        sha256 = delivery
    given = {"source": source, "origin": origin, "content_sha256": sha256, "arrived_at": arrived_at}
    load_id: int = connection.execute(statement("deliveries/load_start"), given).scalar_one()
    return Load(load_id, source, arrived_at, found.is_late)


def resume_load(connection: Connection, load_id: int, source: str, arrived_at: datetime) -> Load:
    """An earlier load, some rows of which had to wait."""
    key = {"source": source, "arrived_at": arrived_at, "content_sha256": None, "delivery_sha256": None}
    found = connection.execute(statement("deliveries/loads_known"), key).one()
    return Load(load_id, source, arrived_at, found.is_late)


def add_counts(connection: Connection, load: Load, counts: Counts) -> None:
    """Add to what the load counted so far."""
    connection.execute(statement("deliveries/load_end"), {"load_id": load.load_id, **asdict(counts)})


def enter_refused(connection: Connection, loaded: Loaded, sha256: str | None) -> None:
    """A delivery of which nothing was taken."""
    given = {
        "source": loaded.table,
        "origin": loaded.origin,
        "content_sha256": sha256,
        "reason": loaded.reason,
        "arrived_at": loaded.arrived_at,
        "rows_read": loaded.counts.rows_read,
    }
    connection.execute(statement("deliveries/load_refused"), given)


def read_waiting(connection: Connection, source: str, column: str, ids: Collection[int]) -> Sequence[Any]:
    """Rejected rows of a table that named one of these numbers in a column: load_id, arrived_at, line, item."""
    given = {"source": source, "column": column, "ids": sorted(ids)}
    return connection.execute(statement("deliveries/waiting"), given).all()


def refused_loads(engine: Engine) -> list[tuple[str, str]]:
    """(origin, reason) of every delivery that was refused."""
    with engine.connect() as connection:
        return [(row.origin, row.reason) for row in connection.execute(statement("deliveries/refused_loads"))]
