"""Badges of a roster to which as much happens as to real artists, against what was planned for it.

Weekly figures without a warehouse: judged as the rollup judges them, each week by those up to it. What only a warehouse
has (missing days, restatements, links that change) is part of the world's replay, not of this one.
"""

from typing import Any

import numpy as np
import pandas as pd

from sandbox.eventful import KNOWN_WEEKS, EventfulRoster, eventful_roster, jumps_of, planned_factors
from tasks.trends.backtest import KEY, Truth, backtest
from tasks.trends.panel import Bools, Floats, Panel, Rules
from tasks.trends.settings import spike_settings
from tasks.trends.spikes import judge

METRIC = "track_luminate_streams"
FLOOR, THRESHOLD = 1_000, 2.0


def eventful_backtest(seed: int) -> dict[str, Any]:
    """Figures by kind of alert (see tasks.trends.backtest) over one seed's roster."""
    roster, settings = eventful_roster(seed), spike_settings()
    panel = panel_of(roster, settings.release_weeks)
    count = len(panel.artists)
    rules = Rules(np.full(count, THRESHOLD), np.full(count, FLOOR), np.full(count, "global", object))
    rows = judge({METRIC: panel}, {METRIC: rules}, settings, range(KNOWN_WEEKS, panel.weeks)).rows
    figures = backtest(rows, truth_of(roster), settings, 0)
    return {kind: figures[kind] for kind in ("raw", "confirmed", "rising", "confirmed_or_rising", "by_size")}


def truth_of(roster: EventfulRoster) -> Truth:
    """What was planned, as the backtest wants it."""
    planned = planned_factors(roster)
    artist, week = np.indices(planned.shape)
    factors = pd.DataFrame(
        {"artist_id": artist.ravel(), "metric": METRIC, "week": week.ravel(), "factor": planned.ravel()}
    )
    jumps = [(jump.artist, METRIC, jump.week, jump.factor) for jump in jumps_of(roster)]
    return Truth(factors, pd.DataFrame(jumps, columns=[*KEY, "factor"]))


def panel_of(roster: EventfulRoster, release_weeks: int) -> Panel:
    """The roster's artists as the rollup would show them: songs read in both weeks, new ones apart."""
    counted = roster.counted.astype(np.float64)
    last = np.concatenate([np.full((len(counted), 1), np.nan), counted[:, :-1]], axis=1)
    read = roster.is_read
    both = read & np.concatenate([np.zeros((len(counted), 1), np.bool_), read[:, :-1]], axis=1)
    age = np.arange(counted.shape[1]) - roster.released[:, None]
    new = (roster.is_known & (roster.released >= 0))[:, None] & (age >= 0) & (age < release_weeks)
    settled = both & ~new
    # a song that comes out adds to the total; one whose readings stop or go on again is missing, no change
    change = np.where(both, counted - np.nan_to_num(last), np.where(read & (age == 0), counted, 0.0))

    def added(values: Floats, chosen: Bools) -> Floats:
        """Sums by artist; NaN where there is nothing to add."""
        total = np.zeros((roster.artists, counted.shape[1]))
        known = np.zeros(total.shape, np.int64)
        np.add.at(total, roster.artist, np.where(chosen, values, 0.0))
        np.add.at(known, roster.artist, chosen)
        return np.where(known > 0, total, np.nan)

    this_week = added(counted, both)
    return Panel(
        artists=np.arange(roster.artists),
        this_week=this_week,
        last_week=added(last, both),
        settled_this=added(counted, settled),
        settled_last=added(last, settled),
        days_matched=np.where(np.isfinite(this_week), 7, 0),
        release_count=np.nan_to_num(added(np.ones(counted.shape), new)).astype(np.int64),
        data_flag=np.full(this_week.shape, None, object),
        level=added(counted, read),
        total_change=added(change, read),
        new_releases_change=np.nan_to_num(added(change, new)),
    )
