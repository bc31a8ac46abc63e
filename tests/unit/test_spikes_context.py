"""Tiers that rest on the total and on the week before, at the edges of each condition."""

from typing import Any

import numpy as np
import pytest

from tasks.trends.badges import badge_columns
from tasks.trends.context import Context
from tasks.trends.settings import spike_settings
from tasks.trends.tiers import Inputs, verdict
from tests.unit.spike_panels import JUMPER, LAST, calm, of_jumper
from tests.unit.spike_rosters import changed
from tests.unit.test_spikes_tiers import CHANCE, FALL, JUMP, UNTESTED

SETTINGS = spike_settings()
OBJECTS = ("data_flag", "last_tier")
NOTHING = {
    "total": 20_000.0,
    "total_change": 0.0,
    "new_releases_change": 0.0,
    "last_tier": None,
    "last_is_rise": False,
    "last_expected": np.nan,
}
# 0.95 times last week and just what was expected
QUIET = {"this_week": 19_000.0, "settled_this": 19_000.0, "deviation": -0.01, "p_rise": 0.4, "p_fall": 0.6}
QUIET |= {"is_significant_rise": False, "is_significant_fall": False}
RELEASE = QUIET | {"total_change": 31_000.0, "new_releases_change": 28_000.0}
# 0.42 times last week, which was 2.5 times what it should have been
AFTER = QUIET | {"last_week": 50_000.0, "settled_last": 50_000.0, "this_week": 21_000.0, "settled_this": 21_000.0}
AFTER |= {"last_tier": "confirmed", "last_is_rise": True, "last_expected": 20_000.0}
AFTER_A_FALL = QUIET | {"last_week": 8_000.0, "settled_last": 8_000.0, "this_week": 19_500.0, "settled_this": 19_500.0}
AFTER_A_FALL |= {"last_tier": "confirmed", "last_is_rise": False, "last_expected": 20_000.0}
UNCOMPARED = {"this_week": np.nan, "last_week": np.nan, "settled_this": np.nan, "settled_last": np.nan}
UNCOMPARED |= {"deviation": np.nan, "days_matched": 0, **UNTESTED}


def badge(**other: Any) -> dict[str, Any]:
    """The badge of the quiet week with other measurements: what would be written."""
    given = JUMP | NOTHING | other
    arrays = {
        name: value if name in ("roster_change", "tests") else np.array([value], object if name in OBJECTS else None)
        for name, value in given.items()
    }
    context = Context(**{name: arrays.pop(name) for name in NOTHING})
    of = Inputs(**arrays, context=context)
    written = badge_columns(of, verdict(of, SETTINGS), SETTINGS)
    return {name: value if np.ndim(value) == 0 else value[0] for name, value in written.items()}


def back_to(this: float, **other: Any) -> dict[str, Any]:
    return AFTER | {"this_week": this, "settled_this": this} | other


