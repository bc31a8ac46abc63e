"""Badges of artist-weeks: each tier, and what goes into it."""

from dataclasses import replace

import numpy as np
import pytest

from db.schema.trends import badge
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
from tests.unit.spike_rosters import POSTS, STREAMS, changed, panel, rules


def test_a_jump_is_confirmed_with_its_figures_in_a_sentence() -> None:
    made = jumped()
    row = of_jumper(made)
    this, last = made.this_week[JUMPER, LAST], made.last_week[JUMPER, LAST]
    assert (row["tier"], row["direction"], row["is_raw"], row["is_significant"]) == ("confirmed", "up", True, True)
    assert row["ratio"] == pytest.approx(this / last)
    assert (row["this_week"], row["last_week"], row["extra"]) == (this, last, this - last)
    assert row["expected_ratio_low"] < 2.6 < row["expected_ratio_high"]
    assert row["reason"] == (
        f"{this / last:.1f} times last week; 95 % interval {row['expected_ratio_low']:.1f} to "
        f"{row['expected_ratio_high']:.1f} times what was expected; holds up against {ARTISTS - 1} other tests."
    )


def test_a_fall_mirrors_a_jump() -> None:
    row = of_jumper(jumped(0.4))
    assert (row["tier"], row["direction"], row["is_raw"]) == ("confirmed", "down", True)
    assert row["ratio"] <= 0.5
    assert row["expected_ratio_high"] < 1 / 1.25
    assert row["extra"] < -1_000


def test_expected_is_the_median_of_eight_weeks_where_the_tracks_stay_the_same() -> None:
    made = jumped()
    eight = np.sort(made.level[JUMPER, LAST - 8 : LAST])
    row = of_jumper(made)
    assert row["expected"] == pytest.approx(np.sqrt(eight[3] * eight[4]), rel=1e-4)
    assert row["weeks_known"] == WEEKS - 2


def test_expected_is_of_this_weeks_tracks_and_days() -> None:
    """A catalogue of half the size from some week on: the same ratio is expected of what is left."""
    made = calm()
    halved = (slice(JUMPER, JUMPER + 1), slice(30, None))
    half = changed(
        made,
        halved,
        **{
            name: getattr(made, name)[halved] / 2 for name in ("this_week", "last_week", "settled_this", "settled_last")
        },
    )
    before, after = of_jumper(made), of_jumper(half)
    assert after["expected"] == pytest.approx(before["expected"] / 2, rel=1e-3)
    assert after["tier"] is before["tier"] is None


def test_sigma_is_the_artists_own_and_a_quarter_of_the_tiers() -> None:
    made = calm()
    judged = judge({STREAMS: made}, {STREAMS: rules(ARTISTS)}, SETTINGS, range(LAST, WEEKS))
    known = judged.measured[STREAMS]
    own = []
    for artist in range(ARTISTS):
        d, count = known.deviation[artist, LAST - 26 : LAST], known.counting[artist, LAST - 26 : LAST]
        own.append(np.sqrt(max((1.4826 * np.median(np.abs(d))) ** 2 - np.median(count), 0)))
    expected = 0.75 * np.array(own) + 0.25 * np.median(own)
    np.testing.assert_allclose(judged.rows["sigma"], expected, rtol=1e-9)
    z = judged.rows["z"] * np.sqrt(expected**2 + known.counting[:, LAST])
    np.testing.assert_allclose(z, known.deviation[:, LAST], rtol=1e-9)


def test_the_week_after_a_jump_is_no_fall_and_the_next_jump_is_still_seen() -> None:
    made = calm(jumps=[(JUMPER, 28, 2.6), (JUMPER, LAST, 2.6)])
    after = of_jumper(made, 29)
    assert (after["tier"], after["direction"], after["is_raw"]) == ("spike over", "down", True)
    assert not after["is_significant"]
    assert "back from last week's confirmed rise" in after["reason"]
    assert of_jumper(made)["tier"] == "confirmed"
    assert of_jumper(made)["sigma"] == pytest.approx(of_jumper(jumped())["sigma"], rel=0.15)
    assert of_jumper(made)["expected"] == pytest.approx(of_jumper(jumped())["expected"], rel=1e-3)


