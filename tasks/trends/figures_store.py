"""Whether the headline figures of every week that is over add up."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from db.statements import scripts, statement


@dataclass(frozen=True, slots=True)
class FiguresChecked:
    """Weeks and rows (label, metric, week) asked; of these the broken ones: week_on, label, metric, broken."""

    weeks: int
    rows: int
    broken: list[dict[str, Any]]


def check_figures(engine: Engine) -> FiguresChecked:
    """Ask every row of mart.label_figures for its identities; nothing is computed again from readings."""
    check = dict(scripts("checks/mart"))["label_weeks_do_not_add_up"]
    with engine.connect() as connection:
        counted = connection.execute(statement("trends/figures_counted")).one()
        broken = [dict(row) for row in connection.execute(text(check)).mappings()]
    return FiguresChecked(counted.weeks, counted.figures, broken)
