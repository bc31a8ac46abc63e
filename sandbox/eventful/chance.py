"""Sizes of artists, and what their weeks do when nothing happens."""

import math

import numpy as np

from sandbox.daily_counts import Floats

LEAST, MOST = 3_000.0, 30_000_000.0  # streams a week

# Steps of an artist's week against the week before, as logarithms, where nothing had happened for 13 weeks (1,044 of
# them, see events.py): robust standard deviation 0.044, from artist to artist 0.49 as a logarithm; the falls, mirrored,
# are Student's t of 1.5 degrees of freedom and 0.9 times the scale, and none is deeper than 0.62. All artists there are
# big. Of small ones there is no real series: they are taken to be three times as restless, as in `sandbox.roster`.
STEP, STEP_SPREAD, STEP_SCALE, STEP_DEGREES, STEP_MOST = 0.044, 0.49, 0.9, 1.5, 0.62
SMALL_STEP = 3.0
MEMORY = 0.9  # of where an artist wandered, kept from week to week
SONG_STEP = 0.5  # a song's own chance, of its artist's


def restlessness(roll: np.random.Generator, level: float) -> float:
    """Standard deviation of an artist's weekly step."""
    place = min(max(math.log(level / LEAST) / math.log(MOST / LEAST), 0.0), 1.0)
    return STEP * math.exp(roll.normal(0.0, STEP_SPREAD)) * float(SMALL_STEP ** (1.0 - place))


def wandering(roll: np.random.Generator, step: float, weeks: int) -> Floats:
    """A logarithm that wanders around 0 in heavy-tailed steps."""
    steps = step * STEP_SCALE * roll.standard_t(STEP_DEGREES, 8 * weeks)
    steps = steps[np.abs(steps) <= STEP_MOST][:weeks]
    wandered = np.zeros(weeks)
    for week in range(1, weeks):
        wandered[week] = MEMORY * wandered[week - 1] + steps[week]
    return wandered
