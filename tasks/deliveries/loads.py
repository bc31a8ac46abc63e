"""Loads as ops.load keeps them: what a delivery was, and what came of it."""

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection

from db.statements import statement

State = Literal["loaded", "refused", "known"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a load by what became of them, the days its facts are of, and the latest change of a row."""

    rows_read: int = 0
    rows_new: int = 0
    rows_restated: int = 0
    rows_same: int = 0
    rows_outside: int = 0
    rows_rejected: int = 0
    first_on: date | None = None
    last_on: date | None = None
    modified_until: datetime | None = None

    @property
    def duplicates(self) -> int:
        """Rows another row of the same load spoke for."""
        spoken = self.rows_new + self.rows_restated + self.rows_same + self.rows_outside + self.rows_rejected
        return self.rows_read - spoken


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one delivery. ``state`` known: the same file was loaded before, nothing was read."""

    table: str
    origin: str
    arrived_at: datetime
    state: State
    counts: Counts = Counts()
    reason: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """A load that is going on. ``is_late``: something of the table that arrived later is loaded already."""

    load_id: int
    source: str
    arrived_at: datetime
    is_late: bool

    def given(self) -> dict[str, object]:
        """What SQL asks for."""
        return {"load_id": self.load_id, "source": self.source, "arrived_at": self.arrived_at}


def start_load(
    connection: Connection, source: str, origin: str, arrived_at: datetime, sha256: str | None, *, is_stamped: bool
) -> Load | None:
    """Enter the load; None when it was loaded before.

    A file is known by its content. The same content in drops of two times are two deliveries: the second says that
    what the first said still, or again, holds.
    """
    delivery = hashlib.sha256(f"{sha256} {arrived_at.isoformat()}".encode()).hexdigest()
    asked = {"source": source, "arrived_at": arrived_at, "content_sha256": sha256, "delivery_sha256": delivery}
    found = connection.execute(statement("deliveries/loads_known"), asked).one()
    if sha256 is not None and found.arrivals:
        if found.is_known or not is_stamped or arrived_at in found.arrivals:
            return None
        sha256 = delivery
    given = {"source": source, "origin": origin, "content_sha256": sha256, "arrived_at": arrived_at}
    load_id: int = connection.execute(statement("deliveries/load_start"), given).scalar_one()
    return Load(load_id, source, arrived_at, found.is_late)


def resume_load(connection: Connection, load_id: int, source: str, arrived_at: datetime) -> Load:
    """An earlier load, some rows of which had to wait."""
    asked = {"source": source, "arrived_at": arrived_at, "content_sha256": None, "delivery_sha256": None}
    found = connection.execute(statement("deliveries/loads_known"), asked).one()
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


def taken_up(counts: Counts) -> Counts:
    """The counts of rows that waited: they were read and rejected before."""
    return replace(counts, rows_read=0, rows_rejected=counts.rows_rejected - counts.rows_read)
