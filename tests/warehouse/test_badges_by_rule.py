"""What a rule would have made of past badges is what the judge itself makes of the same inputs with that rule."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine, text

from tasks.roster.entry_store import EntryRefused, call
from tasks.trends.badges import badge_columns
from tasks.trends.panel import Floats, Ints
from tasks.trends.settings import spike_settings
from tasks.trends.tiers import Inputs, Verdict, verdict
from tests.sql.given_cards import enter_card
from tests.sql.rows import artist_number, number

STREAMS, FRIDAY, ARTISTS, WEEKS = "track_luminate_streams", date(2026, 11, 6), 250, 8
TEAMS = ("Sea", "Air", None)
SETTINGS = spike_settings()


def judged(inputs: dict[str, Any], threshold: Floats, floor: Ints) -> tuple[Inputs, Verdict]:
    given = Inputs(**inputs, threshold=threshold, floor=floor)
    return given, verdict(given, SETTINGS)


def made_inputs(roll: np.random.Generator, size: int) -> dict[str, Any]:
    """Weeks of all kinds, many of them close to a bound, as a noisy roster with releases and gaps would have them."""
    last = roll.integers(0, 4000, size) * roll.choice([0, 1], size, p=[0.03, 0.97])
    jump = roll.choice([0.2, 1 / 3, 0.5, 0.7, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 6.0], size)
    this = np.floor(last * jump) + roll.integers(-3, 4, size) * roll.choice([0, 1], size)
    out = roll.choice([0.0, 0.0, 0.1, 0.5], size)
    is_untested = roll.random(size) < 0.1
    deviation = np.where(is_untested, np.nan, np.log(np.maximum(jump, 0.01)) + roll.normal(0, 0.05, size))
    p_rise = np.where(is_untested, np.nan, np.where(deviation >= 0, roll.choice([0.001, 0.4], size), 0.9))
    p_fall = np.where(is_untested, np.nan, np.where(deviation < 0, roll.choice([0.001, 0.4], size), 0.9))
    return {
        "this_week": this.astype(float),
        "last_week": last.astype(float),
        "settled_this": np.floor(this * (1 - out)),
        "settled_last": last.astype(float),
        "days_matched": roll.choice([4, 5, 6, 7, 7, 7], size),
        "release_count": (out > 0).astype(int),
        "data_flag": np.where(roll.random(size) < 0.1, "a link changed", None).astype(object),
        "roster_change": 0.0,
        "deviation": deviation,
        "spread": roll.choice([0.03, 0.1, 0.3], size),
        "weeks_known": np.full(size, 8),
        "p_rise": p_rise,
        "p_fall": p_fall,
        "is_significant_rise": p_rise < 0.01,
        "is_significant_fall": p_fall < 0.01,
        "tests": size,
    }


def enter_badges(engine: Engine, frame: pd.DataFrame) -> None:
    rows = [
        {name: None if pd.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")
    ]
    names = list(rows[0])
    with engine.begin() as connection:
        values = ", ".join(f":{name}" for name in names)
        connection.execute(text(f"insert into mart.badge ({', '.join(names)}) values ({values})"), rows)


@pytest.fixture
def told(warehouse: Engine) -> tuple[Engine, dict[str, Any], pd.DataFrame]:
    """A roster with badges of eight weeks by the rule of 2.0 and 1,000; the inputs and the rows."""
    roll = np.random.default_rng(3)
    size = ARTISTS * WEEKS
    with warehouse.begin() as connection:
        connection.exec_driver_sql(
            "insert into core.platform (code, name, kinds, provider, provider_code) values ('l', 'l', '{}', 'x', 'x')"
        )
        connection.execute(
            text(
                "insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule, "
                "membership) select :code, 'Streams', platform_id, 'track', 'flow', 'streams', 'single', 'links' "
                "from core.platform"
            ),
            {"code": STREAMS},
        )
        ids = []
        for place in range(ARTISTS):
            name = f"Artist {place}"
            enter_card(connection, {"artist": name, "label": "North", "team": TEAMS[place % 3]})
            ids.append(artist_number(connection, name))
        metric_id = number(connection, "metric", STREAMS, "code")
        connection.execute(
            text(
                "insert into mart.artist_week (artist_id, metric_id, week_on, basis, correction, days_present, "
                "days_matched, is_complete, method_version) "
                "values (:artist, :metric, :week, 'tracks', 0, 7, 7, true, 1)"
            ),
            {"artist": ids[0], "metric": metric_id, "week": FRIDAY},
        )
    inputs = made_inputs(roll, size)
    given, said = judged(inputs, np.full(size, 2.0), np.full(size, 1000))
    frame = pd.DataFrame(badge_columns(given, said, SETTINGS)).assign(
        artist_id=np.repeat(ids, WEEKS),
        metric_id=metric_id,
        week_on=np.tile([FRIDAY - timedelta(weeks=back) for back in range(WEEKS)], ARTISTS),
        is_held=said.is_held,
        threshold_rule="global",
    )
    enter_badges(warehouse, frame.astype(object))
    return warehouse, inputs, frame.assign(place=np.repeat(np.arange(ARTISTS), WEEKS))


def asked(engine: Engine, rule: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the page shows before the rule is saved; nothing of it stays."""
    whose = {"team": rule.get("team"), "artist_id": rule.get("artist_id")}
    with engine.connect() as connection:
        figures = {"threshold": rule["threshold"], "floor": rule["floor"]}
        call(connection, "set_threshold", metric=STREAMS, **figures, **whose, done_by="eve")
        return call(connection, "badges_by_rule", metric=STREAMS, **whose)


