"""Which rises were still there a week later, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from tasks.trends.holding import held_next, holding, wilson
from tasks.trends.settings import spike_settings

# artist, week, settled this week, days, expected, tier, is the plain rule met; last week is 4,000
ROWS = [
    (1, 1, 9_000, 7, 4_000.0, "confirmed", True),
    (1, 2, 6_000, 7, 4_000.0, "rising", False),  # 1.5 times the 4,000 of week 1: it held
    (1, 3, 5_000, 6, 4_000.0, None, False),  # 5,000 of six days after 4,000 of seven: 1.46, it did not
    (2, 1, 9_000, 7, 4_000.0, "raw only", True),
    (2, 2, 7_000, 7, 4_000.0, None, False),
    (3, 2, 9_000, 7, 4_000.0, "raw only", True),  # no next week
    (4, 1, 9_000, 7, 4_000.0, "raw only", True),
    (4, 2, 4_000, 7, 4_000.0, None, False),
    (5, 1, 9_000, 7, np.nan, "raw only", True),  # nothing was expected
    (5, 2, 9_000, 7, 4_000.0, None, False),
]


def badges() -> pd.DataFrame:
    names = ["artist_id", "week", "settled_this_week", "days_matched", "expected", "tier", "is_raw"]
    return pd.DataFrame(ROWS, columns=names).assign(metric="streams", direction="up", last_week=4_000)


def test_next_week_is_compared_by_day_with_what_was_expected() -> None:
    held = held_next(badges()).tolist()
    assert held[:2] == [1.5, pytest.approx(5_000 / 6 * 7 / 4_000)]
    assert np.isnan(held[2])
    assert (held[3], held[6]) == (1.75, 1.0)
    assert np.isnan(held[5])
    assert np.isnan(held[8])


def test_kinds_of_rises() -> None:
    found = holding(badges(), spike_settings())
    kinds = {kind: (of["rises"], of["held"], of["recall"]) for kind, of in found["kinds"].items()}
    # of three plain rises that can be followed the first two held; one of these is confirmed
    assert kinds == {
        "plain rule": (3, 2, 1.0),
        "confirmed": (1, 1, 0.5),
        "raw only": (2, 1, 0.5),
        "rising": (1, 0, 0.0),
    }
    assert list(found["by_size"]) == ["1,000 to 9,999"]
    assert found["by_size"]["1,000 to 9,999"] == found["kinds"]


def test_wilsons_interval() -> None:
    # a share of a half of ten: 0.5 -+ 1.96 sqrt(0.025 + 0.00960) / 1.38416
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(10, 10) == (pytest.approx(10 / 13.8416, abs=1e-4), 1.0)
    assert wilson(0, 0) is None
