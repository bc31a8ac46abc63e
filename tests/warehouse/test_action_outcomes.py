"""Outcomes of what was done: planted lifts are found again in a warehouse, and nothing else is called help."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine

from db.copy import copy_frame
from sandbox.promotions import KINDS, Promoted, make_promoted
from tasks.actions.outcome_store import OutcomesMeasured, measure_outcomes
from tasks.actions.settings import action_settings
from tests.emptied import empty
from tests.warehouse.queued import run_sql

SIZES = (100_000,)
WORLD = make_promoted(7)
AS_OF = WORLD.first_on + timedelta(days=WORLD.followers.shape[1])
LIFT = {kind: lift for kind, lift, _ in KINDS}


def enter_world(engine: Engine, world: Promoted) -> None:
    """Artists with cards, their followers by day, streams by week, and what was done for them."""
    empty(engine)
    artists, days = world.followers.shape
    numbers = np.arange(artists)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into core.platform (code, name, kinds, provider, provider_code) "
            "values ('x', 'x', '{audience}', 'x', 'x');"
            "insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule) "
            "select v.c, v.c, p.platform_id, v.e, v.k, 'x', 'single' from core.platform p, (values "
            "('track_luminate_streams', 'track', 'flow'), ('artist_spotify_followers', 'artist', 'stock')) v (c, e, k);"
            "insert into core.artist (artist_id_spotify, name) "
            f"select n, 'A' || n from generate_series(0, {artists - 1}) n;"
            "insert into app.artist_card (artist_id, label, status, confirmed_at, created_by) "
            "select artist_id, 'North', 'confirmed', now(), 'x' from core.artist;"
            "insert into core.audience_series (metric_id, artist_id) select m.metric_id, a.artist_id "
            "from core.artist a, core.metric m where m.code = 'artist_spotify_followers'"
        )
        ids = connection.exec_driver_sql(
            "select a.artist_id, s.series_id from core.artist a join core.audience_series s using (artist_id) "
            "order by artist_id_spotify::int"
        ).all()
        [metric_id] = connection.exec_driver_sql(
            "select metric_id from core.metric where code = 'track_luminate_streams'"
        ).scalars()
        on = [world.first_on + timedelta(days=day) for day in range(days)]
        series = np.array([row.series_id for row in ids])
        points = {"series_id": np.repeat(series, days), "observed_on": on * artists}
        copy_frame(
            connection,
            "core.audience_point",
            pd.DataFrame(points | {"value": world.followers.round().astype(int).ravel()}),
        )
        weeks = world.streams.shape[1]
        owner = np.array([row.artist_id for row in ids])
        rows = {
            "artist_id": np.repeat(owner, weeks),
            "metric_id": metric_id,
            "week_on": [world.first_on + timedelta(weeks=week) for week in range(weeks)] * artists,
            "basis": "tracks",
            "value": world.streams.round().astype(int).ravel(),
            "correction": 0,
            "days_present": 7,
            "is_complete": True,
            "method_version": 0,
        }
        copy_frame(connection, "mart.artist_week", pd.DataFrame(rows))
        done = {
            "artist_id": [owner[one.artist] for one in world.promotions],
            "rule": [one.kind for one in world.promotions],
            "subject": "x",
            "title": "x",
            "step": "x",
            "evidence": "[]",
            "cost": "hours",
            "aims_at": "followers",
            "weight": 0.5,
            "state": "done",
            "done_on": [one.done_on for one in world.promotions],
        }
        copy_frame(connection, "app.action_item", pd.DataFrame(done))
    assert len(numbers) == len(ids)


def measure(engine: Engine, as_of: date = AS_OF) -> OutcomesMeasured:
    return measure_outcomes(engine, as_of, SIZES, action_settings())


@pytest.fixture(scope="module")
def world(shared_warehouse: Engine) -> Engine:
    enter_world(shared_warehouse, WORLD)
    done = measure(shared_warehouse)
    assert (done.measured, done.told) == (len(WORLD.promotions), len(WORLD.promotions))
    return shared_warehouse


def test_planted_lifts_lie_in_their_intervals(world: Engine) -> None:
    rows = run_sql(
        world,
        "select a.rule, o.effect_low, o.effect_high, o.peers, o.reason from mart.action_outcome o "
        "join app.action_item a using (action_id)",
    )
    held = [low <= LIFT[rule] <= high for rule, low, high, _, _ in rows if not rule.startswith("for")]
    assert np.mean(held) >= 0.9
    # of 160 artists half are of the size; those for whom the same was done at the time are no peers
    assert all(60 <= peers < 80 for *_, peers, _ in rows)
    assert all("artists of its size" in reason for *_, reason in rows)


def test_what_helps_is_told_from_what_does_not(world: Engine) -> None:
    rows = run_sql(world, "select rule, is_helpful, effect, actions, reason from mart.rule_outcome")
    told = {row.rule: row for row in rows}
    assert {rule for rule, row in told.items() if row.is_helpful} == {"lifts much", "lifts some"}
    assert told["lifts much"].effect == pytest.approx(LIFT["lifts much"], abs=0.05)
    assert told["lifts much"].reason.startswith("Helped: +")
    assert told["does nothing"].reason.startswith("Not told from chance: ")


def test_what_can_not_be_told_says_why(world: Engine) -> None:
    first = run_sql(world, "select action_id, artist_id, done_on from app.action_item order by 1 limit 2")
    hole, small = first
    run_sql(
        world,
        "delete from core.audience_point p using core.audience_series s where s.series_id = p.series_id "
        "and s.artist_id = :artist_id and p.observed_on between :from_on and :to_on",
        artist_id=hole.artist_id,
        from_on=hole.done_on + timedelta(days=25),
        to_on=hole.done_on + timedelta(days=28),
    )
    run_sql(world, "update mart.artist_week set value = 10 where artist_id = :artist_id", artist_id=small.artist_id)
    run_sql(world, "delete from mart.action_outcome")
    measure_outcomes(world, AS_OF, (100, 10_000_000), action_settings())
    reasons = dict(run_sql(world, "select action_id, reason from mart.action_outcome"))
    assert reasons[hole.action_id] == "Cannot be told: followers were not read four weeks after."
    assert "of about its size" in reasons[small.action_id]
    run_sql(world, "delete from mart.action_outcome")
    measure_outcomes(world, AS_OF, (100, 1_000, 10_000_000), action_settings())
    [(reason, effect, verdict)] = run_sql(
        world,
        "select reason, effect, verdict from mart.action_outcome where action_id = :action_id",
        action_id=small.action_id,
    )
    assert (effect, verdict) == (None, "cannot be told")
    assert reason == "Cannot be told: 0 others of about its size, and 20 are needed."


def test_nothing_is_measured_before_four_weeks_are_over(world: Engine) -> None:
    run_sql(world, "delete from mart.action_outcome")
    newest = max(one.done_on for one in WORLD.promotions)
    measure(world, newest + timedelta(days=28))
    [(open_ones,)] = run_sql(
        world,
        "select count(*) from app.action_item a where not exists "
        "(select from mart.action_outcome o where o.action_id = a.action_id)",
    )
    assert open_ones == sum(one.done_on == newest for one in WORLD.promotions)
