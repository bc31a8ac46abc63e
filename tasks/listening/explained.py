"""Which rows of the account form tell of a play that a fuller row tells of already."""

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from tasks.listening.users import name_key
from tasks.readers.history.instants import Ints

# The account form gives the minute of the end: the end itself lies in it, or a little before where it was rounded up.
BEFORE_US, AFTER_US = 30_000_000, 60_000_000


def title_key(artist: str | None, title: str | None) -> tuple[str, str] | None:
    """Artist and title folded, to be compared; None where one of them is missing. Signs count where all are signs."""
    if not artist or not title:
        return None
    return name_key(artist) or artist.casefold(), name_key(title) or title.casefold()


def explained(at: Ints, song: Ints, order: Ints, full_at: Ints, full_song: Ints) -> npt.NDArray[np.bool_]:
    """Which account rows are explained: times (microseconds), songs (equal for equal artist, title and milliseconds).

    A full row at t explains one account row of its song at m with m - 30 s <= t < m + 60 s. Each account row, the
    earliest first (of one minute by ``order``), takes the earliest full row that is left to it. As all spans are of
    one length this explains as many as can be, and depends on nothing but the two sets.
    """
    ends: dict[int, list[int]] = defaultdict(list)
    for place in np.argsort(full_at, kind="stable").tolist():
        ends[int(full_song[place])].append(int(full_at[place]))
    next_of: dict[int, int] = defaultdict(int)
    found = np.zeros(len(at), np.bool_)
    for place in np.lexsort((order, at)).tolist():
        its, m = int(song[place]), int(at[place])
        mine, here = ends.get(its, []), next_of[its]
        while here < len(mine) and mine[here] < m - BEFORE_US:
            here += 1
        if here < len(mine) and mine[here] < m + AFTER_US:
            found[place] = True
            here += 1
        next_of[its] = here
    return found
