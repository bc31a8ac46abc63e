"""How badges did over past weeks, against what is known to have been true.

An alert is a badge for a rise; it is right when the truth of that artist's week is at least 1.5 times the usual. A
planted jump is found when its artist has the alert in the jump's first week. A reader who takes "rising" and
"confirmed" alike as something to look at reads `confirmed_or_rising`. Falls are not scored.

Lead is days ahead of a reader of four-week totals: from the Monday report that carries the badge to the Monday report
that closes the block of four weeks (columns 0 to 3, 4 to 7 ...) the jump lies in. Such a reader sees a jump when the
block is at least (3 + threshold) / 4 of the block before, which is what one week at the threshold makes of four usual
ones. Found jumps that reader never sees, or whose blocks are not whole, are left out of the median and counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tasks.trends.panel import Bools, Panel, Rules
from tasks.trends.settings import SpikeSettings, size_names
from tasks.trends.spikes import judge
from tasks.trends.tiers import is_proven

RIGHT_FROM = 1.5
THRESHOLDS = (1.5, 2.0, 2.5, 3.0, 4.0)
KEY = ["artist_id", "metric", "week"]
BLOCK_WEEKS = 4


@dataclass(frozen=True, slots=True)
class Truth:
    """What was so, both with columns artist_id, metric, week, factor.

    `factors`: how many times its usual each artist's week truly was; 1 where no row says otherwise. `jumps`: the jumps
    planted on artists, at the first week of each.
    """

    factors: pd.DataFrame
    jumps: pd.DataFrame


def backtest(rows: pd.DataFrame, truth: Truth, settings: SpikeSettings, flat_roster_confirmed: int) -> dict[str, Any]:
    """Figures by kind of alert, by size, by threshold, of the replayed weeks in `rows` (of `judge`); null where a
    denominator is 0. Jumps outside these weeks are not counted.
    """
    alerts = rows.merge(truth.factors[[*KEY, "factor"]], on=KEY, how="left", validate="one_to_one")
    alerts["is_right"] = alerts["factor"].fillna(1.0) >= RIGHT_FROM
    weeks = alerts["week"].nunique()
    found_jumps = truth.jumps[truth.jumps["week"].isin(alerts["week"])]
    jumps = found_jumps[KEY].merge(alerts[[*KEY]].assign(row=np.arange(len(alerts))), on=KEY, how="left")
    leads = _leads(alerts)
    up = (alerts["direction"] == "up").to_numpy()
    tier = alerts["tier"]
    kinds = {
        "raw": up & alerts["is_raw"].to_numpy(),
        "confirmed": up & (tier == "confirmed").to_numpy(),
        "rising": up & (tier == "rising").to_numpy(),
        "confirmed_or_rising": up & tier.isin(["confirmed", "rising"]).to_numpy(),
    }
    place = np.searchsorted(np.array(settings.size_tiers), alerts["last_week"].to_numpy(np.float64), side="right")
    of_jump = jumps["row"].map(dict(enumerate(place.tolist())))
    by_size = {}
    for number, name in enumerate(size_names(settings)):
        of_size = jumps[of_jump == number]
        by_size[name] = {
            kind: _figures(alerts, chosen & (place == number), of_size, leads, weeks) for kind, chosen in kinds.items()
        }
    return {
        **{kind: _figures(alerts, chosen, jumps, leads, weeks) for kind, chosen in kinds.items()},
        "flat_roster_confirmed": flat_roster_confirmed,
        "by_size": by_size,
        "thresholds": {
            f"{threshold:.1f}": {
                kind: _figures(alerts, chosen, jumps, leads, weeks)
                for kind, chosen in _at_threshold(alerts, threshold, settings).items()
            }
            for threshold in THRESHOLDS
        },
    }


def flat_confirmed(rosters: Iterable[Mapping[str, Panel]], rules: Mapping[str, Rules], settings: SpikeSettings) -> int:
    """Confirmed badges, rises and falls, in the last week of rosters to which nothing happens but chance; over all."""
    return sum(
        int((judge(panels, rules, settings, range(weeks - 1, weeks)).rows["tier"] == "confirmed").sum())
        for panels in rosters
        for weeks in [next(iter(panels.values())).weeks]
    )


def _figures(
    alerts: pd.DataFrame, chosen: Bools, jumps: pd.DataFrame, leads: "pd.Series[float]", weeks: int
) -> dict[str, Any]:
    """Precision, recall, alerts a week and lead of the chosen rows, and the counts they are made of."""
    count, right = int(chosen.sum()), int(alerts["is_right"].to_numpy()[chosen].sum())
    known = jumps["row"].dropna().astype(np.int64).to_numpy()
    found = known[chosen[known]]
    ahead = leads.iloc[found].dropna()
    return {
        "precision": right / count if count else None,
        "recall": len(found) / len(jumps) if len(jumps) else None,
        "alerts_per_week": count / weeks if weeks else None,
        "median_lead_days": float(ahead.median()) if len(ahead) else None,
        "alerts": count,
        "right": right,
        "jumps": len(jumps),
        "found": len(found),
        "found_with_lead": len(ahead),
    }


def _leads(alerts: pd.DataFrame) -> "pd.Series[float]":
    """Days from each row's report to that of a four-week total that shows a jump; NaN where none does."""
    block = alerts["week"] // BLOCK_WEEKS
    totals = (
        alerts.assign(block=block)
        .groupby(["artist_id", "metric", "block"], as_index=False)
        .agg(total=("this_week", "sum"), weeks=("week", "size"))
    )
    totals = totals[totals["weeks"] == BLOCK_WEEKS].drop(columns="weeks")
    before = totals.assign(block=totals["block"] + 1).rename(columns={"total": "before"})
    pairs = alerts[KEY[:2]].assign(block=block).merge(totals, how="left").merge(before, how="left")
    needed = (BLOCK_WEEKS - 1 + alerts["threshold"].to_numpy()) / BLOCK_WEEKS
    shown = pairs["total"].to_numpy(np.float64, na_value=np.nan) >= needed * pairs["before"].to_numpy(
        np.float64, na_value=np.nan
    )
    days = 7.0 * (BLOCK_WEEKS - 1 - alerts["week"].to_numpy() % BLOCK_WEEKS)
    return pd.Series(np.where(shown, days, np.nan))


def _at_threshold(alerts: pd.DataFrame, threshold: float, settings: SpikeSettings) -> dict[str, Bools]:
    """Rises that another threshold would have given, with everything else as it was."""
    raw = (alerts["ratio"] >= threshold).to_numpy()
    this, last, extra = (
        alerts[name].to_numpy(np.float64, na_value=np.nan)
        for name in ("settled_this_week", "settled_last_week", "extra")
    )
    bounds = alerts["expected_ratio_low"].to_numpy(np.float64), alerts["expected_ratio_high"].to_numpy(np.float64)
    rises = np.ones(len(alerts), np.bool_)
    proven = is_proven(
        this, last, bounds, extra, np.full(len(alerts), threshold), alerts["floor"].to_numpy(), rises, settings
    )
    sound = alerts["data_flag"].isna() & (alerts["days_matched"] >= settings.days_needed)
    up = alerts["is_significant"] & (alerts["direction"] == "up")
    return {"raw": raw, "confirmed": raw & proven & sound.to_numpy() & up.to_numpy()}
