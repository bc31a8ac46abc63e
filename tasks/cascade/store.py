"""What the charts lead to: planned into the queue, foretold, and checked for what slipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, text

from db.statements import scripts, statement
from tasks.cascade.prediction import Prediction
from tasks.work.item import Kind


@dataclass(frozen=True, slots=True)
class Planned:
    """Items of one planning: in the charts, newly queued, queued again, put off by a schedule's budget."""

    found: int
    new: int
    again: int
    over_budget: int


def plan(
    connection: Connection, kinds: Sequence[Kind], as_of: date, slug: str | None, *, force: bool, everything: bool
) -> Planned:
    """Queue what is new or stale among what active schedules lead to.

    ``force`` also queues what is fresh or dead; ``everything`` looks at charts of any age.
    """
    given = {"kinds": list(kinds), "as_of": as_of, "slug": slug, "force": force, "everything": everything}
    row = connection.execute(statement("cascade/plan"), given).one()
    return Planned(row.found_items, row.new_items, row.again_items, row.over_budget_items)


def predict(engine: Engine, as_of: date, slug: str | None, window_days: int) -> Prediction:
    """What a forced refresh would cost; see tasks.cascade.prediction."""
    with engine.connect() as connection:
        rows = connection.execute(statement("cascade/predict"), {"as_of": as_of, "slug": slug}).all()
    return Prediction.of([(row.items, row.history_days) for row in rows], window_days)


def find_orphans(engine: Engine, as_of: date, slug: str | None = None) -> list[dict[str, Any]]:
    """Everything the charts, or one of them, name that is unaccounted for; empty when the cascade kept its word."""
    orphans: list[dict[str, Any]] = []
    with engine.connect() as connection:
        for name, script in scripts("checks/cascade"):
            rows = connection.execute(text(script), {"as_of": as_of, "slug": slug}).mappings()
            orphans += [{"check": name, **row} for row in rows]
    return orphans
