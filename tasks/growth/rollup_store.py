"""The figures of a day: db/sql/rollups/growth, run in one transaction."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, text

from db.locks import Lock, lock_transaction
from db.statements import scripts, statement
from tasks.readers.growth_settings import growth_settings


@dataclass(frozen=True, slots=True)
class Measured:
    """Followed artists of a day, and of how many the score is told or withheld."""

    artists: int
    scored: int
    withheld: int


def past_days(engine: Engine, day: date) -> list[date]:
    """Days, a week apart, of the 12 weeks before one: read by now, and not told yet of every followed artist."""
    with engine.connect() as connection:
        given = {"day": day, "fresh_days": growth_settings().fresh_days}
        return list(connection.execute(statement("growth/past_days"), given).scalars())


def roll_up_growth(engine: Engine, day: date) -> Measured:
    """Build the figures of a day anew for every followed artist."""
    settings = growth_settings()
    given = {"day": day, "fresh_days": settings.fresh_days, "formula_version": settings.formula_version}
    with engine.begin() as connection:
        lock_transaction(connection, Lock.GROWTH_ROLLUP)
        for _, script in scripts("rollups/growth"):
            for part in script.split(";\n"):
                if part.strip():
                    connection.execute(text(part), given)
        row = connection.execute(statement("growth/measured"), {"day": day}).one()
    return Measured(row.artists, row.scored, row.artists - row.scored)