def test_a_rise_short_of_the_threshold_is_rising() -> None:
    row = of_jumper(jumped(1.6))
    assert (row["tier"], row["is_raw"], row["is_significant"]) == ("rising", False, True)
    assert "short of the threshold of 2.0, but clearly above its usual" in row["reason"]
    assert of_jumper(jumped(1.9), threshold=1.5)["tier"] == "confirmed"


def test_a_jump_that_goes_on_keeps_rising_though_it_grows_no_more() -> None:
    row = of_jumper(calm(jumps=[(JUMPER, LAST - 1, 2.6), (JUMPER, LAST, 2.6)]))
    assert (row["tier"], row["is_raw"]) == ("rising", False)
    assert row["ratio"] < 1.4


def test_below_the_floor_a_jump_is_raw_only() -> None:
    made = jumped()
    extra = int(of_jumper(made)["extra"])
    assert of_jumper(made, floor=extra)["tier"] == "confirmed"
    row = of_jumper(made, floor=extra + 1)
    assert (row["tier"], row["is_significant"]) == ("raw only", True)
    assert f"{extra:+,} is less than the floor of {extra + 1:,}" in row["reason"]


def test_a_jump_within_an_artists_usual_ups_and_downs_is_raw_only() -> None:
    made = calm()
    wild = made.level.copy()
    wild[JUMPER] *= np.exp(np.random.default_rng(5).normal(0, 0.6, WEEKS))
    wild[JUMPER, LAST] = 2.4 * wild[JUMPER, LAST - 1]
    row = told(panel(np.round(wild))).loc[JUMPER]
    assert (row["tier"], row["is_raw"], row["is_significant"]) == ("raw only", True, False)


@pytest.mark.parametrize(("days", "tier"), [(7, "confirmed"), (6, "confirmed"), (5, None), (0, None)])
def test_fewer_than_six_days_give_no_tier_but_keep_the_plain_rule(days: int, tier: str | None) -> None:
    row = of_jumper(changed(jumped(), (JUMPER, LAST), days_matched=days))
    assert (row["tier"], row["is_raw"]) == (tier, True)
    if tier is None:
        assert row["reason"] == f"{days}/7 days can be compared with last week, too few for a badge."
        assert np.isnan(row["p_value"])


def test_doubtful_data_hold_a_badge_back_but_not_a_quiet_week() -> None:
    made = changed(jumped(), (slice(None), LAST), data_flag="a day looks like two in one")
    rows = told(made)
    assert rows.loc[JUMPER, "tier"] == "check data"
    assert "but a day looks like two in one: check the data first." in rows.loc[JUMPER, "reason"]
    assert rows.loc[rows.index != JUMPER, "tier"].isna().all()


def with_release(made: Panel, new_this: float, new_last: float) -> Panel:
    """New tracks with so many streams in the last week and the one before, on top of the settled ones."""
    cell = (JUMPER, LAST)
    return changed(
        made,
        cell,
        this_week=made.this_week[cell] + new_this,
        last_week=made.last_week[cell] + new_last,
        release_count=2,
    )


def test_a_release_explains_a_rise_the_settled_tracks_have_no_part_in() -> None:
    row = of_jumper(with_release(calm(), 60_000, 5_000))
    assert (row["tier"], row["is_raw"], row["is_significant"]) == ("expected", True, False)
    assert row["reason"].endswith("explained by 2 tracks out for less than 4 weeks.")
    assert row["settled_this_week"] < row["this_week"]


def test_a_release_does_not_hide_a_jump_of_the_settled_tracks() -> None:
    assert of_jumper(with_release(jumped(), 60_000, 5_000))["tier"] == "confirmed"


def test_a_settled_rise_below_the_threshold_beside_a_release_is_rising() -> None:
    row = of_jumper(with_release(jumped(1.6), 60_000, 5_000))
    assert (row["tier"], row["is_raw"]) == ("rising", True)
    assert "without new releases" in row["reason"]


