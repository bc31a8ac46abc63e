"""The columns of mart.badge that artists and tracks share, and the sentence that says why."""

from typing import Any

import numpy as np
import pandas as pd

from tasks.trends.panel import Floats
from tasks.trends.settings import SpikeSettings
from tasks.trends.tiers import Inputs, Verdict

UNUSUAL_FROM = 4.0  # z from which no sentence says that chance does this
UNSURE_TO = 0.5  # share of noise up to which a rise is more likely an event


def badge_columns(of: Inputs, verdict: Verdict, settings: SpikeSettings) -> dict[str, Any]:
    """Columns by name; counts as nullable integers."""
    return {
        "tier": verdict.tier,
        "direction": np.where(verdict.is_rise, "up", "down"),
        "is_raw": verdict.is_raw,
        "reason": reasons(of, verdict, settings),
        "ratio": verdict.ratio,
        "expected_ratio_low": verdict.expected_ratio_low,
        "expected_ratio_high": verdict.expected_ratio_high,
        "extra": _whole(of.this_week - of.last_week),
        "this_week": _whole(of.this_week),
        "last_week": _whole(of.last_week),
        "settled_this_week": _whole(of.settled_this),
        "settled_last_week": _whole(of.settled_last),
        "days_matched": of.days_matched,
        "weeks_known": of.weeks_known,
        "p_value": verdict.p_value,
        "is_significant": verdict.is_significant,
        "false_discovery_rate": settings.false_discovery_rate,
        "threshold": of.threshold,
        "floor": of.floor,
        "data_flag": of.data_flag,
        "method_version": settings.version,
        **_context_columns(of),
    }


def _context_columns(of: Inputs) -> dict[str, Any]:
    """What new tiers rest on; null for tracks."""
    if of.context is None:
        return dict.fromkeys(
            ("total_change", "new_releases_change", "last_tier", "last_direction", "last_expected"), None
        )
    return {
        "total_change": _whole(of.context.total_change),
        "new_releases_change": _whole(of.context.new_releases_change),
        "last_tier": of.context.last_tier,
        "last_direction": [
            ("up" if is_rise else "down") if tier else None
            for tier, is_rise in zip(of.context.last_tier, of.context.last_is_rise, strict=True)
        ],
        "last_expected": of.context.last_expected,
    }


def reasons(of: Inputs, verdict: Verdict, settings: SpikeSettings) -> list[str]:
    """Why each test got its tier: one sentence with figures for a reader who knows no statistics."""
    written = [f"{_times(ratio)}: nothing out of the ordinary." for ratio in verdict.ratio.tolist()]
    has_tier = np.array([tier is not None for tier in verdict.tier], np.bool_)
    for row in np.flatnonzero(
        has_tier | (of.days_matched < settings.days_needed) | (of.last_week <= 0) | (of.this_week < 0)
    ).tolist():
        written[row] = _reason(row, of, verdict, settings)
    return written


def _reason(row: int, of: Inputs, verdict: Verdict, settings: SpikeSettings) -> str:
    tier, times, days = verdict.tier[row], _times(verdict.ratio[row]), of.days_matched[row]
    low, high = _number(verdict.expected_ratio_low[row]), _number(verdict.expected_ratio_high[row])
    band = f"95 % interval {low} to {high} times what was expected"
    if tier == "new release":
        return _released(row, of, times, settings)
    if days < settings.days_needed:
        return f"{days}/7 days can be compared with last week, too few for a badge."
    if of.this_week[row] < 0 or of.last_week[row] < 0:
        figures = f"{_figure(of.this_week[row])} after {_figure(of.last_week[row])}"
        return f"More was taken back than came ({figures}), so there is no ratio: check the data first."
    if tier == "check data":
        return f"{times}, but {of.data_flag[row]}: check the data first."
    if tier == "new activity":
        return f"{of.this_week[row]:,.0f} this week and none last week, so there is no ratio."
    if tier in ("spike over", "back to normal"):
        return _returned(row, of, band)
    if tier == "confirmed":
        return f"{times}; {band}; holds up against {of.tests - 1} other tests."
    if tier == "rising":
        side = "above" if verdict.is_rise[row] else "below"
        return f"{times}, {_short_of(row, of, verdict)}, but clearly {side} its usual: {band}."
    if tier == "expected" and verdict.is_seasonal[row]:
        return f"{times}, as in the same weeks of last year ({_last_year(row, of, verdict)} what was usual then)."
    if tier == "expected" and verdict.is_released[row]:
        tracks = "1 track" if of.release_count[row] == 1 else f"{of.release_count[row]} tracks"
        return f"{times}, explained by {tracks} out for less than {settings.release_weeks} weeks."
    if tier == "expected":
        return f"{times}, but all artists moved {_number(np.exp(of.roster_change))} times since last week."
    if tier == "raw only":
        return f"{times}{_unproven(row, of, verdict, band, settings)}."
    if of.this_week[row] > 0:
        return f"{of.this_week[row]:,.0f} this week and none last week, less than the floor of {of.floor[row]:,}."
    return "Nothing this week or last."


