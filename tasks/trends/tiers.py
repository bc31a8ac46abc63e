"""Which badge a week gets."""

from dataclasses import dataclass

import numpy as np

from tasks.trends.context import Context, is_back_to_normal, is_new_release, is_spike_over, is_way_back
from tasks.trends.panel import Bools, Floats, Ints, Texts
from tasks.trends.settings import SpikeSettings


@dataclass(frozen=True, slots=True)
class Inputs:
    """All a badge rests on, one element a test: an artist's (or a track's) week.

    `roster_change`: ln of how much all moved since last week; `p_rise` and `p_fall` NaN and `is_significant_*` false
    where untested; `noise_*`: share of noise among tests at least as rare; `season_*`: ln of how far the same weeks of
    last year rose or fell, 0 where they did not; None where unknown. `weeks_known`: ordinary weeks before; `tests`: how
    many the false discovery rate was shared by. `context` is None for tracks, of which like for like alone is known;
    `this_week` and `last_week` are NaN where nothing can be compared.
    """

    this_week: Floats
    last_week: Floats
    settled_this: Floats
    settled_last: Floats
    days_matched: Ints
    release_count: Ints
    data_flag: Texts
    threshold: Floats
    floor: Ints
    roster_change: float
    deviation: Floats
    spread: Floats
    weeks_known: Ints
    p_rise: Floats
    p_fall: Floats
    is_significant_rise: Bools
    is_significant_fall: Bools
    tests: int
    context: Context | None = None
    noise_rise: Floats | None = None
    noise_fall: Floats | None = None
    season_rise: Floats | None = None
    season_fall: Floats | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of each test.

    `is_held`: the rule and its proof hold, whatever is doubtful about the data; `is_released`: new releases explain it.
    `is_rise` is the side of the total for a new release, of last week for a way back, else of what was expected;
    `is_raw` and `is_significant` are of that side.
    `ratio` is NaN when last week is 0, the interval and `p_value` where untested.
    """

    tier: Texts
    is_rise: Bools
    is_raw: Bools
    is_significant: Bools
    is_held: Bools
    ratio: Floats
    expected_ratio_low: Floats
    expected_ratio_high: Floats
    p_value: Floats
    noise_share: Floats
    is_released: Bools
    is_seasonal: Bools


def is_raw(this: Floats, last: Floats, threshold: Floats, is_rise: Bools) -> Bools:
    """The plain rule: at least `threshold` times last week; for falls at most 1 / threshold."""
    with np.errstate(invalid="ignore"):  # an infinite threshold, of no rule at all, times nothing
        return np.where(is_rise, this >= threshold * last, this * threshold <= last) & (last > 0)


def is_proven(
    settled_this: Floats,
    settled_last: Floats,
    bounds: tuple[Floats, Floats],
    extra: Floats,
    threshold: Floats,
    floor: Ints,
    is_rise: Bools,
    settings: SpikeSettings,
) -> Bools:
    """The plain rule also holds without new releases, by `floor` units, and by its whole interval (`bounds`)."""
    low, high = bounds
    clears = np.where(is_rise, low > settings.lower_bound, high < 1.0 / settings.lower_bound)
    by = np.where(is_rise, 1.0, -1.0)
    enough = np.minimum(by * (settled_this - settled_last), by * extra) >= floor
    return is_raw(settled_this, settled_last, threshold, is_rise) & clears & enough


def verdict(of: Inputs, settings: SpikeSettings) -> Verdict:
    """The badge of each test."""
    everywhere = np.ones(len(of.this_week), np.bool_)
    # of a week in which more was taken back than came there is no ratio
    removed = (of.this_week < 0) | (of.last_week < 0)
    raw_rise = is_raw(of.this_week, of.last_week, of.threshold, everywhere) & ~removed
    raw_fall = is_raw(of.this_week, of.last_week, of.threshold, ~everywhere) & ~removed
    raw = raw_rise | raw_fall
    leaning = np.where(np.isfinite(of.p_rise), of.deviation >= 0, of.this_week >= of.last_week)
    rise = np.where(raw, raw_rise, leaning)
    significant = np.where(rise, of.is_significant_rise, of.is_significant_fall)

    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((of.last_week > 0) & ~removed, of.this_week / of.last_week, np.nan)
    tested = np.isfinite(of.p_rise)
    low = np.where(tested, np.exp(of.deviation - settings.interval_z * of.spread), np.nan)
    high = np.where(tested, np.exp(of.deviation + settings.interval_z * of.spread), np.nan)
    extra = of.this_week - of.last_week

    enough_days = of.days_matched >= settings.days_needed
    settled = of.settled_this, of.settled_last
    proven = is_proven(*settled, (low, high), extra, of.threshold, of.floor, rise, settings)
    held = raw & significant & proven & enough_days
    settled_raw = is_raw(*settled, of.threshold, rise)
    released = (of.release_count > 0) & ~significant & (tested | ~settled_raw)
    # without the move common to all artists the plain ratio would not reach the threshold
    alone = is_raw(of.this_week / np.exp(of.roster_change), of.last_week, of.threshold, rise)
    common = tested & ~significant & ~alone & (abs(of.roster_change) >= np.log(settings.roster_move))
    seasonal = tested & is_seasonal(of, rise, settings)
    new = (of.last_week == 0) & (of.this_week > 0) & (of.this_week >= of.floor)
    flagged = np.array([flag is not None for flag in of.data_flag], np.bool_)

    release, over, normal = _by_context(of, tested & ~of.is_significant_rise & ~of.is_significant_fall, settings)
    cases = [
        # a first release has nothing before it, and a total all the same
        (release & np.isnan(extra), "new release"),
        (~enough_days, None),
        (removed, "check data"),
        (flagged & (raw | significant | new), "check data"),
        (seasonal & (raw | significant), "expected"),
        (held, "confirmed"),
        (release, "new release"),
        (new, "new activity"),
        (of.last_week == 0, None),
        (over, "spike over"),
        (normal, "back to normal"),
        (raw & (released | common), "expected"),
        (significant & (~raw | ~settled_raw), "rising"),
        (raw, "raw only"),
    ]
    place = np.select([case for case, _ in cases], np.arange(len(cases)), len(cases))
    names: Texts = np.array([*(name for _, name in cases), None], object)
    tier = names[place]
    if of.context is not None:
        rise = np.where(tier == "new release", of.context.total_change > 0, rise)
        rise = np.where(np.isin(tier, ("spike over", "back to normal")), extra > 0, rise)
    return Verdict(
        tier=tier,
        is_rise=rise,
        is_raw=np.where(rise, raw_rise, raw_fall),
        is_significant=np.where(rise, of.is_significant_rise, of.is_significant_fall),
        is_held=held,
        ratio=ratio,
        expected_ratio_low=low,
        expected_ratio_high=high,
        p_value=np.where(rise, of.p_rise, of.p_fall),
        noise_share=noise_share(of, rise),
        is_released=released,
        is_seasonal=seasonal,
    )


def _by_context(of: Inputs, is_usual: Bools, settings: SpikeSettings) -> tuple[Bools, Bools, Bools]:
    """New release, spike over, back to normal; `is_usual`: tested, and nothing out of the ordinary."""
    if of.context is None:
        none = np.zeros(len(of.this_week), np.bool_)
        return none, none, none
    is_back = is_usual & is_way_back(of.context, of.settled_this, of.settled_last, of.floor)
    return (
        is_new_release(of.context, of.floor, settings.release_share),
        is_spike_over(of.context, is_back),
        is_back_to_normal(of.context, is_back),
    )


def noise_share(of: Inputs, rise: Bools) -> Floats:
    """Share of noise among the week's tests that are at least as rare, NaN where unknown."""
    if of.noise_rise is None or of.noise_fall is None:
        return np.full(len(of.this_week), np.nan)
    return np.where(rise, of.noise_rise, of.noise_fall)


def is_seasonal(of: Inputs, rise: Bools, settings: SpikeSettings) -> Bools:
    """The same weeks of last year moved too, and this one is not clearly beyond them."""
    if of.season_rise is None or of.season_fall is None:
        return np.zeros(len(of.this_week), np.bool_)
    least, doubt = np.log(settings.lower_bound), settings.interval_z * of.spread
    with np.errstate(invalid="ignore"):
        up = (of.season_rise >= least) & (of.deviation <= of.season_rise + doubt)
        down = (of.season_fall >= least) & (-of.deviation <= of.season_fall + doubt)
    seasonal: Bools = np.where(rise, up, down)
    return seasonal
