"""Weekly figures: the rollups of db/sql/rollups, run in one transaction."""

from dataclasses import dataclass

from sqlalchemy import Engine, text

from db.statements import scripts, statement

# Counted up whenever a formula in db/sql/rollups changes.
METHOD_VERSION = 1
ROLLUP_LOCK = 7_204_002


@dataclass(frozen=True, slots=True)
class RolledUp:
    """Series that had changed, and rows of the weekly tables afterwards."""

    series: int
    track_weeks: int
    artist_weeks: int


def roll_up(engine: Engine, *, full: bool = False) -> RolledUp:
    """Bring the weekly tables up to date with what was loaded since the last time; ``full`` builds all of them anew.

    One refresher at a time. Marks are taken away in the transaction that rebuilds: a failure leaves both as they were,
    and what is loaded meanwhile is marked for the next time.
    """
    with engine.begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ROLLUP_LOCK})
        if full:
            connection.execute(statement("trends/mark_all"))
        for _, script in scripts("rollups"):
            for part in script.split(";\n"):
                if part.strip():
                    connection.execute(text(part), {"method_version": METHOD_VERSION})
        series: int = connection.execute(text("select count(*) from touched_series")).scalar_one()
        tracks: int = connection.execute(text("select count(*) from mart.track_week")).scalar_one()
        artists: int = connection.execute(text("select count(*) from mart.artist_week")).scalar_one()
    return RolledUp(series, tracks, artists)
