"""Weekly figures: db/sql/rollups/weeks, run in one transaction, for now or as they were known at a time; and, for now
alone, the sums behind questions about audiences: db/sql/rollups/audience."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, text

from db.errors import GroundswellError
from db.locks import Lock, lock_transaction
from db.statements import scripts, statement
from db.week import FRIDAY, WEEK, reported_at
from tasks.trends.judging import judge_weeks
from tasks.trends.settings import spike_settings

# Counted up whenever a formula in db/sql/rollups/weeks changes.
METHOD_VERSION = 4
NOW = "infinity"
# One refresher at a time: a roster's days are sorted and added up in memory rather than in files.
SORTED_IN = "64MB"


@dataclass(frozen=True, slots=True)
class RolledUp:
    """Series that had changed, and rows of the weekly tables from the first changed week on."""

    series: int
    track_weeks: int
    artist_weeks: int


def roll_up(engine: Engine, *, full: bool = False) -> RolledUp:
    """Bring the weekly tables, and sums of audiences, up to date with what was loaded since the last time; ``full``
    builds all of them anew.

    One refresher at a time. Marks are taken away in the transaction that rebuilds: a failure leaves both as they were,
    and what is loaded meanwhile is marked for the next time.
    """
    with engine.begin() as connection:
        lock_transaction(connection, Lock.TRENDS_ROLLUP)
        connection.execute(text("set local search_path to mart, public"))
        connection.execute(text(f"set local work_mem to '{SORTED_IN}'"))
        if full:
            connection.execute(statement("trends/mark_all"))
        connection.execute(statement("trends/take_marks"))
        for _, script in scripts("rollups/audience"):
            run(connection, script)
        connection.execute(statement("trends/points_now"))
        first_week = build_weeks(connection, NOW)
        connection.execute(text("drop view pg_temp.known_point"))
        built = connection.execute(statement("trends/built"), {"first_week": first_week}).one()
    return RolledUp(built.series, built.track_weeks, built.artist_weeks)


@contextmanager
def replayed(
    engine: Engine, since_week: date, known_at: datetime, *, is_backtest: bool = False
) -> Iterator[Connection]:
    """A connection on which track_week, sound_week, artist_week, artist_bridge, label_week and badge are as they would
    have been at ``known_at``, from ``since_week`` on: temporary tables that hide those of mart and go with the block.

    A backtest asks how today's roster would have done: the sounds people linked since hold from the beginning, and only
    what badges rest on is built. Cards and thresholds are today's in any replay.
    """
    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text("set local search_path to mart, public"))
        run(connection, statement("trends/replay_tables").text)
        connection.execute(statement("trends/replay_marks"), {"since_week": since_week, "is_backtest": is_backtest})
        connection.execute(statement("trends/points_then"), {"since_week": since_week, "known_at": known_at})
        connection.execute(text("create index on known_point (series_id, observed_on)"))
        connection.execute(text("analyze known_point"))
        build_weeks(connection, known_at.isoformat(), entries_from="-infinity" if is_backtest else NOW)
        yield connection
        transaction.rollback()


def then_and_now(
    engine: Engine, week_on: date, known_at: datetime | None = None, *, show_all: bool = False
) -> list[dict[str, Any]]:
    """Followed artists' figures and tiers of a week as they were known at a moment, by default on the Monday after it,
    beside those of now (``..._now``); only what differs, unless ``show_all``. Raises GroundswellError for no Friday.
    """
    if week_on.weekday() != FRIDAY:
        raise GroundswellError(f"{week_on} is no Friday; a week is named by the Friday it begins with.")
    moment = known_at or reported_at(week_on)
    with engine.connect() as connection:
        first: date | None = connection.execute(statement("trends/first_reading")).scalar_one()
    if first is None:
        return []
    with replayed(engine, first, moment) as connection:
        given = {"week_on": week_on, "is_all": show_all}
        return [dict(row) for row in connection.execute(statement("trends/then_and_now"), given).mappings()]


def build_weeks(connection: Connection, known_at: str, *, entries_from: str = NOW) -> date | None:
    """Weeks, then badges, over touched_mark and known_point, with the links known at a time; the first week built."""
    release_days = spike_settings().release_weeks * WEEK.days
    given = {
        "method_version": METHOD_VERSION,
        "known_at": known_at,
        "entries_from": entries_from,
        "release_days": release_days,
    }
    (_, first), *rest = scripts("rollups/weeks")
    run(connection, first, given)
    first_week: date | None = connection.execute(statement("trends/first_week")).scalar_one()
    if first_week is not None:
        for _, script in rest:
            # the week as a constant beside each row's own, because the planner can't foresee the latter
            run(connection, script, {**given, "first_week": first_week})
        judge_weeks(connection, first_week, known_at)
    return first_week


def run(connection: Connection, script: str, given: Mapping[str, object] = MappingProxyType({})) -> None:
    """Run the statements of a file one after the other."""
    for part in script.split(";\n"):
        if part.strip():
            connection.execute(text(part), given)
