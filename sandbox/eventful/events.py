"""What happens to artists and songs, how often, how strongly and for how long.

Measured on daily streams of 29 artists of Spotify's global top 200, 2018 to 2020 (not part of the project), as the mean
of a week's days. An event there is a week at least 1.5 times the median of the eight known weeks before, after a week
below 1.25 times: 57 of them, 1.26 an artist-year, 0.55 of twice and more; beyond 1.5 their logarithm has a mean of
0.43; half of them double within a week; of what they add 0.81 is left after two weeks, 0.43 after four and 0.16 after
eight (medians). A song's share dilutes what happens to it, so songs have stronger events than artists: the constants
below were set by hand until artists of a million and more streams a week had these figures and the quantiles of steps
and of distances from the median (tests/sandbox/test_sandbox_eventful.py has them). How events are shared out among
kinds is our reading of what was public then. No constant was chosen by how badges do.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sandbox.daily_counts import Floats

BEYOND = 0.8  # mean of the exponential part of a rise, as a logarithm
HALF_LIFE_SPREAD = 1.6  # standard deviation of the half-life's logarithm
WEEKS_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class Kind:
    """`rate`: how many an artist-year; `least`: the mildest, as a factor; `onset`: most weeks until it is in full;
    `half_life`: of what it adds, median in weeks; `of_song`: one song has it, not all.
    """

    name: str
    rate: float
    least: float
    onset: int
    half_life: float
    of_song: bool


KINDS = (
    Kind("challenge", 0.45, 1.8, 3, 5.0, of_song=True),
    Kind("chart entry", 0.45, 1.8, 1, 5.0, of_song=True),
    Kind("broadcast", 0.35, 1.5, 1, 2.0, of_song=False),
    Kind("death", 0.01, 4.0, 1, 1.5, of_song=False),
)

# A song that comes out has several times what it settles at; week two brings half of week one. Of a release the older
# songs have a little too.
RELEASES_A_YEAR = 0.8
UNKNOWN_SHARE = 0.25  # of releases, whose day the catalogue lacks
RELEASE_PEAK, RELEASE_HALF_LIFE = 6.0, 1.5
HALO = 0.12

# Songs that leave and return: 10 gaps in 80 artist-years of the real series, most of one or two weeks. Nine weeks is
# ours: then nobody remembers the song, and its return is news.
GAPS_A_YEAR = 0.12
GAP_WEEKS = (1, 1, 2, 2, 3, 9)
UNREAD_SHARE = 0.5  # of gaps, in which there are no readings; in the others they go on at nothing

SEASONAL_SHARE = 0.06  # of artists, who have a Christmas song
SEASON_PEAK = 12.0


def curve(roll: np.random.Generator, kind: Kind, weeks: int) -> tuple[int, Floats]:
    """Week in which an event begins, and its factor for each week of the roster."""
    start = int(roll.integers(0, weeks))
    added = kind.least * float(np.exp(roll.exponential(BEYOND))) - 1.0
    half_life = kind.half_life * float(np.exp(roll.normal(0.0, HALF_LIFE_SPREAD)))
    onset = int(roll.integers(1, kind.onset + 1))
    return start, 1.0 + added * course(start, onset, half_life, weeks)


def course(start: int, onset: int, half_life: float, weeks: int) -> Floats:
    """0 before, up to 1 within `onset` weeks, half of it left after each half-life."""
    age = np.arange(weeks, dtype=np.float64) - start
    up = np.clip((age + 1) / onset, 0.0, 1.0)
    left = 0.5 ** (np.clip(age - onset + 1, 0.0, None) / max(half_life, 0.3))
    found: Floats = up * left
    return found


def season(first_on: date, weeks: int) -> Floats:
    """A Christmas song's factor: from December's first days up to Christmas, and gone with the old year."""
    factor = np.ones(weeks)
    for week in range(weeks):
        middle = first_on + timedelta(days=7 * week + 3)
        if middle.month == 12 and middle.day <= 27:
            factor[week] = 1.0 + (SEASON_PEAK - 1.0) * middle.day / 27
    return factor
