"""Whether the headline figures of every week that is over add up."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from db.statements import statement


@dataclass(frozen=True, slots=True)
class FiguresChecked:
    """Weeks and rows (label, metric, week) asked; of these the broken ones: week_on, label, metric, broken."""

    weeks: int
    rows: int
    broken: list[dict[str, Any]]


def check_figures(engine: Engine) -> FiguresChecked:
    """Ask every row of mart.label_figures for its identities; nothing is computed again from readings."""
    with engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(statement("trends/figures_check")).mappings()]
    return FiguresChecked(len({row["week_on"] for row in rows}), len(rows), [row for row in rows if row["broken"]])
