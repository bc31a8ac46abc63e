"""Rows of a load into the tables of core: staged by COPY, merged by SQL, what breaks the contract kept as rejects."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, text

from db.copy import copy_columns, copy_rejects
from db.statements import statement
from tasks.deliveries.loads import Counts, Load
from tasks.deliveries.refusal import refuse_if_beside_the_point, refuse_if_broken
from tasks.deliveries.shapes import SHAPES, Shape
from tasks.deliveries.staging import Content
from tasks.readers.deliveries.batch import Batch, Reject
from tasks.readers.deliveries.contract import Table
from tasks.readers.deliveries.settings import Filter

# From so many rows on the planner is told what is staged; below, that costs more than it brings.
ANALYZE_ROWS = 20_000


def read_content(connection: Connection, shape: Shape, wanted: Filter) -> Content:
    """What a load of that shape must know of the warehouse."""
    content = Content(wanted)
    if shape.needs is not None:
        content.known = frozenset(connection.execute(statement(f"deliveries/{shape.needs}")).scalars())
    if shape.name == "SPOTIFY_TRACKS":
        content.waiting = {
            (row.id, row.account_id) for row in connection.execute(statement("deliveries/waiting_pairs"))
        }
    return content


def take(connection: Connection, load: Load, table: Table, batches: Iterable[Batch], content: Content) -> Counts:
    """Stage the rows, keep the rejects, merge. Raises LoadRefused, for the transaction to be given up."""
    shape = SHAPES[table.name]
    stage_sql = "facts" if shape.kind == "fact" else shape.sql
    connection.execute(statement(f"deliveries/{stage_sql}_stage"))
    counts, staged_rows = Counts(), 0
    breaches: Counter[str] = Counter()
    first: dict[str, Reject] = {}
    for batch in batches:
        staged = shape.stage(batch, content)
        copy_columns(connection, shape.staging, staged.columns)
        copy_rejects(connection, table.name, "load_id", load.load_id, [*staged.batch.rejects, *staged.notes])
        staged_rows += len(staged.columns[0])
        for reject in staged.batch.rejects:
            if reject.column is not None:
                breaches[reject.column] += 1
                first.setdefault(reject.column, reject)
        counts = replace(
            counts,
            rows_read=counts.rows_read + batch.rows_read,
            rows_outside=counts.rows_outside + staged.outside,
            rows_rejected=counts.rows_rejected + len(staged.batch.rejects),
            modified_until=latest(table, batch, counts.modified_until),
        )
    refuse_if_broken(table, counts.rows_read, breaches, first)
    refuse_if_beside_the_point(table, content)
    if staged_rows > ANALYZE_ROWS:
        connection.execute(text(f"analyze {shape.staging}"))
    if staged_rows == 0:
        return counts
    return merge(connection, load, shape, content, counts)


def merge(connection: Connection, load: Load, shape: Shape, content: Content, counts: Counts) -> Counts:
    """What is staged, into the tables of core; the counts with what became of the rows."""
    given = load.given() | {"metric": shape.metric}
    late = "_late" if load.is_late else ""
    if shape.kind == "fact":
        if content.songs:
            songs = [(song, title or f"Luminate song {song}", artist or "")
                     for song, (artist, title) in content.songs.items()]  # fmt: skip
            ids, names, credit_names = (list(column) for column in zip(*songs, strict=True))
            named = {"songs": ids, "names": names, "credit_names": credit_names, "arrived_at": load.arrived_at}
            connection.execute(statement("deliveries/songs"), named)
        connection.execute(statement(f"deliveries/{shape.sql}"), given)
        done = connection.execute(statement(f"deliveries/facts_merge{late}"), given).one()
        connection.execute(statement("deliveries/facts_seen"), given)
        first_on, last_on = connection.execute(statement("deliveries/facts_days")).one()
        counts = replace(counts, first_on=first_on, last_on=last_on)
    elif shape.kind == "link":
        connection.execute(statement("deliveries/links_given"))
        connection.execute(statement(f"deliveries/links_merge{late}"), given)
        done = connection.execute(statement("deliveries/links_seen"), given).one()
    else:
        done = connection.execute(statement(f"deliveries/{shape.sql}_merge"), given).one()
    if shape.kind != "fact" and shape.sql != "sounds" and done.rows_new + done.rows_restated:
        connection.execute(statement("deliveries/songs_from_spotify"))
    return replace(
        counts,
        rows_new=done.rows_new,
        rows_restated=done.rows_restated,
        rows_same=done.rows_same,
        rows_rejected=counts.rows_rejected + getattr(done, "rows_rejected", 0),
    )


def latest(table: Table, batch: Batch, so_far: datetime | None) -> datetime | None:
    """The latest time of change, of the batch and what came before it."""
    if table.modified is None:
        return None
    times = {time for time in batch.columns[table.modified] if time is not None}
    return max(times | ({so_far} if so_far is not None else set()), default=None)