def test_a_holiday_of_the_whole_roster_is_nobodys_jump() -> None:
    made = calm()
    counts = made.level.copy()
    counts[:, LAST] = np.round(counts[:, LAST] * 1.7)
    counts[JUMPER, LAST] = np.round(counts[JUMPER, LAST - 1] * 2.05)
    rows = told(panel(counts))
    assert rows["roster_factor"].iloc[0] == pytest.approx(np.log(1.7), abs=0.05)
    assert not rows["is_significant"].any()
    assert (rows.loc[JUMPER, "tier"], rows.loc[JUMPER, "is_raw"]) == ("expected", True)
    assert "but all artists moved 1.7 times since last week" in rows.loc[JUMPER, "reason"]


def test_the_return_from_a_holiday_is_expected_too() -> None:
    counts = calm().level.copy()
    counts[:, LAST - 1] = np.round(counts[:, LAST - 1] / 2.2)
    counts[:, LAST] = np.round(counts[:, LAST - 2] * 1.01)
    rows = told(panel(counts))
    raw = rows[rows["is_raw"]]
    assert len(raw) > 10
    assert set(raw["tier"]) == {"expected"}


def test_a_small_roster_has_no_common_move() -> None:
    counts = calm().level[:19].copy()
    counts[:, LAST] *= 2
    rows = judge({STREAMS: panel(counts)}, {STREAMS: rules(19)}, SETTINGS, range(LAST, WEEKS)).rows
    assert set(rows["roster_factor"]) == {0.0}


@pytest.mark.parametrize(("this", "tier"), [(1_000.0, "new activity"), (999.0, None), (0.0, None)])
def test_something_after_nothing_is_new_activity_from_the_floor_on(this: float, tier: str | None) -> None:
    made = changed(calm(), (JUMPER, LAST), this_week=this, settled_this=this, last_week=0.0, settled_last=0.0)
    row = of_jumper(made)
    assert (row["tier"], row["is_raw"]) == (tier, False)
    assert np.isnan(row["ratio"])
    assert ("so there is no ratio" in row["reason"]) == (tier is not None)
    assert ("less than the floor of 1,000" in row["reason"]) == (this == 999)


def test_earlier_measurements_must_be_of_the_same_artists() -> None:
    made = calm()
    few = panel(made.level[:5])
    before = judge({STREAMS: few}, {STREAMS: rules(5)}, SETTINGS, range(LAST))
    with pytest.raises(ValueError, match="can't stand for"):
        judge({STREAMS: made}, {STREAMS: rules(ARTISTS)}, SETTINGS, range(LAST, WEEKS), earlier=before.measured)


def test_panels_must_be_of_the_same_weeks() -> None:
    with pytest.raises(ValueError, match="differ in weeks"):
        judge({STREAMS: calm(), POSTS: panel(calm().level[:, 1:])}, {}, SETTINGS, range(1))
    with pytest.raises(ValueError, match="differ in shape"):
        replace(calm(), level=np.zeros((2, 2)))


def test_rows_are_those_of_the_warehouse() -> None:
    """But for the ids of metric and week, the track and the time of loading, which only the warehouse knows."""
    given = set(told(calm()).reset_index().columns)
    assert given - {"metric", "week"} == {column.name for column in badge.columns} - {
        "metric_id",
        "week_on",
        "track_id",
        "loaded_at",
    }


def test_an_infinite_threshold_never_holds() -> None:
    made = changed(jumped(), (3, LAST), this_week=0.0, settled_this=0.0, last_week=0.0, settled_last=0.0)
    rows = told(made, threshold=np.inf)
    assert not rows["is_raw"].any()
    assert rows.loc[JUMPER, "tier"] == "rising"
    assert rows.loc[3, "reason"] == "Nothing this week or last."


def test_nothing_to_compare_gives_columns_and_no_rows() -> None:
    empty = judge({STREAMS: calm()}, {STREAMS: rules(ARTISTS)}, SETTINGS, range(1)).rows
    assert len(empty) == 0
    assert "tier" in empty.columns
