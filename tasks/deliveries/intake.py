"""Rows of a load, batch by batch: staged, counted, and refused as a whole where too many break the contract."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from tasks.deliveries.intake_store import analyze, make_stage, merge, put_rejects, put_staged
from tasks.deliveries.loads import Counts, Load
from tasks.deliveries.refusal import refuse_if_beside_the_point, refuse_if_broken
from tasks.deliveries.shapes import SHAPES
from tasks.deliveries.staging import Content
from tasks.readers.deliveries.batch import Batch, Reject
from tasks.readers.deliveries.contract import Table

# From so many rows on the planner is told what is staged; below, that costs more than it brings.
ANALYZE_ROWS = 20_000


def take(
    connection: Connection,
    load: Load,
    table: Table,
    batches: Iterable[Batch],
    content: Content,
    *,
    is_whole: bool = True,
) -> Counts:
    """Stage the rows, keep the rejects, merge. Raises LoadRefused, for the transaction to be given up; never for rows
    that waited, which are not a whole delivery: it was judged when it came.
    """
    shape = SHAPES[table.name]
    make_stage(connection, shape)
    counts, staged_rows = Counts(), 0
    breaches: Counter[str] = Counter()
    first: dict[str, Reject] = {}
    for batch in batches:
        staged = shape.stage(batch, content)
        put_staged(connection, shape, staged.columns)
        put_rejects(connection, load, [*staged.batch.rejects, *staged.notes])
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
    if is_whole:
        refuse_if_broken(table, counts.rows_read, breaches, first)
        refuse_if_beside_the_point(table, content)
    if staged_rows > ANALYZE_ROWS:
        analyze(connection, shape)
    if staged_rows == 0:
        return counts
    return merge(connection, load, shape, content, counts)


def latest(table: Table, batch: Batch, so_far: datetime | None) -> datetime | None:
    """The latest time of change, of the batch and what came before it."""
    if table.modified is None:
        return None
    times = {time for time in batch.columns[table.modified] if time is not None}
    return max(times | ({so_far} if so_far is not None else set()), default=None)
