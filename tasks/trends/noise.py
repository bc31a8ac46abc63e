"""How far a week is from what was to be expected, in standard deviations of this artist.

Comparison sets change from week to week (new links, other days), so the past is a chained index, as price indices are:
the index moves by ln(this week / last week) of the settled part. What is expected of a week is last week's figure on
this week's tracks and days, carried to the median of the last ordinary weeks of the index.
"""

from dataclasses import dataclass, fields

import numpy as np

from tasks.trends.panel import Bools, Floats, Ints, Panel, Texts
from tasks.trends.settings import SpikeSettings


def chained_index(this: Floats, last: Floats) -> Floats:
    """Index before each week and after the last [rows, weeks + 1], logarithm, 0 at first; an unknown step is none.

    A week in which corrections outweigh the figures, below 0, counts as 0.
    """
    step = np.log((np.maximum(this, 0.0) + 0.5) / (np.maximum(last, 0.0) + 0.5))
    return np.concatenate([np.zeros((len(this), 1)), np.cumsum(np.where(np.isfinite(step), step, 0.0), axis=1)], axis=1)


def latest(values: Floats, usable: Bools, week: int, count: int, memory: int) -> Floats:
    """The last `count` usable values of each row before a week [rows, count], latest first; NaN where fewer."""
    start = max(0, week - memory)
    seen, taken = values[:, start:week][:, ::-1], usable[:, start:week][:, ::-1]
    place = np.cumsum(taken, axis=1)
    row, column = np.nonzero(taken & (place <= count))
    found = np.full((len(values), count), np.nan)
    found[row, place[row, column] - 1] = seen[row, column]
    return found


