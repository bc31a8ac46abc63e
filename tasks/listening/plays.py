"""Plays of a file beside those that are there: the same play in two exports is one play.

An export taken later tells a play with another reason, platform, offline stamp or file. So what is compared is user,
instant, item and milliseconds, and of those alike the warehouse holds the larger of any two files' counts. The rows
of one file that are alike are put in an order, the fullest first; at each place of it the fuller row of any file is
held. That is a maximum, place by place: the order in which files come makes no difference.
"""

from datetime import datetime, timedelta
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from tasks.readers.history.instants import EPOCH, Ints


class Plays(NamedTuple):
    """Columns of rows: end (microseconds since 1970), item and milliseconds say which play; ``fullness``, then the
    lesser hash, which of two rows tells more of it. ``offline_s`` is 0 where there is none.
    """

    played_at: Ints
    heard_item_id: Ints
    ms_played: Ints
    fullness: Ints
    row_hash: Ints
    context_id: Ints
    offline_s: Ints

    @classmethod
    def none(cls) -> Self:
        """No rows."""
        return cls(*(np.zeros(0, np.int64) for _ in cls._fields))

    def at(self, places: Ints | npt.NDArray[np.bool_]) -> Self:
        """The rows at these places."""
        return self._replace(**{name: column[places] for name, column in self._asdict().items()})

    def after(self, earlier: "Plays") -> "Plays":
        """Those rows, then these."""
        return Plays(*(np.concatenate(pair) for pair in zip(earlier, self, strict=True)))


class SortedOut(NamedTuple):
    """Places of rows: ``new`` and ``fuller`` are to be loaded, ``replaced`` (of what is there) are to leave for the
    fuller ones.
    """

    new: Ints
    fuller: Ints
    replaced: Ints
    already: int
    duplicates: int


def as_time(microseconds: int | np.int64) -> datetime:
    """An instant of a batch as a time (UTC)."""
    return EPOCH + timedelta(microseconds=int(microseconds))


def sort_out(rows: Plays, known: Plays, earlier: int = 0) -> SortedOut:
    """What becomes of the rows of a file: of those quite alike the first counts, the others are duplicates of it.

    The first ``earlier`` rows are of another part of the same file and were counted there.
    """
    firsts = first_rows(rows)
    both = known.after(rows.at(firsts))
    count = len(firsts)
    is_known = np.arange(len(both.played_at)) >= count
    key = (both.ms_played, both.heard_item_id, both.played_at)
    order = np.lexsort((both.row_hash, -both.fullness, is_known, *key))
    rank = np.empty(len(order), np.int64)
    rank[order] = _places_in_runs([column[order] for column in (*key, is_known.astype(np.int64))])
    # a row of the file and the one that is there at its place come next to each other
    pairs = np.lexsort((is_known, rank, *key))
    is_same = _repeats([column[pairs] for column in (rank, *key)])
    mine, its = pairs[:-1][is_same[1:]], pairs[1:][is_same[1:]]
    fuller = both.fullness[mine] - both.fullness[its]
    is_better = (fuller > 0) | ((fuller == 0) & (both.row_hash[mine] < both.row_hash[its]))
    is_new = np.ones(count, np.bool_)
    is_new[mine] = False
    replaced, better = its[is_better] - count, mine[is_better]
    return SortedOut(
        new=np.sort(firsts[is_new]),
        fuller=np.sort(firsts[better]),
        replaced=np.sort(replaced),
        already=int(count - is_new.sum()) - earlier,
        duplicates=len(rows.played_at) - count,
    )


def first_rows(rows: Plays) -> Ints:
    """Places of the rows without those that repeat an earlier one; the hash is over item and milliseconds too."""
    order = np.lexsort((rows.row_hash, rows.played_at))
    return np.sort(order[~_repeats([rows.row_hash[order], rows.played_at[order]])])


def _repeats(columns: list[Ints]) -> npt.NDArray[np.bool_]:
    """Which sorted rows equal the one before."""
    is_same = np.zeros(len(columns[0]), np.bool_)
    is_same[1:] = np.all([column[1:] == column[:-1] for column in columns], axis=0)
    return is_same


def _places_in_runs(columns: list[Ints]) -> Ints:
    """Of sorted rows the place of each among its equals, from 0."""
    places = np.arange(len(columns[0]))
    starts = np.where(_repeats(columns), 0, places)
    return places - np.maximum.accumulate(starts)
