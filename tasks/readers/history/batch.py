"""Rows of a piece of history as columns of numbers, ready to be compared and loaded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tasks.readers.history.instants import EXAMPLES, UNREADABLE, Ints, end_of, read_instants
from tasks.readers.history.names import Form
from tasks.readers.history.row_hash import offline_seconds, row_hashes
from tasks.readers.history.rows import ExtendedRow, Reject, Row, shown
from tasks.readers.history.vocabulary import LOCAL_FILE, Flags, Vocabulary

SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Batch:
    """``rows_read`` is rows and rejects. Columns are parallel: end of the play (microseconds since 1970, UTC), hash,
    numbers in the vocabulary, milliseconds heard, start when offline (seconds since 1970; 0 where there is none or one
    was online), and whether it is music.
    """

    rows_read: int
    played_at: Ints
    row_hash: Ints
    item: Ints
    context: Ints
    ms: Ints
    offline_s: Ints
    is_music: Flags
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
    last_on: date,
) -> Batch:
    """Columns of rows, whose numbers in the file are ``lines``.

    Rejected are those without a readable time, with one after ``last_on`` (UTC), and those of a listener's own files.
    """
    rows_read = len(rows) + len(rejects)
    played_at = read_instants([row.ts for row in rows], form)
    item = vocabulary.item_numbers(rows, form)
    reasons = {
        f"Its time is not one such as {EXAMPLES[form]}.": played_at == UNREADABLE,
        f"Its time lies ahead, after {last_on}; is the clock of this machine right?": played_at >= end_of(last_on),
        "It is a file of the listener's own (spotify:local), which Spotify's catalogue does not know.": (
            item == LOCAL_FILE
        ),
    }
    is_kept = np.ones(len(rows), np.bool_)
    for reason, is_refused in reasons.items():
        if is_refused.any():
            places = np.flatnonzero(is_refused & is_kept).tolist()
            rejects = rejects + [Reject(lines[place], shown_row(rows[place]), reason) for place in places]
            is_kept &= ~is_refused
    if not is_kept.all():
        rows = [rows[place] for place in np.flatnonzero(is_kept).tolist()]
        played_at, item = played_at[is_kept], item[is_kept]
    # exports name whole seconds: two that differ in less tell of one play
    played_at = played_at - played_at % SECOND
    # the account form says nothing of videos, whatever its file is called
    context = vocabulary.context_numbers(rows, form, is_video=is_video and form == "extended")
    ms = np.array([row.ms_played for row in rows], np.int64)
    stamps = [row.offline_timestamp or 0 for row in rows if isinstance(row, ExtendedRow)]
    offline_s = offline_seconds(np.array(stamps, np.int64)) if form == "extended" else np.zeros(len(rows), np.int64)
    item_digests, context_digests = vocabulary.digests()
    is_music, is_online = vocabulary.flags()
    return Batch(
        rows_read=rows_read,
        played_at=played_at,
        row_hash=row_hashes(item_digests[item], context_digests[context], ms, offline_s),
        item=item,
        context=context,
        ms=ms,
        offline_s=np.where(is_online[context], 0, offline_s),
        is_music=is_music[item],
        rejects=rejects,
        vocabulary=vocabulary,
    )


COLUMNS = ("played_at", "row_hash", "item", "context", "ms", "offline_s", "is_music")


def joined(batches: Iterable[Batch], rows: int) -> Iterator[Batch]:
    """The same rows in batches of at least so many, but for the last of each vocabulary."""
    waiting: list[Batch] = []
    for batch in batches:
        if waiting and (batch.vocabulary is not waiting[0].vocabulary or sum(len(one.ms) for one in waiting) >= rows):
            yield _one(waiting)
            waiting = []
        waiting.append(batch)
    if waiting:
        yield _one(waiting)


def _one(batches: Sequence[Batch]) -> Batch:
    if len(batches) == 1:
        return batches[0]
    columns = {name: np.concatenate([getattr(batch, name) for batch in batches]) for name in COLUMNS}
    return Batch(
        rows_read=sum(batch.rows_read for batch in batches),
        rejects=[reject for batch in batches for reject in batch.rejects],
        vocabulary=batches[0].vocabulary,
        **columns,
    )


def shown_row(row: Row) -> object:
    """A row as the export names its fields."""
    names = dict(zip(row.__struct_fields__, row.__struct_encode_fields__, strict=True))
    row_as_text = {names[field]: getattr(row, field) for field in row.__struct_fields__}
    return shown({name: value for name, value in row_as_text.items() if value is not None})
