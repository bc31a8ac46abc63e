"""How badges did where nobody knows what was true: whether a rise was still there a week later.

A rise holds when the next week, a day, is at least 1.5 times what was expected of the week it was seen in. Noise and
doubtful figures seldom hold; an event of one week does not either, so that the share that holds is a lower bound.
Rises with no next week to be compared are left out. Falls are not scored.
"""

from typing import Any

import numpy as np
import pandas as pd

from tasks.trends.backtest import KEY, RIGHT_FROM
from tasks.trends.panel import Bools, Floats
from tasks.trends.settings import SpikeSettings, size_names

WILSON_Z = 1.96


def held_next(rows: pd.DataFrame) -> "pd.Series[float]":
    """Next week's settled figure a day over what was expected a day; NaN where either is unknown.

    `rows`: columns artist_id, metric, week (counted), settled_this_week, days_matched, expected of mart.badge.
    """
    after = rows[[*KEY, "settled_this_week", "days_matched"]].assign(week=rows["week"] - 1)
    pairs = rows[KEY].merge(after, on=KEY, how="left", validate="one_to_one")
    next_week, next_days = (
        pairs[name].to_numpy(np.float64, na_value=np.nan) for name in ("settled_this_week", "days_matched")
    )
    expected = rows["expected"].to_numpy(np.float64, na_value=np.nan)
    days = rows["days_matched"].to_numpy(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return pd.Series((next_week / next_days) / (expected / days)).replace([np.inf, -np.inf], np.nan)


def wilson(right: int, count: int) -> tuple[float, float] | None:
    """95 % interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22); None of nothing."""
    if not count:
        return None
    share, square = right / count, WILSON_Z**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = WILSON_Z * np.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))


def holding(rows: pd.DataFrame, settings: SpikeSettings) -> dict[str, Any]:
    """By kind of badge, and by kind within each size: rises, how many held, share with its interval, and recall.

    Recall is the part of the rises under the plain rule that held which have the badge; null where there is none.
    """
    held: Floats = np.asarray(held_next(rows), np.float64)
    up = (rows["direction"] == "up").to_numpy() & np.isfinite(held)
    raw = up & rows["is_raw"].to_numpy(np.bool_) & (rows["days_matched"] >= settings.days_needed).to_numpy()
    kinds = {"plain rule": raw} | {
        str(tier): up & (rows["tier"] == tier).to_numpy() for tier in sorted(set(rows["tier"].dropna()))
    }
    last = rows["last_week"].to_numpy(np.float64, na_value=0.0)
    size = np.searchsorted(np.array(settings.size_tiers), last, side="right")
    sizes = {
        name: {kind: _figures(chosen & (size == place), held, raw & (size == place)) for kind, chosen in kinds.items()}
        for place, name in enumerate(size_names(settings))
        if (raw & (size == place)).any()
    }
    return {"kinds": {kind: _figures(chosen, held, raw) for kind, chosen in kinds.items()}, "by_size": sizes}


def _figures(chosen: Bools, held: Floats, raw: Bools) -> dict[str, Any]:
    count, right = int(chosen.sum()), int((held[chosen] >= RIGHT_FROM).sum())
    to_find, found = (int((held[of] >= RIGHT_FROM).sum()) for of in (raw, raw & chosen))
    interval = wilson(right, count)
    return {
        "rises": count,
        "held": right,
        "share_held": right / count if count else None,
        "low": interval[0] if interval else None,
        "high": interval[1] if interval else None,
        "recall": found / to_find if to_find else None,
    }
