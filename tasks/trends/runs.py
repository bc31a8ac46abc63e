"""What was normal before a rise or fall that goes on from week to week."""

import numpy as np

from tasks.trends.noise import Measured
from tasks.trends.panel import Bools, Floats, Ints, Panel, Texts

JUMPED = ("confirmed", "rising")


def run_start(tier: Texts, is_rise: Bools, week: int) -> Ints:
    """First week of the unbroken rises, or falls, that go up to the week before; that week where there are none."""
    last = week - 1
    start = np.full(len(tier), last)
    goes_on = np.isin(tier[:, last], JUMPED)
    for earlier in range(last - 1, -1, -1):
        goes_on &= np.isin(tier[:, earlier], JUMPED) & (is_rise[:, earlier] == is_rise[:, last])
        if not goes_on.any():
            break
        start[goes_on] = earlier
    return start


def normal_before(measured: Measured, panel: Panel, week: int) -> Floats:
    """What was expected when last week's run began, on this week's tracks and days; NaN where unknown.

    Not what was expected last week: while a rise stands, that moves up to it.
    """
    start, rows = run_start(measured.tier, measured.is_rise, week), np.arange(len(panel.artists))
    usual = measured.expected[rows, start] + 0.5
    step = np.log(usual / (np.maximum(panel.settled_this[rows, start], 0.0) + 0.5))
    level = measured.index[rows, start + 1] + step
    normal: Floats = panel.settled_last[:, week] * np.exp(level - measured.index[:, week])
    return normal
