"""What the same weeks of last year were: a Christmas song rises each December, and nobody need be told.

A week of last year was in season when it stood out from what came before it and from what came after, so that a rise
that stayed is none. One year back is looked at, a week to either side, because holidays move through the week.
"""

import numpy as np

from tasks.trends.panel import Floats

YEAR = (51, 52, 53)
NEAR, FAR = 5, 12  # weeks to either side that a season lasts at most, and that it is measured against


def peak(index: Floats, week: int) -> Floats:
    """How far a week lay above both sides of it, as a logarithm [rows]; NaN where too few weeks are known.

    `index`: the chained index, before each week and after the last [rows, weeks + 1].
    """
    if week - FAR < 0 or week + FAR + 2 > index.shape[1]:
        return np.full(len(index), np.nan)
    after_week = index[:, 1:]
    before = np.median(after_week[:, week - FAR : week - NEAR + 1], axis=1)
    after = np.median(after_week[:, week + NEAR : week + FAR + 1], axis=1)
    above: Floats = after_week[:, week] - np.maximum(before, after)
    return above


def season_rise(index: Floats, week: int) -> Floats:
    """How far the same weeks of last year rose above their own usual, as a logarithm [rows]; 0 where they did not."""
    return _highest(len(index), [peak(index, week - back) for back in YEAR])


def season_fall(index: Floats, week: int) -> Floats:
    """How far the same weeks of last year fell out of a season, as a logarithm, 0 or more [rows]."""
    falls = []
    for back in YEAR:
        before = peak(index, week - back - 1)
        if np.isfinite(before).any():
            step = index[:, week - back] - index[:, week - back + 1]
            falls.append(np.minimum(step, before))
    return _highest(len(index), falls)


def _highest(rows: int, found: list[Floats]) -> Floats:
    """The highest of each row, NaN left out, at least 0."""
    highest: Floats = np.fmax.reduce([np.zeros(rows), *found])
    return highest
