"""Badges decided from given measurements, at the edges of each condition."""

from typing import Any

import numpy as np
import pytest

from tasks.trends.badges import reasons
from tasks.trends.noise import size_tier, tier_noise
from tasks.trends.settings import spike_settings
from tasks.trends.tiers import Inputs, verdict

SETTINGS = spike_settings()

# 2.5 times last week and 2.4 times what was expected, significant, no release, no flag
JUMP: dict[str, Any] = {
    "this_week": 50_000.0,
    "last_week": 20_000.0,
    "settled_this": 50_000.0,
    "settled_last": 20_000.0,
    "days_matched": 7,
    "release_count": 0,
    "data_flag": None,
    "threshold": 2.0,
    "floor": 1_000,
    "roster_change": 0.0,
    "deviation": np.log(2.4),
    "spread": 0.15,
    "weeks_known": 30,
    "p_rise": 1e-5,
    "p_fall": 1 - 1e-5,
    "is_significant_rise": True,
    "is_significant_fall": False,
    "tests": 120,
}
UNTESTED = {"p_rise": np.nan, "p_fall": np.nan, "is_significant_rise": False}
CHANCE = {"p_rise": 0.02, "is_significant_rise": False}


def decided(**other: Any) -> tuple[str | None, str]:
    """Tier and reason of the jump with other measurements."""
    given = JUMP | other
    arrays = {
        name: value
        if name in ("roster_change", "tests") or isinstance(value, np.ndarray)
        else np.array([value], object if name == "data_flag" else None)
        for name, value in given.items()
    }
    inputs = Inputs(**arrays)
    said = verdict(inputs, SETTINGS)
    return said.tier[0], reasons(inputs, said, SETTINGS)[0]


@pytest.mark.parametrize(
    ("other", "tier", "why"),
    [
        (
            {},
            "confirmed",
            "2.5 times last week; 95 % interval 1.8 to 3.2 times what was expected; holds up against 119",
        ),
        ({"spread": np.log(2.4 / 1.25) / 1.96 * 0.99}, "confirmed", "holds up"),
        ({"spread": np.log(2.4 / 1.25) / 1.96 * 1.01}, "raw only", "too uncertain: 95 % interval 1.2 to"),
        ({"floor": 30_000}, "confirmed", "holds up"),
        ({"floor": 30_001}, "raw only", "+30,000 is less than the floor of 30,001"),
        ({"threshold": 2.5}, "confirmed", "holds up"),
        ({"threshold": 2.51}, "rising", "short of the threshold of 2.5, but clearly above its usual"),
        (CHANCE, "raw only", "not beyond what chance does to artists like this one: 95 % interval 1.8 to 3.2"),
        (UNTESTED | {"weeks_known": 5}, "raw only", "only 5 ordinary weeks are known before it"),
        (UNTESTED, "raw only", "too little is known yet"),
        ({"data_flag": "last week was restated by more than 2 %"}, "check data", "but last week was restated by more"),
        ({"days_matched": 5}, None, "5/7 days"),
        # releases: the settled part must meet the rule by itself
        ({"release_count": 1, **CHANCE}, "expected", "explained by 1 track out for less than 4 weeks"),
        ({"release_count": 3, "settled_this": 39_000.0}, "rising", "1.9 without new releases"),
        ({"release_count": 3, "settled_this": 2_900.0, "settled_last": 1_000.0, "floor": 2_000}, "raw only", "too un"),
        ({"release_count": 3, "settled_this": 3_000.0, "settled_last": 1_000.0, "floor": 2_000}, "confirmed", "holds"),
        ({"release_count": 1, "settled_this": 30_000.0, **UNTESTED}, "expected", "explained by 1 track"),
        ({"release_count": 1, "settled_this": 41_000.0, **UNTESTED}, "raw only", "too little is known yet"),
        ({"release_count": 1, "settled_this": np.nan, "settled_last": np.nan, **UNTESTED}, "expected", "explained by"),
        # what all artists do: 2.5 times is less than 2 without a move of 1.26
        ({"roster_change": np.log(1.26), **CHANCE}, "expected", "but all artists moved 1.3 times since last week"),
        ({"roster_change": np.log(1.24), **CHANCE}, "raw only", "not beyond what chance does"),
        ({"roster_change": np.log(1.04), "threshold": 2.45, **CHANCE}, "raw only", "not beyond what chance does"),
        ({"roster_change": np.log(1.26)}, "confirmed", "holds up"),
        ({"roster_change": np.log(1.26), **UNTESTED}, "raw only", "too little is known yet"),
        # nothing last week
        ({"last_week": 0.0, "settled_last": 0.0}, "new activity", "50,000 this week and none last week, so there is"),
        ({"last_week": 0.0, "settled_last": 0.0, "data_flag": "links"}, "check data", "Nothing last week, but links"),
        ({"last_week": 0.0, "settled_last": 0.0, "floor": 50_001}, None, "less than the floor of 50,001"),
    ],
)
def test_a_tier_and_its_reason(other: dict[str, Any], tier: str | None, why: str) -> None:
    said, reason = decided(**other)
    assert said == tier
    assert why in reason
    assert reason.endswith(".")


