"""Loads: what a delivery was, and what came of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

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
        accounted = self.rows_new + self.rows_restated + self.rows_same + self.rows_outside + self.rows_rejected
        return self.rows_read - accounted


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


def without_first_reading(counts: Counts) -> Counts:
    """The counts of rows that waited: they were read and rejected before."""
    return replace(counts, rows_read=0, rows_rejected=counts.rows_rejected - counts.rows_read)
