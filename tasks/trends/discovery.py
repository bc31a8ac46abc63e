"""How rare a deviation is among those that are chance, and which of a week's tests are discoveries.

Real rises are events too often (releases, films, challenges: one artist-week in fifty) to be measured against each
other: they fill the tail they are judged by. Falls seldom are. So chance is learned from falls, as decoys, the way
proteomics counts its false matches (Elias and Gygi 2007, Nature Methods 4; knockoffs, Barber and Candes 2015): noise
of logarithms is symmetric about its median, and where it is not, counting noise makes falls the longer side.
"""

from dataclasses import dataclass

import numpy as np

from tasks.trends.panel import Bools, Floats
from tasks.trends.settings import SpikeSettings


@dataclass(frozen=True, slots=True)
class Pool:
    """Past deviations that are chance, in standard deviations from `middle`, signs left out, ascending.

    What is pooled stands for both sides: noise of logarithms has like tails. `scale` and `shape` are the generalised
    Pareto tail above `edge`; scale 0 where too few past ones carry a fit.
    """

    past: Floats
    edge: float
    scale: float
    shape: float
    in_tail: int
    middle: float = 0.0

    @classmethod
    def of(cls, past: Floats, settings: SpikeSettings, middle: float = 0.0) -> "Pool":
        """A pool of past z less `middle` (any sign, no NaN)."""
        ordered = np.sort(np.abs(past))
        in_tail = int(min(settings.tail_most, len(ordered) * settings.tail_share))
        if in_tail < settings.tail_least:
            return cls(ordered, 0.0, 0.0, 0.0, 0, middle)
        edge = float(ordered[-in_tail - 1] + ordered[-in_tail]) / 2
        scale, shape = pareto_tail(ordered[-in_tail:] - edge, settings.shape_most)
        return cls(ordered, edge, scale, shape, in_tail, middle)

    def p_of_rise(self, z: Floats, settings: SpikeSettings) -> Floats:
        """Chance of a deviation at least as far up, 0 to 1, one-sided.

        Rank among the past, (as extreme + 1) / (all + 1), both signs counted (no bell curve). Where fewer than
        `rank_least` are as extreme a rank is coarse, and never below one in all: there the fitted tail speaks
        (Knijnenburg, Wessels, Reinders and Shmulevich 2009, Fewer permutations, more accurate P-values).
        """
        return self._chance(z - self.middle, settings)

    def p_of_fall(self, z: Floats, settings: SpikeSettings) -> Floats:
        """Chance of a deviation at least as far down."""
        return self._chance(self.middle - z, settings)

    def _chance(self, z: Floats, settings: SpikeSettings) -> Floats:
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


def past_pool(
    z: Floats, is_held: Bools, is_decoy: Bools, tests_share: float, week: int, settings: SpikeSettings
) -> Pool | None:
    """The pool a week is judged by: falls within memory, mirrored at the median of all; None when z are too few.

    Where not `is_decoy` (returns to normal, doubtful data) a fall counts as a week in which nothing fell. A fall that
    was held (a takedown) is left out; but a pool cleaned of all of them is cleaned of its own false alarms too, and
    tightens from year to year; so as many as chance brings at the rate allowed, the mildest, stay in: rate x weeks, by
    this metric's share of the tests (0 to 1).
    """
    span = slice(max(0, week - settings.memory_weeks), week)
    known = np.isfinite(z[:, span])
    if known.sum() < settings.pool_least:
        return None
    middle = float(np.median(z[:, span][known]))
    with np.errstate(invalid="ignore"):
        falls = known & (z[:, span] <= middle)
    depth = np.where(is_decoy[:, span], middle - z[:, span], 0.0)
    held = is_held[:, span] & falls
    by_chance = int(np.ceil(settings.false_discovery_rate * int(known.any(axis=0).sum()) * tests_share))
    return Pool.of(np.concatenate([depth[falls & ~held], np.sort(depth[held])[:by_chance]]), settings, middle)


def noise_shares(p: Floats, tests: int | None = None) -> Floats:
    """Of the tests at least as rare as each, the share that chance alone would bring, 0 to 1; NaN where untested.

    Benjamini and Hochberg's estimate, made to fall with p (Storey 2002, J. R. Statist. Soc. B 64: q-values). `tests` as
    in `discoveries`.
    """
    known = np.flatnonzero(np.isfinite(p))
    ordered = known[np.argsort(p[known], kind="stable")]
    count = len(known) if tests is None else tests
    share = p[ordered] * count / np.arange(1, len(ordered) + 1)
    found = np.full(len(p), np.nan)
    found[ordered] = np.minimum(1.0, np.minimum.accumulate(share[::-1])[::-1])
    return found


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