FALL = {
    "this_week": 20_000.0,
    "last_week": 50_000.0,
    "settled_this": 20_000.0,
    "settled_last": 50_000.0,
    "deviation": np.log(0.4),
    "p_rise": 1 - 1e-5,
    "p_fall": 1e-5,
    "is_significant_rise": False,
    "is_significant_fall": True,
}


@pytest.mark.parametrize(
    ("other", "tier"),
    [
        ({}, "confirmed"),
        ({"spread": np.log(0.8 / 0.4) / 1.96 * 0.99}, "confirmed"),
        ({"spread": np.log(0.8 / 0.4) / 1.96 * 1.01}, "raw only"),
        ({"floor": 30_001}, "raw only"),
        ({"threshold": 2.51}, "rising"),
        ({"p_fall": 0.02, "is_significant_fall": False}, "raw only"),
        ({"p_fall": 0.02, "is_significant_fall": False, "roster_change": np.log(0.79)}, "expected"),
        ({"this_week": 0.0, "settled_this": 0.0}, "confirmed"),
        ({"settled_this": 26_000.0}, "rising"),
    ],
)
def test_falls_mirror_rises(other: dict[str, Any], tier: str) -> None:
    assert decided(**FALL | other)[0] == tier


def test_a_rebound_is_a_raw_rise_though_still_below_its_usual() -> None:
    """0.1 and then 0.25 of the usual: 2.5 times last week, and significantly low. The plain rule stays visible."""
    low = {"deviation": np.log(0.25), "p_rise": 1.0, "p_fall": 0.0, "is_significant_rise": False}
    tier, reason = decided(**low, is_significant_fall=True)
    assert tier == "raw only"
    assert "95 % interval 0.19 to 0.34 times what was expected" in reason


def test_a_size_tier_is_that_of_the_weeks_before() -> None:
    level = np.array([[50.0] * 8 + [5_000_000.0], [1_000.0] * 9, [np.nan] * 8 + [20_000.0]])
    assert size_tier(level, 8, SETTINGS).tolist() == [0, 2, 3]
    assert size_tier(level[:, ::-1], 8, SETTINGS).tolist() == [0, 2, 3]
    assert size_tier(np.array([[99.0, 1.0], [100.0, 1.0], [1e6, 1.0]]), 1, SETTINGS).tolist() == [0, 1, 5]


def test_a_tier_of_few_artists_has_the_noise_of_all() -> None:
    own = np.array([0.1] * 5 + [0.4] * 4 + [9.0, np.nan])
    count = np.array([26] * 9 + [3, 0])
    size = np.array([1] * 5 + [2] * 6)
    noise = tier_noise(own, count, size, SETTINGS)
    assert noise[1] == 0.1
    assert noise[2] == noise[0] == np.median(own[:9])
    assert tier_noise(own[4:], count[4:], size[4:], SETTINGS)[2] == 0.4
    assert np.isnan(tier_noise(own[-2:], count[-2:], size[-2:], SETTINGS)).all()
