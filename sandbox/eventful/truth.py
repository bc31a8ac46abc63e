"""What truly happened to a roster's artists, from its plan alone: chance has no part in it.

Of the songs that can be compared with last week and are not new to the catalogue: what was planned for the week over
the median of the eight weeks before. What comes every year is no news where last year's is known.
"""

from dataclasses import dataclass

import numpy as np

from sandbox.daily_counts import Floats
from sandbox.eventful.events import WEEKS_A_YEAR
from sandbox.eventful.roster import Bools, EventfulRoster

USUAL_WEEKS = 8
RELEASE_WEEKS = 4
JUMP_FROM = 2.5  # of last week's plan and of the usual: as strong as the surges of the sandbox's world
LEAST_EXTRA = 1_000.0
KNOWN_WEEKS = 20  # weeks at the start that only tell what is usual


@dataclass(frozen=True, slots=True)
class Jump:
    """First week of a jump, and how many times the usual was planned for it."""

    artist: int
    week: int
    factor: float


def planned_factors(roster: EventfulRoster) -> Floats:
    """How many times its usual was planned for each artist's week [artists, weeks]; 1 where nothing is to be said."""
    return _over_usual(roster, _plan(roster))


def jumps_of(roster: EventfulRoster) -> list[Jump]:
    """Weeks planned at least `JUMP_FROM` times the week before and the usual, by at least `LEAST_EXTRA` streams."""
    plan = _plan(roster)
    factors = _over_usual(roster, plan)
    found = []
    for artist in range(roster.artists):
        own = roster.artist == artist
        for week in range(KNOWN_WEEKS, factors.shape[1]):
            if factors[artist, week] < JUMP_FROM:
                continue
            settled = own & _compared(roster, week)
            this, last = float(plan[settled, week].sum()), float(plan[settled, week - 1].sum())
            if last > 0 and this >= JUMP_FROM * last and this - last >= LEAST_EXTRA:
                found.append(Jump(artist, week, float(factors[artist, week])))
    return found


def _plan(roster: EventfulRoster) -> Floats:
    """The plan, from the second year on without what came in the same weeks of the first."""
    plan = roster.planned.copy()
    plan[:, WEEKS_A_YEAR:] /= roster.seasonal[:, WEEKS_A_YEAR:]
    return plan


def _compared(roster: EventfulRoster, week: int) -> Bools:
    """Songs with readings of this week and the last that the catalogue does not call new."""
    is_new = roster.is_known & (roster.released >= 0) & (week - roster.released < RELEASE_WEEKS)
    compared: Bools = roster.is_read[:, week] & roster.is_read[:, week - 1] & ~is_new
    return compared


def _over_usual(roster: EventfulRoster, plan: Floats) -> Floats:
    factors = np.ones((roster.artists, plan.shape[1]))
    read = np.where(roster.is_read, plan, np.nan)
    for week in range(2, plan.shape[1]):
        songs = np.flatnonzero(_compared(roster, week))
        past = read[songs, max(0, week - USUAL_WEEKS) : week]
        usual = np.bincount(roster.artist[songs], np.nanmedian(past, axis=1), roster.artists)
        this = np.bincount(roster.artist[songs], plan[songs, week], roster.artists)
        with np.errstate(divide="ignore", invalid="ignore"):
            factors[:, week] = np.where(usual > 0, this / usual, np.where(this > 0, np.inf, 1.0))
    return factors
