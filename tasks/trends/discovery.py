"""How rare a deviation is among past ones, and which of a week's tests are discoveries."""

from dataclasses import dataclass

import numpy as np

from tasks.trends.panel import Bools, Floats
from tasks.trends.settings import SpikeSettings


@dataclass(frozen=True, slots=True)
class Pool:
    """Past deviations of all artists in standard deviations, signs left out, ascending: rises and falls are pooled.

    Without signs the pool is twice as deep; noise of logarithms has like tails on both sides. `scale` and `shape` are
    the generalised Pareto tail above `edge`; scale 0 where too few past ones carry a fit.
    """

    past: Floats
    edge: float
    scale: float
    shape: float
    in_tail: int

    @classmethod
    def of(cls, past: Floats, settings: SpikeSettings) -> "Pool":
        """A pool of past z (any sign, no NaN)."""
        ordered = np.sort(np.abs(past))
        in_tail = int(min(settings.tail_most, len(ordered) * settings.tail_share))
        if in_tail < settings.tail_least:
            return cls(ordered, 0.0, 0.0, 0.0, 0)
        edge = float(ordered[-in_tail - 1] + ordered[-in_tail]) / 2
        scale, shape = pareto_tail(ordered[-in_tail:] - edge, settings.shape_most)
        return cls(ordered, edge, scale, shape, in_tail)

    def p_of_rise(self, z: Floats, settings: SpikeSettings) -> Floats:
        """Chance of a deviation at least as far up, 0 to 1, one-sided; of a fall it is that of -z.

        Rank among the past, (as extreme + 1) / (all + 1), both signs counted (no bell curve). Where fewer than
        `rank_least` are as extreme a rank is coarse, and never below one in all: there the fitted tail speaks
        (Knijnenburg, Wessels, Reinders and Shmulevich 2009, Fewer permutations, more accurate P-values).
        """
        size = np.abs(z)
        beyond = len(self.past) - np.searchsorted(self.past, size, side="left")
        chance = (beyond + 1.0) / (2.0 * len(self.past) + 1.0)
        if self.scale > 0:
            excess = np.maximum(size - self.edge, 0.0) / self.scale
            left = np.exp(-excess) if self.shape < 1e-6 else (1.0 + self.shape * excess) ** (-1.0 / self.shape)
            chance = np.where(beyond >= settings.rank_least, chance, self.in_tail / (2.0 * len(self.past)) * left)
        p: Floats = np.where(z >= 0, chance, 1.0 - chance)
        return p


def pareto_tail(excess: Floats, shape_most: float) -> tuple[float, float]:
    """Scale and shape of the generalised Pareto distribution of excesses, ascending, by probability-weighted moments.

    Hosking and Wallis 1987, Technometrics 29. The shape is kept between 0, so that no tail is taken to end, and
    `shape_most`; the scale then follows from the mean.
    """
    mean = float(excess.mean())
    if mean <= 0:
        return 0.0, 0.0
    place = (np.arange(1, len(excess) + 1) - 0.35) / len(excess)
    weighted = float(((1.0 - place) * excess).mean())
    shape = float(np.clip(2.0 - mean / (mean - 2.0 * weighted), 0.0, shape_most)) if mean > 2 * weighted else 0.0
    return mean * (1.0 - shape), shape


def past_pool(z: Floats, is_held: Bools, tests_share: float, week: int, settings: SpikeSettings) -> Pool | None:
    """The pool a week is judged by: past z within memory; None when they are too few.

    A week that was held for a jump is left out, or a roster with many jumps could never show another. But a pool
    cleaned of all of them is cleaned of its own false alarms too, and tightens from year to year; so as many as
    chance brings at the rate allowed, the mildest, stay in: rate x both directions x weeks, by this metric's share of
    the tests (0 to 1).
    """
    start = max(0, week - settings.memory_weeks)
    known = np.isfinite(z[:, start:week])
    held = is_held[:, start:week] & known
    weeks = int(known.any(axis=0).sum())
    by_chance = int(np.ceil(2.0 * settings.false_discovery_rate * weeks * tests_share))
    mildest = np.sort(np.abs(z[:, start:week][held]))[:by_chance]
    past = np.concatenate([z[:, start:week][known & ~held], mildest])
    return Pool.of(past, settings) if len(past) >= settings.pool_least else None


def discoveries(p: Floats, rate: float, tests: int | None = None) -> Bools:
    """Which tests pass at a false discovery rate (Benjamini and Hochberg 1995); NaN never does.

    `tests` is how many there were when `p` holds only some of them; the others count as p = 1.
    """
    known = np.flatnonzero(np.isfinite(p))
    ordered = known[np.argsort(p[known], kind="stable")]
    count = len(known) if tests is None else tests
    passes = np.flatnonzero(p[ordered] <= rate * np.arange(1, len(ordered) + 1) / max(count, 1))
    found = np.zeros(len(p), np.bool_)
    if len(passes):
        found[ordered[: passes[-1] + 1]] = True
    return found
