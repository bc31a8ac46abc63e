"""Limits and budgets are shown and set; impossible ones are refused and change nothing."""

from typing import Any

import pytest
from sqlalchemy import Engine

from db.errors import GroundswellError
from tasks.limits.store import set_limit, show_limits


def test_a_new_warehouse_asks_less_than_the_plan_allows(warehouse: Engine) -> None:
    (limit,) = show_limits(warehouse)
    assert limit["provider"] == "soundcharts"
    assert float(limit["allowed_per_s"]) == pytest.approx(5000 / 60, rel=1e-3)
    assert 0.9 < limit["utilisation"] < 1
    assert (limit["spent_today"], limit["blocked_until"], limit["blocked_reason"]) == (0, None, None)


def test_only_what_is_given_changes(warehouse: Engine) -> None:
    (before,) = show_limits(warehouse)
    set_limit(warehouse, "soundcharts", daily_budget=500)
    (after,) = show_limits(warehouse)
    assert after == before | {"daily_budget": 500}
    set_limit(warehouse, "soundcharts", allowed_per_s=2.5, utilisation=1, wait_cap_s=9, no_budget=True)
    (last,) = show_limits(warehouse)
    assert last == before | {"allowed_per_s": 2.5, "utilisation": 1, "wait_cap_s": 9, "daily_budget": None}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"allowed_per_s": 0}, "rate of 0"),
        ({"allowed_per_s": -3.0}, "rate of -3"),
        ({"utilisation": 0}, "not between 0 and 1"),
        ({"utilisation": 1.01}, "not between 0 and 1"),
        ({"daily_budget": -1}, "less than none"),
        ({"wait_cap_s": -1}, "wait"),
    ],
)
def test_impossible_values_are_refused(warehouse: Engine, given: dict[str, Any], said: str) -> None:
    before = show_limits(warehouse)
    with pytest.raises(GroundswellError, match=said):
        set_limit(warehouse, "soundcharts", **given)
    assert show_limits(warehouse) == before


def test_an_unknown_provider_is_told_with_the_known_ones(warehouse: Engine) -> None:
    with pytest.raises(GroundswellError, match=r"no provider 'spotfy'; known are: soundcharts"):
        set_limit(warehouse, "spotfy", allowed_per_s=1)
