"""One metric's artist-weeks side by side, and the rule that holds for each artist."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[Any]  # of objects: text or None


@dataclass(frozen=True, slots=True)
class Panel:
    """Weekly figures [artists, weeks], oldest week first; a week here and in every other panel is the same week.

    `this_week` and `last_week` are like for like (same tracks, same days), NaN with nothing to compare; `settled_*`
    are the same without tracks out for less than 4 weeks. `days_matched` 0 to 7. `data_flag` says what is doubtful, or
    None. `level` is the figure over everything, for the size of an artist, NaN where unknown. `total_change` is the
    change of everything from last week as it was reported, `new_releases_change` the part that songs less than 4 weeks
    old make.
    """

    artists: Ints
    this_week: Floats
    last_week: Floats
    settled_this: Floats
    settled_last: Floats
    days_matched: Ints
    release_count: Ints
    data_flag: Texts
    level: Floats
    total_change: Floats
    new_releases_change: Floats

    def __post_init__(self) -> None:
        shapes = {field.name: getattr(self, field.name).shape for field in fields(self)[1:]}
        if set(shapes.values()) != {(len(self.artists), self.weeks)}:
            raise ValueError(f"The arrays of a panel differ in shape: {shapes}, {len(self.artists)} artists")

    @property
    def weeks(self) -> int:
        return int(self.this_week.shape[1])


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule for each artist of a panel, in its order.

    `threshold`: this week over last week from which the plain rule holds; `floor`: units more a confirmed badge needs;
    `rule`: whose it is, global, team or artist.
    """

    threshold: Floats
    floor: Ints
    rule: Texts
