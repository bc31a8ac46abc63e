"""An item of the queue, and how one can end."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = str  # code of a kind of work, see tasks/providers/registry.py
Outcome = Literal["stored", "unchanged", "no_data", "not_offered"]


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to fetch, leased to us.

    ``entity_key`` is the provider's name of the entity: a uuid, the slug of a chart, an id or names; empty where there
    is none. ``covered_*`` are the days asked for and answered before (audience kinds); ``first_on`` to ``last_on`` are
    those to ask for, where a request says which.
    """

    work_id: int
    kind: Kind
    entity_id: int
    entity_key: str
    platform: str
    for_at: datetime | None
    attempts: int
    covered_from: date | None
    covered_until: date | None
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How an item was done. ``covered_*``: days asked for and answered."""

    outcome: Outcome
    reason: str | None = None
    covered_from: date | None = None
    covered_until: date | None = None
    rows: int = 0
