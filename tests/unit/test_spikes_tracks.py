"""Badges of tracks: measured by the artists' noise and past."""

import numpy as np
import pandas as pd
import pytest

from tasks.trends.noise import Measured
from tasks.trends.settings import spike_settings
from tasks.trends.spikes import judge
from tasks.trends.track_spikes import Tracks, judge_tracks
from tests.unit.spike_rosters import STREAMS, panel, roster, rules

SETTINGS = spike_settings()
WEEK, KNOWN = 39, 34


def artists() -> Measured:
    counts = roster(np.random.default_rng(1), 40, WEEK + 1, size=np.full(40, 20_000.0), restlessness=0.08)
    return judge({STREAMS: panel(counts)}, {STREAMS: rules(40)}, SETTINGS, range(WEEK, WEEK + 1)).measured[STREAMS]


def tracks(jump: float = 1.0, known: int = KNOWN, age: int = 200, days: int = 7) -> Tracks:
    """Three tracks of 5,000 a week of artist 4, the second with a jump in the last week, known for so many weeks."""
    counts = roster(
        np.random.default_rng(2), 3, KNOWN, size=np.full(3, 5_000.0), restlessness=0.08, jumps=[(1, KNOWN - 1, jump)]
    )
    whole = panel(counts)
    unknown = np.arange(KNOWN) < KNOWN - known
    return Tracks(
        tracks=np.array([101, 102, 103]),
        artists=np.array([4, 4, 4]),
        this_week=np.where(unknown, np.nan, whole.this_week),
        last_week=np.where(unknown, np.nan, whole.last_week),
        days_matched=np.full(counts.shape, days),
        age_weeks=np.tile(np.arange(KNOWN) + age - KNOWN + 1, (3, 1)),
    )


def judged(made: Tracks, tests: int = 500) -> pd.DataFrame:
    return judge_tracks(made, rules(3), artists(), WEEK, tests, SETTINGS).set_index("track_id")


def test_a_jump_of_a_track_is_confirmed_among_all_tracks_looked_at() -> None:
    rows = judged(tracks(3.0))
    assert rows.loc[102, "tier"] == "confirmed"
    assert rows.loc[102, "artist_id"] == 4
    assert rows.loc[102, "reason"].endswith("holds up against 499 other tests.")
    assert rows.drop(102)["tier"].isna().all()


def test_the_more_tracks_were_looked_at_the_rarer_a_jump_must_be() -> None:
    mild = tracks(1.5)
    few, many = judged(mild, 3), judged(mild, 50_000)
    assert few.loc[102, "p_value"] == many.loc[102, "p_value"]
    assert (few.loc[102, "is_significant"], many.loc[102, "is_significant"]) == (True, False)


def test_noise_is_the_tracks_and_that_of_artists_of_its_size() -> None:
    known, made = artists(), tracks()
    row = judge_tracks(made, rules(3), known, WEEK, 3, SETTINGS).iloc[0]
    this = made.this_week[0]
    foreseen = [np.sqrt(np.prod(np.sort(this[week - 8 : week])[3:5])) for week in range(9, KNOWN)]
    d = np.log((this[9:] + 0.5) / (np.array(foreseen) + 0.5)) - known.roster_factor[WEEK - KNOWN + 10 :]
    counting = 1 / (this[9:] + 0.5) + 1 / (np.array(foreseen) + 0.5)
    own = np.sqrt(max((1.4826 * np.median(np.abs(d[:-1]))) ** 2 - np.median(counting[:-1]), 0))
    of_tier = known.tier_sigma[2, WEEK]  # 1,000 to 9,999: no artist, so that of all
    assert row["sigma"] == pytest.approx(0.75 * own + 0.25 * of_tier, rel=2e-3)
    assert row["z"] == pytest.approx(d[-1] / np.sqrt(row["sigma"] ** 2 + counting[-1]), rel=1e-2)


def test_a_new_track_is_expected_to_rise() -> None:
    row = judged(tracks(3.0, known=4, age=2)).loc[102]
    assert (row["tier"], row["is_raw"]) == ("expected", True)
    assert "1 track out for less than 4 weeks" in row["reason"]
    assert pd.isna(row["settled_this_week"])


def test_a_track_known_too_briefly_is_raw_only() -> None:
    row = judged(tracks(3.0, known=8)).loc[102]
    assert (row["tier"], row["weeks_known"]) == ("raw only", 7)
    assert judged(tracks(3.0, known=9)).loc[102, "tier"] == "confirmed"


def test_too_few_days_give_no_tier() -> None:
    row = judged(tracks(3.0, days=5)).loc[102]
    assert row["tier"] is None
    assert row["reason"].startswith("5/7 days")


def test_candidates_are_part_of_the_tests() -> None:
    with pytest.raises(ValueError, match="3 candidates can't be of 2 tests"):
        judged(tracks(), 2)
