"""Rosters of bare weekly totals without a world: to measure how often a rule for spikes is wrong."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sandbox.daily_counts import Floats, Ints
from sandbox.seeded_random import dice, noise

Noise = Literal["independent", "autocorrelated", "drifting"]
Tails = Literal["normal", "heavy"]

STREAMS = (10.0, 1_000_000.0)  # least and most a week
POSTS = (1.0, 20_000.0)
RESTLESSNESS = (0.25, 0.08)  # of the smallest and of the biggest artist, as a standard deviation of the logarithm
MEMORY = 0.6  # part of a week's deviation that the next one keeps, where weeks hang together
DRIFT_PART = 0.35  # size of a drifting artist's weekly step, of the artist's restlessness
DEGREES = 4.0  # of freedom of Student's t, where tails are heavy


@dataclass(frozen=True, slots=True)
class Roster:
    """Weekly counts, one row an artist, one column a week, oldest first; `jumped` are rows that jump in the last week.

    `factor` is what both expected counts of those were multiplied by.
    """

    streams: Ints
    posts: Ints
    jumped: tuple[int, ...] = ()
    factor: float = 1.0


def flat_roster(
    seed: int, artists: int = 300, weeks: int = 40, noise: Noise = "independent", tails: Tails = "normal"
) -> Roster:
    """Artists of all sizes to whom nothing happens but chance. Raises ValueError for an unknown kind of chance."""
    return _roster(seed, artists, weeks, noise, tails, (), 1.0)


def jumped_roster(
    seed: int,
    jumps: int = 15,
    factor: float = 2.5,
    artists: int = 300,
    weeks: int = 40,
    noise: Noise = "independent",
    tails: Tails = "normal",
) -> Roster:
    """The flat roster of a seed, but for the last week of some artists, whose counts are expected `factor` times."""
    jumped = tuple(sorted(dice(seed, "roster", "jumps").sample(range(artists), jumps)))
    return _roster(seed, artists, weeks, noise, tails, jumped, factor)


def _roster(
    seed: int, artists: int, weeks: int, kind: Noise, tails: Tails, jumped: tuple[int, ...], factor: float
) -> Roster:
    counts = [
        np.stack(
            [
                _row(seed, name, artist, sizes, weeks, kind, tails, factor if artist in jumped else 1.0)
                for artist in range(artists)
            ]
        )
        for name, sizes in (("streams", STREAMS), ("posts", POSTS))
    ]
    return Roster(counts[0], counts[1], jumped, factor)


def _row(
    seed: int, name: str, artist: int, sizes: tuple[float, float], weeks: int, kind: Noise, tails: Tails, factor: float
) -> Ints:
    """One artist's weeks; the last is drawn last, so that a jump changes nothing else."""
    roll = noise(seed, "roster", name, artist)
    place = roll.random()  # 0 for the smallest, 1 for the biggest
    least, most = np.log(sizes)
    restlessness = RESTLESSNESS[0] + place * (RESTLESSNESS[1] - RESTLESSNESS[0])
    expected: Floats = np.exp(least + place * (most - least) + restlessness * _deviations(roll, weeks, kind, tails))
    expected[-1] *= factor
    counts: Ints = roll.poisson(expected).astype(np.int64)
    return counts


def _deviations(roll: np.random.Generator, weeks: int, kind: Noise, tails: Tails) -> Floats:
    """Deviations of standard deviation 1 by week; a drifting artist wanders besides."""
    shocks: Floats
    if tails == "heavy":
        shocks = roll.standard_t(DEGREES, weeks) / np.sqrt(DEGREES / (DEGREES - 2))
    elif tails == "normal":
        shocks = roll.standard_normal(weeks)
    else:
        raise ValueError(f"No tails {tails!r}; there are normal and heavy ones")
    if kind == "independent":
        return shocks
    if kind == "drifting":
        shocks = shocks + np.cumsum(DRIFT_PART * roll.standard_normal(weeks))
        return shocks
    if kind == "autocorrelated":
        for week in range(1, weeks):
            shocks[week] = MEMORY * shocks[week - 1] + np.sqrt(1 - MEMORY**2) * shocks[week]
        return shocks
    raise ValueError(f"No noise {kind!r}; there is independent, autocorrelated and drifting noise")