@pytest.mark.parametrize(
    ("threshold", "floor"), [(2.0, 1000), (1.2, 1000), (1.5, 0), (2.0, 0), (2.5, 200), (3.0, 3000), (10.0, 0)]
)
def test_it_is_what_the_judge_would_say(
    told: tuple[Engine, dict[str, Any], pd.DataFrame], threshold: float, floor: int
) -> None:
    engine, inputs, frame = told
    size = len(frame)
    _, then = judged(inputs, np.full(size, threshold), np.full(size, floor))
    frame = frame.assign(then_raw=then.is_raw, then_confirmed=then.tier == "confirmed")
    frame["confirmed"] = frame["tier"] == "confirmed"
    expected = [
        {
            "week_on": week,
            "artist_count": len(rows),
            "raw_told": int(rows["is_raw"].sum()),
            "raw_then": int(rows["then_raw"].sum()),
            "confirmed_told": int(rows["confirmed"].sum()),
            "confirmed_then": int(rows["then_confirmed"].sum()),
            "gained": sorted(f"Artist {n}" for n in rows[rows["then_confirmed"] & ~rows["confirmed"]]["place"]),
            "lost": sorted(f"Artist {n}" for n in rows[rows["confirmed"] & ~rows["then_confirmed"]]["place"]),
        }
        for week, rows in sorted(frame.groupby("week_on"), reverse=True)
    ]
    found = asked(engine, {"threshold": threshold, "floor": floor})
    assert [row | {"gained": sorted(row["gained"]), "lost": sorted(row["lost"])} for row in found] == expected
    assert sum(row["confirmed_told"] for row in found) > 100, "the roster must have something to lose"
    with engine.connect() as connection:
        kept = connection.execute(text("select threshold, floor from app.spike_rule where metric = :m"), {"m": STREAMS})
        assert kept.all() == [(2.0, 1000)], "a preview leaves nothing behind"


def test_a_team_or_artist_is_asked_about_alone(told: tuple[Engine, dict[str, Any], pd.DataFrame]) -> None:
    engine, _, _ = told
    with engine.begin() as connection:
        mine = artist_number(connection, "Artist 0")  # of team Sea
        call(
            connection, "set_threshold", metric=STREAMS, threshold=5, floor=0, team=None, artist_id=mine, done_by="eve"
        )
    sea = len(range(0, ARTISTS, 3))
    figures = {"threshold": 1.5, "floor": 0}
    assert {row["artist_count"] for row in asked(engine, figures | {"team": "Sea"})} == {sea - 1}
    assert {row["artist_count"] for row in asked(engine, figures)} == {ARTISTS - 1}
    assert {row["artist_count"] for row in asked(engine, figures | {"artist_id": mine})} == {1}


def test_what_can_t_be_set_can_t_be_asked(told: tuple[Engine, dict[str, Any], pd.DataFrame]) -> None:
    with pytest.raises(EntryRefused, match="more than once"):
        asked(told[0], {"threshold": 0, "floor": 0})
