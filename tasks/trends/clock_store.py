"""Up to when figures are, and which day a warehouse takes for today."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from db.statements import statement


def read_today(engine: Engine) -> date:
    """The day the warehouse takes for today: the last one of a made-up world, else today (UTC)."""
    with engine.connect() as connection:
        today: date = connection.execute(statement("trends/today")).scalar_one()
    return today


def read_clock(engine: Engine, on_day: date) -> dict[str, Any]:
    """Up to when figures of the sources the report waits for are, when they came, and the sentence pages say it in."""
    with engine.connect() as connection:
        return dict(connection.execute(statement("trends/clock"), {"on_day": on_day}).mappings().one())


def set_world_end(engine: Engine, end_on: date) -> None:
    """The warehouse holds a made-up world that ends on a day: that is today to whoever reads its figures."""
    with engine.begin() as connection:
        connection.execute(statement("trends/world_end"), {"end_on": end_on})
