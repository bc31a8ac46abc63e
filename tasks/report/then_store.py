"""The warehouse as it was known at a past moment: a database of its own with what had arrived by then, rolled up anew.

Two moments decide what is in it. `as_of`: a row is there when it had arrived, and a day that was restated since has its
earlier value. `made_at`: of what had arrived, only what the warehouse had loaded, so that an issue is rebuilt as it was
made. Cards, thresholds and sounds are those of `as_of` by the audit, or of `made_at` where nobody was followed yet.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, text

from db.copy import copy_stream
from db.engine import make_engine
from db.locks import Lock
from db.schema import metadata
from db.scratch_database import scratch_database
from db.statements import statement
from tasks.report.figures import moment as written
from tasks.report.issuing import Known
from tasks.work.warehouse import upgrade

# Rows without a time of their own are as now known; of the others db/sql/queries/report_then/<table> says what was.
TIMELESS = (
    "core.platform", "core.metric", "core.artist", "core.track", "core.track_artist", "core.spotify_account",
    "core.spotify_track", "core.spotify_album", "core.sound", "core.audience_series", "core.chart", "ops.source",
)  # fmt: skip
TIMED = (
    "ops.load", "ops.work", "raw.answer", "core.audience_point", "core.audience_revision", "core.account_track",
    "core.song_link", "core.artist_sound", "core.chart_entry", "core.event", "app.artist_card", "app.spike_rule",
    "app.sound_suggestion", "core.report_issue", "core.report_figure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known of a past moment: with the entries of ``cards_at``, and ``limits`` in words."""

    as_of: datetime
    made_at: datetime
    cards_at: datetime
    limits: tuple[str, ...]


def read_moment(engine: Engine, as_of: datetime, made_at: datetime | None = None) -> Moment:
    """What the warehouse holds now (or held at ``made_at``) of a past moment, and what it can't know of it."""
    with engine.connect() as connection:
        made = made_at or connection.execute(text("select clock_timestamp()")).scalar_one()
        given = {"as_of": min(as_of, made), "made_at": made}
        cards_at = connection.execute(statement("report_then/cards_at"), given).scalar_one()
        charts = connection.execute(statement("report_then/limits"), given).all()
    if given["as_of"] == made:
        return Moment(made, made, made, ())
    limits = [
        f"What had arrived by {written(as_of)} is told. Names, release days, which songs are one and what the fetchers "
        "gave up on are as now known."
    ]
    if cards_at != as_of:
        limits.append(f"Nobody was followed yet; artist cards, sounds and thresholds are those of {written(cards_at)}.")
    limits += [
        f"Charts of {row.provider.title()} are read since {written(row.first_at)}; none was known." for row in charts
    ]
    return Moment(as_of, made, cards_at, tuple(limits))


@contextmanager
def warehouse_then(engine: Engine, moment: Moment, roll_up: Callable[[Engine], object]) -> Iterator[Known]:
    """The warehouse as it was known then, for the time of the block; ``roll_up`` brings its weeks up to date.

    Raises ScratchDatabaseError where no database may be made for it.
    """
    with scratch_database(engine, Lock.REPORT_THEN, "then") as url:
        then = make_engine(url, pool_size=2)
        try:
            upgrade(then)
            _fill(engine, then, moment)
            roll_up(then)
            yield Known(
                url, then, moment.as_of, moment.made_at, {"limits": list(moment.limits)} if moment.limits else {}
            )
        finally:
            then.dispose()


def _fill(engine: Engine, then: Engine, moment: Moment) -> None:
    given = {"as_of": moment.as_of, "made_at": moment.made_at, "cards_at": moment.cards_at}
    tables = [table for table in metadata.sorted_tables if table.fullname in {*TIMELESS, *TIMED}]
    with engine.connect() as source, source.begin(), then.begin() as target:
        source.execute(text("set transaction isolation level repeatable read read only"))
        target.exec_driver_sql(f"truncate {', '.join(table.fullname for table in tables)}, ops.world cascade")
        for table in tables:
            _copy(source, target, table, given)
        day_then = source.execute(statement("report_then/world"), given).scalar_one()
        target.execute(text("insert into ops.world (end_on) values (:day)"), {"day": day_then})
    with then.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("analyze")


def _copy(source: Connection, target: Connection, table: Table, given: Mapping[str, Any]) -> None:
    # a number of our own is kept: others point to it; that of a revision, to which none does, is drawn anew
    names = [
        column.name for column in table.columns if (table.name, column.name) != ("audience_revision", "revision_id")
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    chosen = f"select {columns}"
    query = f"table {table.fullname}"
    if table.fullname in TIMED:
        query = _bound(source, statement(f"report_then/{table.name}").text, given)
    with tempfile.TemporaryFile() as rows:
        copy_stream(source, f"copy ({chosen} from ({query}) known) to stdout", rows)
        rows.seek(0)
        copy_stream(target, f"copy {table.fullname} ({columns}) from stdin", rows)


def _bound(connection: Connection, sql: str, given: Mapping[str, Any]) -> str:
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor:
        compiled = str(text(sql).compile(dialect=connection.dialect))
        bound: str = cursor.mogrify(compiled, dict(given)).decode()
    return bound
