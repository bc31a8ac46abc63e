"""What a forced refresh would cost."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Prediction:
    """Items a forced refresh would fetch, and calls it would cost at most."""

    items: int
    calls: int

    @classmethod
    def of(cls, kinds: Iterable[tuple[int, int | None]], window_days: int) -> Self:
        """Of (items, days of history or None) for each kind: one call a metadata, one a window of audience."""
        items = calls = 0
        for count, history_days in kinds:
            items += count
            calls += count * (math.ceil(history_days / window_days) if history_days else 1)
        return cls(items, calls)
