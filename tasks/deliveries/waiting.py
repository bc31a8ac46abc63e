"""Rows that named something unknown, taken up once it is known, as part of the load they came in."""

from datetime import timedelta
from itertools import groupby

from sqlalchemy import Connection

from tasks.deliveries.intake import take
from tasks.deliveries.intake_store import read_content
from tasks.deliveries.load_store import add_counts, read_waiting, resume_load
from tasks.deliveries.loads import without_first_reading
from tasks.deliveries.shapes import SHAPES, Shape
from tasks.readers.deliveries.batch import RawBatch, typed_batch
from tasks.readers.deliveries.contract import load_contracts
from tasks.readers.deliveries.settings import Filter


def take_up(connection: Connection, shape: Shape, named: set[int], wanted: Filter) -> None:
    """Take up the rows that waited for ``shape`` to name the numbers it has ``named``.

    With this, facts of a sound or account that arrived before its name end as if they had come after it.
    """
    for name, column in shape.names:
        table = load_contracts().table(name)
        assert table is not None
        rows = sorted(
            read_waiting(connection, name, column, named), key=lambda row: (row.arrived_at, row.load_id, row.line)
        )
        for (load_id, arrived_at), group in groupby(rows, key=lambda row: (row.load_id, row.arrived_at)):
            waited = list(group)
            names = list(waited[0].item)
            columns = [[row.item.get(found) for row in waited] for found in names]
            raw = RawBatch(names, [row.line for row in waited], columns)
            load = resume_load(connection, load_id, name, arrived_at)
            batch = typed_batch(table, raw, arrived_at.date() + timedelta(days=1))
            content = read_content(connection, SHAPES[name], wanted)
            counts = take(connection, load, table, [batch], content, is_whole=False)
            if name != "SPOTIFY_TRACKS":  # the track itself was counted when it was taken
                add_counts(connection, load, without_first_reading(counts))
