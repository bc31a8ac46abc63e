"""How badges did: each figure counted by hand on a few rows, and the parts of a whole replay against each other."""

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tasks.trends.backtest import THRESHOLDS, Truth, backtest, flat_confirmed
from tasks.trends.settings import spike_settings
from tasks.trends.spikes import judge
from tests.unit.spike_rosters import POSTS, STREAMS, isolated_jumps, panel, roster, rules

SETTINGS = spike_settings()
WEEKS = range(8, 16)
KINDS = ("raw", "confirmed", "rising", "confirmed_or_rising")


def quiet(artists: range, metric: str = STREAMS) -> pd.DataFrame:
    """Artists of 5,000 a week to whom nothing happens in eight weeks."""
    rows = pd.DataFrame([(artist, metric, week) for artist in artists for week in WEEKS], columns=list(KEY))
    return rows.assign(
        tier=pd.Series([None] * len(rows), dtype=object),
        direction="up",
        is_raw=False,
        is_significant=False,
        ratio=1.0,
        expected_ratio_low=0.8,
        expected_ratio_high=1.2,
        extra=0,
        this_week=5_000,
        last_week=5_000,
        settled_this_week=5_000,
        settled_last_week=5_000,
        days_matched=7,
        threshold=2.0,
        floor=1_000,
        data_flag=pd.Series([None] * len(rows), dtype=object),
    )


KEY = ("artist_id", "metric", "week")


def alert(rows: pd.DataFrame, artist: int, week: int, tier: str | None, this: int, **other: Any) -> None:
    cell = (rows["artist_id"] == artist) & (rows["week"] == week)
    values = {
        "tier": tier,
        "is_raw": this >= 10_000,
        "is_significant": tier in ("confirmed", "rising"),
        "ratio": this / 5_000,
        "expected_ratio_low": this / 5_000 * 0.8,
        "expected_ratio_high": this / 5_000 * 1.2,
        "extra": this - 5_000,
        "this_week": this,
        "settled_this_week": this,
    }
    for name, value in (values | other).items():
        rows.loc[cell, name] = value


def truth(*cells: tuple[int, int, float], jumps: tuple[tuple[int, int, float], ...] | None = None) -> Truth:
    def frame(given: tuple[tuple[int, int, float], ...]) -> pd.DataFrame:
        rows = [(artist, STREAMS, week, factor) for artist, week, factor in given]
        return pd.DataFrame(rows, columns=[*KEY, "factor"]).astype({"artist_id": int, "week": int, "factor": float})

    return Truth(frame(cells), frame(cells if jumps is None else jumps))


def test_each_figure_counted_by_hand() -> None:
    rows = quiet(range(1, 6))
    alert(rows, 1, 12, "confirmed", 12_500)  # right, found; three weeks before its block of four ends
    alert(rows, 2, 14, "confirmed", 12_500)  # right, found; one week before
    alert(rows, 3, 10, "raw only", 11_000)  # raw, and wrong
    alert(rows, 4, 15, "rising", 9_000)  # right: the truth was 1.6 times
    alert(rows, 5, 9, "confirmed", 2_000, direction="down", is_raw=True)  # a fall is not scored
    planted = truth(
        (1, 12, 2.5), (2, 14, 2.5), (5, 13, 2.5), (4, 15, 1.6), jumps=((1, 12, 2.5), (2, 14, 2.5), (5, 13, 2.5))
    )
    figures = backtest(rows, planted, SETTINGS, 1)
    assert figures["raw"] == {
        "precision": 2 / 3,
        "recall": 2 / 3,
        "alerts_per_week": 3 / 8,
        "median_lead_days": 14.0,
        "alerts": 3,
        "right": 2,
        "jumps": 3,
        "found": 2,
        "found_with_lead": 2,
    }
    assert (figures["confirmed"]["precision"], figures["confirmed"]["recall"]) == (1.0, 2 / 3)
    assert (figures["rising"]["precision"], figures["rising"]["recall"]) == (1.0, 0.0)
    assert figures["rising"]["median_lead_days"] is None
    assert figures["confirmed_or_rising"]["alerts_per_week"] == 3 / 8
    assert figures["flat_roster_confirmed"] == 1
    assert figures["by_size"]["1,000 to 9,999"] == {kind: figures[kind] for kind in KINDS}
    assert figures["by_size"]["below 100"]["raw"]["precision"] is None
    json.dumps(figures, allow_nan=False)


@pytest.mark.parametrize(("factor", "is_right"), [(1.49, False), (1.5, True), (2.5, True), (None, False)])
def test_an_alert_is_right_from_one_and_a_half_times(factor: float | None, is_right: bool) -> None:
    rows = quiet(range(1, 3))
    alert(rows, 1, 12, "confirmed", 12_500)
    known = truth() if factor is None else truth((1, 12, factor), jumps=())
    assert backtest(rows, known, SETTINGS, None)["confirmed"]["precision"] == float(is_right)


