"""What a week is judged by: ordinary weeks before it, all tests of it, and nothing of later ones."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tasks.trends.panel import Panel
from tasks.trends.spikes import judge
from tests.unit.spike_panels import (
    ARTISTS,
    JUMPER,
    LAST,
    SETTINGS,
    WEEKS,
    calm,
    jumped,
    of_jumper,
    told,
)
from tests.unit.spike_rosters import POSTS, STREAMS, changed, rules


def test_without_eight_ordinary_weeks_nothing_is_tested() -> None:
    made = jumped()
    young = changed(
        made,
        (JUMPER, slice(0, LAST - 7)),
        this_week=np.nan,
        last_week=np.nan,
        settled_this=np.nan,
        settled_last=np.nan,
        days_matched=0,
    )
    row = of_jumper(young)
    assert (row["tier"], row["weeks_known"]) == ("raw only", 7)
    assert np.isnan(row["p_value"])
    assert "only 7 ordinary weeks are known before it" in row["reason"]
    one_more = changed(made, (JUMPER, slice(0, LAST - 8)), this_week=np.nan, settled_this=np.nan, days_matched=0)
    assert of_jumper(one_more)["tier"] == "confirmed"


def test_a_gap_is_no_ordinary_week_and_breaks_nothing() -> None:
    gap = changed(
        jumped(),
        (JUMPER, slice(25, 28)),
        this_week=np.nan,
        last_week=np.nan,
        settled_this=np.nan,
        settled_last=np.nan,
        days_matched=0,
    )
    row = of_jumper(gap)
    assert (row["tier"], row["weeks_known"]) == ("confirmed", WEEKS - 2 - 3)
    rows = judge({STREAMS: gap}, {STREAMS: rules(ARTISTS)}, SETTINGS, range(25, 28)).rows
    assert JUMPER not in set(rows["artist_id"])


def test_the_tests_of_all_metrics_share_the_rate() -> None:
    """A deviation that passes alone must not pass among many tests of another metric in which nothing happens."""
    made = jumped(1.65)
    alone = of_jumper(made)
    beside = {STREAMS: made}
    beside |= {f"{POSTS} {number}": calm(20 + number) for number in range(12)}
    rows = judge(beside, {code: rules(ARTISTS) for code in beside}, SETTINGS, range(LAST, WEEKS)).rows
    row = rows[(rows["metric"] == STREAMS) & (rows["artist_id"] == JUMPER)].iloc[0]
    assert row["p_value"] == pytest.approx(alone["p_value"], rel=0.5)
    assert alone["is_significant"]
    assert alone["p_value"] > SETTINGS.false_discovery_rate / len(rows)
    assert not row["is_significant"]


def test_a_week_knows_nothing_of_later_ones() -> None:
    made = calm(jumps=[(3, 20, 2.6), (JUMPER, 30, 2.6)])
    then = Panel(made.artists, *(getattr(made, name)[:, :31] for name in Panel.__slots__[1:]))
    pd.testing.assert_frame_equal(told(made, 30), told(then, 30))


def test_what_was_measured_before_is_not_measured_again() -> None:
    """From earlier measurements the newest week comes out the same, even if the panel's past were gone."""
    made = {STREAMS: calm(jumps=[(3, 20, 2.6), (JUMPER, LAST, 2.6)]), POSTS: calm(9, [(5, 30, 2.6)])}
    of = {code: rules(ARTISTS) for code in made}
    before = judge(made, of, SETTINGS, range(LAST))
    whole = judge(made, of, SETTINGS, range(WEEKS))
    newest = judge(made, of, SETTINGS, range(LAST, WEEKS), earlier=before.measured)
    last = whole.rows[whole.rows["week"] == LAST].reset_index(drop=True)
    pd.testing.assert_frame_equal(newest.rows, last)
    pd.testing.assert_frame_equal(before.rows, whole.rows[whole.rows["week"] < LAST].reset_index(drop=True))
    forgotten = {
        code: replace(known, z=np.where(known.z < -0.3, -99.0, known.z)) for code, known in before.measured.items()
    }
    assert judge(made, of, SETTINGS, range(LAST, WEEKS), earlier=forgotten).rows["p_value"].min() > 0.1
