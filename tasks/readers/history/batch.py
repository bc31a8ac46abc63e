"""Rows of a piece of history as columns of numbers, ready to be compared and loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from tasks.readers.history.instants import EXAMPLES, UNREADABLE, Ints, read_instants
from tasks.readers.history.meaning import context_fields, item_fields
from tasks.readers.history.names import Form
from tasks.readers.history.row_hash import offline_seconds, row_hashes
from tasks.readers.history.rows import Reject, Row, shown
from tasks.readers.history.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Batch:
    """``rows_read`` is rows and rejects. Columns are parallel: end of the play (microseconds since 1970, UTC), hash,
    numbers in the vocabulary, milliseconds heard, and start when offline (seconds since 1970; 0 where there is none).
    """

    rows_read: int
    played_at: Ints
    row_hash: Ints
    item: Ints
    context: Ints
    ms: Ints
    offline_s: Ints
    rejects: Sequence[Reject]
    vocabulary: Vocabulary


def make_batch(
    rows: list[Row],
    lines: Sequence[int],
    rejects: list[Reject],
    vocabulary: Vocabulary,
    form: Form,
    *,
    is_video: bool,
) -> Batch:
    """Columns of rows, whose numbers in the file are ``lines``. A row without a readable time becomes a reject."""
    rows_read = len(rows) + len(rejects)
    played_at = read_instants([row.ts for row in rows], form)
    is_lost = played_at == UNREADABLE
    if is_lost.any():
        reason = f"Its time is not one such as {EXAMPLES[form]}."
        rejects = rejects + [Reject(lines[at], shown_row(rows[at]), reason) for at in np.flatnonzero(is_lost).tolist()]
        rows = [row for row, lost in zip(rows, is_lost.tolist(), strict=True) if not lost]
        played_at = played_at[~is_lost]
    count = len(rows)
    item = vocabulary.item_numbers(form).of(map(item_fields[form], rows), count)
    numbers = vocabulary.context_numbers(form, is_video=is_video)
    if form == "extended":
        context = numbers.of(map(context_fields, rows), count)
        stamps = [row.offline_timestamp for row in rows]  # type: ignore[union-attr]
        offline_s = np.fromiter(map(offline_seconds, stamps), np.int64, count)
    else:
        context, offline_s = numbers.of(repeat((), count), count), np.zeros(count, np.int64)
    ms = np.array([row.ms_played for row in rows], np.int64)
    item_digests, context_digests = vocabulary.digests()
    hashes = row_hashes(item_digests[item], context_digests[context], ms, offline_s)
    return Batch(rows_read, played_at, hashes, item, context, ms, offline_s, rejects, vocabulary)


def shown_row(row: Row) -> object:
    """A row as the export names its fields."""
    names = dict(zip(row.__struct_fields__, row.__struct_encode_fields__, strict=True))
    said = {names[field]: getattr(row, field) for field in row.__struct_fields__}
    return shown({name: value for name, value in said.items() if value is not None})
