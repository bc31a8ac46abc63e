"""What of the tracks heard is to be looked up, and what planning it came to."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose tracks (None: everybody's), how many of the most played (None: all), and whether Spotify can be asked."""

    user_id: int | None = None
    most: int | None = None
    has_spotify: bool = True


@dataclass(frozen=True, slots=True)
class Planned:
    """Things of the kinds that tracks in scope lead to: all, newly queued, queued again.

    ``only``: the work_ids that are open, where the scope is a part of what was heard; else None.
    """

    found: int
    new: int
    again: int
    only: Sequence[int] | None = None