def median(values: Floats) -> Floats:
    """Median of each row, NaN left out; NaN for a row without any."""
    ordered = np.sort(values, axis=1)
    known = np.isfinite(ordered).sum(axis=1)
    rows = np.arange(len(ordered))
    middle: Floats = (ordered[rows, np.maximum(known - 1, 0) // 2] + ordered[rows, known // 2]) / 2
    return middle


def expected(index: Floats, ordinary: Bools, settled_last: Floats, week: int, settings: SpikeSettings) -> Floats:
    """What a week should have been, in units, on its own tracks and days; NaN without enough ordinary weeks before."""
    past = latest(index[:, 1:], ordinary, week, settings.ordinary_weeks, settings.memory_weeks)
    usual = np.where(np.isfinite(past).all(axis=1), median(past), np.nan)
    foreseen: Floats = np.maximum(settled_last[:, week], 0.0) * np.exp(usual - index[:, week])
    return foreseen


def usual_long(index: Floats, ordinary: Bools, week: int, settings: SpikeSettings) -> Floats:
    """Index of half a year: median of the ordinary among the weeks that noise is learned from; NaN without any."""
    return median(latest(index[:, 1:], ordinary, week, settings.noise_weeks, settings.noise_weeks))


def own_noise(deviation: Floats, counting: Floats, week: int, settings: SpikeSettings) -> tuple[Floats, Ints]:
    """Noise of each row's past deviations beside counting noise, NaN without any, and how many it rests on."""
    known = np.isfinite(deviation)
    past = latest(np.abs(deviation), known, week, settings.noise_weeks, settings.memory_weeks)
    counted = latest(counting, known, week, settings.noise_weeks, settings.memory_weeks)
    # 1.4826 makes a median absolute value a standard deviation where noise is normal
    spread = np.sqrt(np.maximum((1.4826 * median(past)) ** 2 - median(counted), 0.0))
    return spread, np.isfinite(past).sum(axis=1)


def size_tier(level: Floats, week: int, settings: SpikeSettings) -> Ints:
    """Size tier of each row, 0 the lowest; by the median of the weeks before, so that a jump does not move it."""
    past = latest(level, np.isfinite(level), week, settings.ordinary_weeks, settings.memory_weeks)
    usual = np.where(np.isfinite(past[:, 0]), median(past), level[:, week])
    return np.searchsorted(np.array(settings.size_tiers), np.nan_to_num(usual), side="right").astype(np.int64)


def tier_noise(own: Floats, count: Ints, size: Ints, settings: SpikeSettings) -> Floats:
    """Noise of each size tier [tiers]: median of its artists'; of all artists where it has too few, NaN without any."""
    counts = np.isfinite(own) & (count >= settings.noise_least)
    overall = float(np.median(own[counts])) if counts.any() else float("nan")
    tiers = [own[counts & (size == tier)] for tier in range(len(settings.size_tiers) + 1)]
    return np.array([float(np.median(tier)) if len(tier) >= settings.tier_least else overall for tier in tiers])


def blended(own: Floats, count: Ints, of_tier: Floats, settings: SpikeSettings) -> Floats:
    """An artist's own noise and its tier's; the tier weighs more while little is known of the artist."""
    weight = settings.own_share * np.minimum(1.0, count / settings.own_full_weeks)
    mixed: Floats = weight * np.nan_to_num(own) + (1.0 - weight) * of_tier
    return mixed


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything known of one metric's weeks [artists, weeks]; a column rests on columns up to it alone.

    `is_held`: the week was confirmed, or would have been but for its data; most such weeks stay out of later pools.
    `tier`, `is_rise`: the badge, which says what the week after comes back from.
    """

    ordinary: Bools
    index: Floats
    expected: Floats
    roster_factor: Floats  # [weeks]
    deviation: Floats  # ln(this week / expected), the roster's move taken out; NaN where untested
    counting: Floats  # variance of the deviation by counting alone
    weeks_known: Ints
    sigma: Floats
    z: Floats
    is_decoy: Bools  # a fall in this week can stand for chance
    is_held: Bools
    tier: Texts
    is_rise: Bools
    tier_sigma: Floats  # [tiers, weeks]

    @classmethod
    def of(cls, panel: Panel, settings: SpikeSettings) -> "Measured":
        """A panel in which no week is measured yet."""
        shape = panel.this_week.shape
        step = np.isfinite(panel.settled_this) & np.isfinite(panel.settled_last)
        unknown = [np.full(shape, np.nan) for _ in range(5)]
        return cls(
            ordinary=step & (panel.days_matched >= settings.days_needed),
            index=chained_index(panel.settled_this, panel.settled_last),
            expected=unknown[0],
            roster_factor=np.zeros(shape[1]),
            deviation=unknown[1],
            counting=unknown[2],
            weeks_known=np.zeros(shape, np.int64),
            sigma=unknown[3],
            z=unknown[4],
            is_decoy=np.zeros(shape, np.bool_),
            is_held=np.zeros(shape, np.bool_),
            tier=np.full(shape, None, object),
            is_rise=np.zeros(shape, np.bool_),
            tier_sigma=np.full((len(settings.size_tiers) + 1, shape[1]), np.nan),
        )

    def reuse(self, earlier: "Measured", weeks: int) -> None:
        """Take the first weeks from an earlier measurement of the same artists."""
        if len(earlier.z) != len(self.z) or earlier.z.shape[1] < weeks:
            raise ValueError(f"An earlier measurement of shape {earlier.z.shape} can't stand for {self.z.shape}")
        for field in fields(self):
            if field.name not in ("ordinary", "index"):  # made of the panel alone
                getattr(self, field.name)[..., :weeks] = getattr(earlier, field.name)[..., :weeks]

    def measure(self, panel: Panel, week: int, settings: SpikeSettings) -> None:
        """Fill one column; those before it must be filled."""
        start = max(0, week - settings.memory_weeks)
        self.weeks_known[:, week] = self.ordinary[:, start:week].sum(axis=1)
        self.expected[:, week] = expected(self.index, self.ordinary, panel.settled_last, week, settings)
        this, foreseen = np.maximum(panel.settled_this[:, week], 0.0) + 0.5, self.expected[:, week] + 0.5
        raw = np.where(self.ordinary[:, week], np.log(this / foreseen), np.nan)
        known = raw[np.isfinite(raw)]
        # holidays and weekday shifts are common to all
        self.roster_factor[week] = np.median(known) if len(known) >= settings.roster_least else 0.0
        self.deviation[:, week] = raw - self.roster_factor[week]
        self.note_decoys(panel, week, settings)
        self.counting[:, week] = 1.0 / this + 1.0 / foreseen
        own, count = own_noise(self.deviation, self.counting, week, settings)
        size = size_tier(panel.level, week, settings)
        self.tier_sigma[:, week] = tier_noise(own, count, size, settings)
        self.sigma[:, week] = blended(own, count, self.tier_sigma[size, week], settings)
        self.z[:, week] = self.deviation[:, week] / self.spread(week)

    def note_decoys(self, panel: Panel, week: int, settings: SpikeSettings) -> None:
        """Fill a column of `is_decoy`; the roster's move must be known.

        A fall that does not go below half a year's level only ends a time of more, and doubtful data say nothing.
        """
        usual = usual_long(self.index, self.ordinary, week, settings)
        returns = self.index[:, week + 1] - self.roster_factor[week] >= usual
        flagged = np.array([flag is not None for flag in panel.data_flag[:, week]], np.bool_)
        self.is_decoy[:, week] = ~returns & ~flagged

    def spread(self, week: int) -> Floats:
        """Standard deviation of each artist's deviation in a week."""
        spread: Floats = np.sqrt(self.sigma[:, week] ** 2 + self.counting[:, week])
        return spread
