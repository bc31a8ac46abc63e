"""Small panels for the spike tests: forty like artists, one of whom jumps."""

from typing import Any

import numpy as np
import pandas as pd

from tasks.trends.panel import Panel
from tasks.trends.settings import spike_settings
from tasks.trends.spikes import judge
from tests.unit.spike_rosters import STREAMS, panel, roster, rules

SETTINGS = spike_settings()
ARTISTS, WEEKS, LAST = 40, 40, 39
SIZE = np.full(ARTISTS, 20_000.0)
JUMPER = 7


def calm(seed: int = 1, jumps: list[tuple[int, int, float]] | None = None) -> Panel:
    """Forty artists of 20,000 a week whose weeks differ by about 8 %."""
    roll = np.random.default_rng(seed)
    return panel(roster(roll, ARTISTS, WEEKS, size=SIZE, jumps=jumps or [], restlessness=0.08))


def told(made: Panel, week: int = LAST, **rule: Any) -> pd.DataFrame:
    """Badges of a week by artist."""
    rows = judge({STREAMS: made}, {STREAMS: rules(ARTISTS, **rule)}, SETTINGS, range(week, week + 1)).rows
    return rows.set_index("artist_id")


def of_jumper(made: Panel, week: int = LAST, **rule: Any) -> "pd.Series[Any]":
    return told(made, week, **rule).loc[JUMPER]


def jumped(factor: float = 2.6) -> Panel:
    return calm(jumps=[(JUMPER, LAST, factor)])
