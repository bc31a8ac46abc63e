"""Plays of a batch beside those that are there, told by time and hash."""

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from tasks.readers.history.instants import EPOCH, Ints


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


def as_time(microseconds: int | np.int64) -> datetime:
    """An instant of a batch as a time (UTC)."""
    return EPOCH + timedelta(microseconds=int(microseconds))


def sort_out(played_at: Ints, row_hash: Ints, known: Known) -> SortedOut:
    """What becomes of rows: of those alike within the file the first counts, the others are duplicates of it."""
    here = len(known.played_at)
    at, hashes = np.concatenate([known.played_at, played_at]), np.concatenate([known.row_hash, row_hash])
    # a stable sort keeps known rows before new ones, and those of the file in its order
    order = np.lexsort((hashes, at))
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = (np.diff(at[order]) != 0) | (np.diff(hashes[order]) != 0)
    group = np.cumsum(is_first) - 1
    first_of = order[is_first]
    is_row = order >= here
    new = first_of[first_of >= here] - here
    rows_in_known = np.bincount(group[is_row], minlength=len(first_of))[first_of < here]
    # of rows known from elsewhere one a key was there already; of those this file brought before, all repeat
    already = int(((rows_in_known > 0) & (known.is_own[first_of[first_of < here]] == 0)).sum())
    return SortedOut(np.sort(new), already, len(played_at) - len(new) - already)