def _released(row: int, of: Inputs, times: str, settings: SpikeSettings) -> str:
    """What new releases make of the total's change, and what is left to compare."""
    assert of.context is not None
    total, new = of.context.total_change[row], of.context.new_releases_change[row]
    beside = "nothing else can be compared" if np.isnan(of.this_week[row]) else f"like for like: {times.lower()}"
    return (
        f"{_signed(new)} of the total's {_signed(total)} come from songs less than {settings.release_weeks} weeks old, "
        f"so like for like says little ({beside})."
    )


def _figure(value: float) -> str:
    """With a true minus, as all figures are written."""
    return f"{value:,.0f}".replace("-", "−")


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{_figure(value)}"


def _returned(row: int, of: Inputs, band: str) -> str:
    """From what to what, and what was normal before."""
    assert of.context is not None
    last, was = of.context.last_tier[row], "rise" if of.context.last_is_rise[row] else "fall"
    before = {"check data": "figures that were to be checked", "confirmed": f"confirmed {was}"}.get(last, was)
    return (
        f"{of.settled_this[row]:,.0f} after {of.settled_last[row]:,.0f}: back from last week's {before} to what was "
        f"normal before it, {of.context.last_expected[row]:,.0f}; {band}."
    )


def _short_of(row: int, of: Inputs, verdict: Verdict) -> str:
    """Where a significant week falls short of the plain rule."""
    if not verdict.is_raw[row]:
        # 1.995 must not read as 2.0 that is short of 2.0
        return f"at {verdict.ratio[row]:.3g} short of the threshold of {_number(of.threshold[row])}"
    last = of.settled_last[row]
    return f"{_number(of.settled_this[row] / last) if last > 0 else 'none'} without new releases"


def _unproven(row: int, of: Inputs, verdict: Verdict, band: str, settings: SpikeSettings) -> str:
    """What the proof of a plain jump lacks."""
    if of.weeks_known[row] < settings.ordinary_weeks:
        return f", but only {of.weeks_known[row]} ordinary weeks are known before it, too few to test it"
    if np.isnan(verdict.expected_ratio_low[row]):
        return ", but too little is known yet of how much artists go up and down, so it can't be tested"
    extra = of.this_week[row] - of.last_week[row]
    if not verdict.is_significant[row]:
        return _not_significant(row, of, verdict, band, settings)
    if abs(extra) < of.floor[row]:
        return f", but {_signed(extra)} is less than the floor of {of.floor[row]:,}"
    return f", but too uncertain: {band}"


def _not_significant(row: int, of: Inputs, verdict: Verdict, band: str, settings: SpikeSettings) -> str:
    """How likely it is noise, by the week's own tests; far out nobody may read that chance does such things."""
    share, is_rise, z = verdict.noise_share[row], verdict.is_rise[row], of.deviation[row] / of.spread[row]
    if (z > UNUSUAL_FROM and not is_rise) or (z < -UNUSUAL_FROM and is_rise):
        return f", but still clearly {'above' if z > 0 else 'below'} its usual: {band}"
    is_far = abs(z) > UNUSUAL_FROM
    if np.isnan(share) or not (is_far or (share <= UNSURE_TO and abs(z) > settings.interval_z)):
        return f", but not beyond what chance does to artists like this one: {band}"
    side = "rises" if is_rise else "falls"
    noise = f"1 of {round(1 / share)} such {side} is" if share <= UNSURE_TO else f"most such {side} are"
    return f"; unusual, not proven: {noise} noise ({band})"


def _last_year(row: int, of: Inputs, verdict: Verdict) -> str:
    moved = of.season_rise if verdict.is_rise[row] else of.season_fall
    by = float("nan") if moved is None else moved[row] if verdict.is_rise[row] else -moved[row]
    return f"{_number(np.exp(by))} times"


def _times(ratio: float) -> str:
    return "Nothing last week" if np.isnan(ratio) else f"{_number(ratio)} times last week"


def _number(value: float) -> str:
    """Two digits that tell: 12, 2.6, 0.38."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _whole(values: Floats) -> Any:
    return pd.array(np.round(values), dtype="Int64")