@pytest.mark.parametrize(
    ("week", "this", "days"),
    [
        (12, 10_000, 21.0),  # exactly 1.25 times the four weeks before
        (12, 9_999, None),
        (15, 12_500, 0.0),
        (8, 12_500, None),  # the four weeks before were not replayed
    ],
)
def test_lead_is_over_a_reader_of_four_week_totals(week: int, this: int, days: float | None) -> None:
    rows = quiet(range(1, 3))
    alert(rows, 1, week, "confirmed", this)
    figures = backtest(rows, truth((1, week, 2.5)), SETTINGS, None)["confirmed"]
    assert figures["median_lead_days"] == days
    assert (figures["found"], figures["found_with_lead"]) == (1, int(days is not None))


def test_a_block_with_a_missing_week_gives_no_lead() -> None:
    rows = quiet(range(1, 3))
    alert(rows, 1, 12, "confirmed", 12_500)
    without = rows[(rows["artist_id"] != 1) | (rows["week"] != 10)]
    assert backtest(without, truth((1, 12, 2.5)), SETTINGS, None)["confirmed"]["median_lead_days"] is None


def test_a_jump_in_a_week_that_could_not_be_compared_is_missed() -> None:
    rows = quiet(range(1, 3))
    alert(rows, 1, 12, "confirmed", 12_500)
    without = rows[(rows["artist_id"] != 1) | (rows["week"] != 12)]
    figures = backtest(without, truth((1, 12, 2.5), (2, 30, 2.5)), SETTINGS, None)
    assert (figures["raw"]["jumps"], figures["raw"]["recall"]) == (1, 0.0)
    assert figures["raw"]["alerts_per_week"] == 0.0


def test_another_threshold_would_have_given_other_alerts() -> None:
    rows = quiet(range(1, 7))
    alert(rows, 1, 12, "confirmed", 12_500)
    alert(rows, 2, 12, "rising", 9_000)
    alert(rows, 3, 12, "raw only", 16_000)
    alert(rows, 4, 12, "check data", 25_000, data_flag="a day looks like two in one", is_significant=True)
    alert(rows, 5, 12, "raw only", 12_500, is_significant=True, floor=8_000)
    alert(rows, 6, 12, None, 12_500, is_significant=True, days_matched=5)
    found = backtest(rows, truth(), SETTINGS, None)["thresholds"]
    assert list(found) == [f"{threshold:.1f}" for threshold in THRESHOLDS]
    counts = {name: (of["raw"]["alerts"], of["confirmed"]["alerts"]) for name, of in found.items()}
    assert counts == {"1.5": (6, 2), "2.0": (5, 1), "2.5": (5, 1), "3.0": (2, 0), "4.0": (1, 0)}


def test_a_whole_replay_adds_up() -> None:
    roll = np.random.default_rng(3)
    size = 10 ** roll.uniform(2.5, 6, 60)
    planted = isolated_jumps(roll, size, range(14, 53), 26)
    made = {
        STREAMS: panel(roster(roll, 60, 53, size=size, jumps=planted, restlessness=0.06)),
        POSTS: panel(roster(roll, 60, 53, sizes=(1.0, 20_000.0), restlessness=0.2)),
    }
    rows = judge(made, {STREAMS: rules(60), POSTS: rules(60, floor=50)}, SETTINGS, range(14, 53)).rows
    figures = backtest(rows, truth(*planted), SETTINGS, None)
    assert figures["confirmed"]["precision"] >= 0.90
    assert figures["confirmed"]["recall"] >= 0.60
    assert figures["confirmed"]["precision"] > figures["raw"]["precision"]
    assert figures["raw"]["jumps"] == 26
    assert figures["thresholds"]["2.0"]["confirmed"] == figures["confirmed"]
    assert figures["thresholds"]["2.0"]["raw"] == figures["raw"]
    assert 0 <= figures["confirmed"]["median_lead_days"] <= 21
    for kind in KINDS:
        for count in ("alerts", "right", "jumps", "found", "found_with_lead"):
            assert sum(of[kind][count] for of in figures["by_size"].values()) == figures[kind][count]
    json.dumps(figures, allow_nan=False)


def test_badges_of_flat_rosters_are_counted() -> None:
    flat = [{STREAMS: panel(roster(np.random.default_rng(seed), 60, 40))} for seed in range(3)]
    assert flat_confirmed(flat, {STREAMS: rules(60)}, SETTINGS) == 0
    size = np.full(60, 20_000.0)
    jumped = [(5, 39, 3.0), (9, 39, 0.2)]
    two = panel(roster(np.random.default_rng(9), 60, 40, size=size, jumps=jumped, restlessness=0.06))
    assert flat_confirmed([*flat, {STREAMS: two}], {STREAMS: rules(60)}, SETTINGS) == 2
    assert flat_confirmed([], {}, SETTINGS) == 0