@pytest.mark.parametrize(
    ("other", "tier", "direction", "why"),
    [
        (RELEASE, "new release", "up", "+28,000 of the total's +31,000 come from songs less than 4 weeks old"),
        (RELEASE, "new release", "up", "so like for like says little (like for like: 0.95 times last week)"),
        (RELEASE | {"new_releases_change": 15_501.0}, "new release", "up", "+15,501 of"),
        (RELEASE | {"new_releases_change": 15_500.0}, None, "down", "nothing out of the ordinary"),
        # a single after its first week
        (
            RELEASE | {"total_change": -9e3, "new_releases_change": -8e3},
            "new release",
            "down",
            "−8,000 of the total's −9",
        ),
        (RELEASE | {"total_change": 5_000.0, "new_releases_change": -6_000.0}, None, "down", "nothing out of"),
        # both the change and its part are worth the floor of 1,000
        (RELEASE | {"total_change": 1_500.0, "new_releases_change": 1_000.0}, "new release", "up", "+1,000 of"),
        (RELEASE | {"total_change": 1_500.0, "new_releases_change": 999.0}, None, "down", "nothing out of"),
        (RELEASE | {"total_change": 999.0, "new_releases_change": 1_400.0}, None, "down", "nothing out of"),
        (RELEASE | {"total_change": np.nan, "new_releases_change": np.nan}, None, "down", "nothing out of"),
        # and a twentieth of the bigger week's total: 28,000 of 560,000, or of 529,000 and 31,000 more last week
        (RELEASE | {"total": 560_000.0}, "new release", "up", "+28,000 of"),
        (RELEASE | {"total": 560_100.0}, None, "down", "nothing out of"),
        (RELEASE | {"total": 529e3, "total_change": -31e3, "new_releases_change": -28e3}, "new release", "down", "−28"),
        (RELEASE | {"total": 530e3, "total_change": -31e3, "new_releases_change": -28e3}, None, "down", "nothing out"),
        (RELEASE | {"total": np.nan}, None, "down", "nothing out of"),
        # what is proven without new releases stays so; the rest gives way
        (JUMP | {"total_change": 31e3, "new_releases_change": 28e3}, "confirmed", "up", "holds up"),
        (JUMP | CHANCE | {"total_change": 31e3, "new_releases_change": 28e3}, "new release", "up", "+28,000"),
        (JUMP | {"threshold": 2.6, "total_change": 31e3, "new_releases_change": 28e3}, "new release", "up", "+28,000"),
        (AFTER | {"total_change": 31e3, "new_releases_change": 28e3}, "new release", "up", "+28,000"),
        (JUMP | {"data_flag": "links", "total_change": 31e3, "new_releases_change": 28e3}, "check data", "up", "links"),
        (RELEASE | {"days_matched": 5}, None, "down", "5/7 days"),
        (RELEASE | UNCOMPARED, "new release", "up", "(nothing else can be compared)"),
        # a rise of last week that is gone
        (AFTER, "spike over", "down", "21,000 after 50,000: back from last week's confirmed rise to what was normal"),
        (AFTER, "spike over", "down", "before it, 20,000; 95 % interval 0.74 to 1.3 times what was expected."),
        (AFTER | {"last_tier": "rising"}, "spike over", "down", "back from last week's rise to"),
        (back_to(35_000.0, deviation=0.01), "spike over", "down", "35,000 after 50,000"),
        (back_to(35_001.0), None, "down", "nothing out of the ordinary"),
        (back_to(5_000.0), "spike over", "down", "5,000 after 50,000"),
        (back_to(4_999.0), "raw only", "down", "not beyond what chance does"),
        (AFTER | {"floor": 29_000}, "spike over", "down", "21,000 after"),
        (AFTER | {"floor": 29_001}, "raw only", "down", "not beyond what chance does"),
        (AFTER | {"last_tier": "raw only"}, "raw only", "down", "not beyond"),
        (AFTER | {"last_tier": None}, "raw only", "down", "not beyond"),
        (AFTER | {"last_expected": np.nan}, "raw only", "down", "not beyond"),
        (AFTER | {"days_matched": 5}, None, "down", "5/7 days"),
        (AFTER | {"data_flag": "links"}, "check data", "down", "but links"),
        (AFTER | {"p_rise": np.nan, "p_fall": np.nan}, "raw only", "down", "too little is known yet"),
        (AFTER | FALL, "confirmed", "down", "holds up"),
        (
            back_to(40e3, deviation=np.log(1.6), is_significant_rise=True, last_expected=30e3),
            "rising",
            "up",
            "clearly above",
        ),
        # a fall of last week, or doubtful figures
        (AFTER_A_FALL, "back to normal", "up", "19,500 after 8,000: back from last week's confirmed fall to what was"),
        (
            AFTER_A_FALL | {"last_tier": "check data"},
            "back to normal",
            "up",
            "last week's figures that were to be checked",
        ),
        (
            AFTER | {"last_tier": "check data"},
            "back to normal",
            "down",
            "back from last week's figures that were to be",
        ),
        (AFTER_A_FALL | {"last_tier": "raw only"}, "raw only", "up", "not beyond"),
        (AFTER_A_FALL | {"floor": 11_501}, "raw only", "up", "not beyond"),
    ],
)
def test_a_tier_its_direction_and_its_reason(other: dict[str, Any], tier: str | None, direction: str, why: str) -> None:
    written = badge(**other)
    assert (written["tier"], written["direction"]) == (tier, direction)
    assert why in written["reason"]
    assert written["reason"].endswith(".")


def test_a_badge_keeps_what_its_tier_rests_on() -> None:
    written = badge(**AFTER, total_change=-29_000.0)
    kept = {name: written[name] for name in NOTHING if name in written} | {"last_direction": written["last_direction"]}
    assert kept == {
        "total_change": -29_000,
        "new_releases_change": 0,
        "last_tier": "confirmed",
        "last_direction": "up",
        "last_expected": 20_000.0,
    }


def test_the_plain_rule_is_that_of_the_side_shown() -> None:
    """Like for like halves while a single more than makes up for it: a rise of the total, of no plain rule."""
    halved = badge(**{**AFTER, "last_tier": None}, total_change=31_000.0, new_releases_change=60_000.0)
    assert (halved["tier"], halved["direction"], halved["is_raw"]) == ("new release", "up", False)


@pytest.mark.parametrize(
    ("factors", "tier"),
    [
        ([2.6, 1.0], "spike over"),
        ([2.6, 2.6, 1.0], "spike over"),
        ([0.3, 1.0], "back to normal"),
        ([1.0, 1.0], None),
        # a level that lasts becomes what is expected: a little less is no way back
        ([1.9] * 9 + [1.7], None),
        ([1.9] * 4 + [2.05, 1.9], None),
        ([1.9] * 9 + [0.8], "confirmed"),
        # a rise that goes down little by little stands, though what is expected moves up to it
        ([2.6, 2.1, 1.8, 1.56, 1.44], None),
        ([2.6, 2.3, 2.1, 1.9, 1.73], None),
        ([2.6, 2.2, 1.9, 1.0], "spike over"),
        ([0.3, 0.35, 0.4, 1.0], "back to normal"),
    ],
)
def test_weeks_after_one_another(factors: list[float], tier: str | None) -> None:
    first = LAST - len(factors) + 1
    made = calm(jumps=[(JUMPER, first + place, factor) for place, factor in enumerate(factors)])
    row = of_jumper(made)
    assert row["tier"] == tier


def test_a_week_after_doubtful_ones_is_back_to_normal() -> None:
    made = changed(calm(jumps=[(JUMPER, LAST - 1, 2.6)]), (JUMPER, LAST - 1), data_flag="links")
    assert of_jumper(made)["tier"] == "back to normal"


def test_a_first_release_has_a_badge_without_anything_to_compare() -> None:
    made = changed(
        calm(),
        (JUMPER, slice(None)),
        **dict.fromkeys(("this_week", "last_week", "settled_this", "settled_last"), np.nan),
        days_matched=0,
        total_change=31_000.0,
        new_releases_change=31_000.0,
    )
    row = of_jumper(made)
    assert (row["tier"], row["direction"]) == ("new release", "up")
    assert np.isnan(row["ratio"])
