"""Plays into core.play: what is there already is found by time and hash, and what is new appended by binary COPY."""

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection

from db.copy import EPOCH_2000, copy_packed, read_packed
from db.statements import statement
from tasks.listening.dimensions import Named
from tasks.readers.history.batch import Batch
from tasks.readers.history.instants import EPOCH, Ints

MICROSECONDS = 1_000_000


class Known(NamedTuple):
    """Keys that are there: time (microseconds since 1970), hash, and 1 where this same file brought them, else 0."""

    played_at: Ints
    row_hash: Ints
    is_own: Ints


class SortedOut(NamedTuple):
    """``new`` are places of the rows to be loaded."""

    new: Ints
    already: int
    duplicates: int


def read_known(connection: Connection, user_id: int, file_id: int, batch: Batch) -> Known:
    """Keys of the user's rows between the first and the last time of the batch."""
    if not len(batch.played_at):
        return Known(*(np.zeros(0, np.int64) for _ in range(3)))
    given = {
        "user_id": user_id,
        "file_id": file_id,
        "first_at": as_time(batch.played_at.min()),
        "last_at": as_time(batch.played_at.max()),
    }
    kinds = {"played_at": ">i8", "row_hash": ">i8", "is_own": ">i4"}
    played_at, row_hash, is_own = read_packed(connection, statement("listening/load/known_keys"), given, kinds)
    return Known(played_at + EPOCH_2000, row_hash, is_own)


def as_time(microseconds: int | np.int64) -> datetime:
    """An instant of a batch as a time (UTC)."""
    return EPOCH + timedelta(microseconds=int(microseconds))


def sort_out(played_at: Ints, row_hash: Ints, known: Known) -> SortedOut:
    """What becomes of rows: of those alike within the file the first counts, the others are duplicates of it."""
    here = len(known.played_at)
    at, said = np.concatenate([known.played_at, played_at]), np.concatenate([known.row_hash, row_hash])
    # a stable sort keeps known rows before new ones, and those of the file in its order
    order = np.lexsort((said, at))
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = (np.diff(at[order]) != 0) | (np.diff(said[order]) != 0)
    group = np.cumsum(is_first) - 1
    first_of = order[is_first]
    is_row = order >= here
    new = first_of[first_of >= here] - here
    rows_in_known = np.bincount(group[is_row], minlength=len(first_of))[first_of < here]
    # of rows known from elsewhere one a key was there already; of those this file brought before, all repeat
    already = int(((rows_in_known > 0) & (known.is_own[first_of[first_of < here]] == 0)).sum())
    return SortedOut(np.sort(new), already, len(played_at) - len(new) - already)


def append(connection: Connection, user_id: int, file_id: int, batch: Batch, named: Named, rows: Ints) -> None:
    """Load the rows at these places."""
    has_start = batch.offline_s[rows] > 0
    for some, with_start in ((rows[~has_start], False), (rows[has_start], True)):
        columns = {
            "user_id": (">i4", np.full(len(some), user_id)),
            "played_at": (">i8", batch.played_at[some] - EPOCH_2000),
            "row_hash": (">i8", batch.row_hash[some]),
            "heard_item_id": (">i4", named.heard_item_id[some]),
            "context_id": (">i4", named.context_id[some]),
            "ms_played": (">i4", batch.ms[some]),
            "file_id": (">i4", np.full(len(some), file_id)),
        }
        if with_start:
            columns["offline_at"] = (">i8", batch.offline_s[some] * MICROSECONDS - EPOCH_2000)
        # a null is of another length: where a whole column is null it is left out
        if len(some):
            copy_packed(connection, "core.play", columns)
