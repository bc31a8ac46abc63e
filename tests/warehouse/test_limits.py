"""Limits and budgets are shown and set; impossible ones are refused and change nothing."""

from typing import Any

import pytest
from sqlalchemy import Engine

from db.errors import GroundswellError
from tasks.limits.store import set_limit, show_limits


def limit_of(engine: Engine, provider: str) -> dict[str, Any]:
    (limit,) = [row for row in show_limits(engine) if row["provider"] == provider]
    return limit


def test_a_new_warehouse_asks_less_than_the_plan_allows(warehouse: Engine) -> None:
    limit = limit_of(warehouse, "soundcharts")
    assert float(limit["allowed_per_s"]) == pytest.approx(5000 / 60, rel=1e-3)
    assert 0.9 < limit["utilisation"] < 1
    assert (limit["spent_today"], limit["blocked_until"], limit["blocked_reason"]) == (0, None, None)


def test_every_provider_is_asked_less_than_it_allows(warehouse: Engine) -> None:
    asked = {row["provider"]: float(row["allowed_per_s"]) * float(row["utilisation"]) for row in show_limits(warehouse)}
    # musicbrainz 1 a second, last.fm about 5, discogs 60 and theaudiodb 30 a minute
    assert asked["musicbrainz"] < 1
    assert asked["lastfm"] < 5
    assert asked["discogs"] < 1
    assert asked["theaudiodb"] < 0.5


def test_only_what_is_given_changes(warehouse: Engine) -> None:
    before, others = limit_of(warehouse, "soundcharts"), show_limits(warehouse)[:1]
    set_limit(warehouse, "soundcharts", daily_budget=500)
    after = limit_of(warehouse, "soundcharts")
    assert after == before | {"daily_budget": 500}
    set_limit(warehouse, "soundcharts", allowed_per_s=2.5, utilisation=1, wait_cap_s=9, no_budget=True)
    last = limit_of(warehouse, "soundcharts")
    assert last == before | {"allowed_per_s": 2.5, "utilisation": 1, "wait_cap_s": 9, "daily_budget": None}
    assert [row["provider"] for row in others] == ["discogs"]
    assert show_limits(warehouse)[:1] == others


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
    with pytest.raises(GroundswellError, match=r"no provider 'spotfy'; known are: .*soundcharts, spotify"):
        set_limit(warehouse, "spotfy", allowed_per_s=1)
