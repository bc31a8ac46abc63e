"""What charts lead to is queued once, again when it is stale, and within the budget of its schedule."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from tasks.cascade.prediction import Prediction
from tasks.cascade.store import Planned, predict
from tests.warehouse.charted import TODAY, chart, finish_all, items, planned
from tests.warehouse.queued import run_sql

TWO = {"T1": ["A1", "A2"], "T2": ["A1"]}
# 2 songs and 2 artists: metadata of each, songs on 2 platforms, artists on 1
OF_TWO = {
    ("track_metadata", "T1", ""),
    ("track_metadata", "T2", ""),
    ("artist_metadata", "A1", ""),
    ("artist_metadata", "A2", ""),
    ("track_audience", "T1", "spotify"),
    ("track_audience", "T1", "shazam"),
    ("track_audience", "T2", "spotify"),
    ("track_audience", "T2", "shazam"),
    ("artist_audience", "A1", "spotify"),
    ("artist_audience", "A2", "spotify"),
}


def test_everything_a_chart_leads_to_is_queued(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO)
    assert planned(warehouse) == Planned(found=10, new=10, again=0, over_budget=0)
    assert items(warehouse) == OF_TWO


def test_only_the_kinds_asked_for(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO)
    assert planned(warehouse, kinds=("artist_metadata",)).new == 2
    assert {kind for kind, _, _ in items(warehouse)} == {"artist_metadata"}


def test_planning_twice_adds_nothing(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO)
    planned(warehouse)
    before = run_sql(warehouse, "select * from ops.work order by work_id")
    assert planned(warehouse) == Planned(found=10, new=0, again=0, over_budget=0)
    assert run_sql(warehouse, "select * from ops.work order by work_id") == before
    finish_all(warehouse)
    assert planned(warehouse) == Planned(found=10, new=0, again=0, over_budget=0)


def test_audiences_are_queued_again_when_their_days_are_over(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO)
    planned(warehouse)
    finish_all(warehouse)
    assert planned(warehouse, TODAY).again == 0
    assert planned(warehouse, TODAY + timedelta(days=1)).again == 4, "songs daily"
    finish_all(warehouse, TODAY + timedelta(days=1))
    run_sql(warehouse, "update ops.work set covered_until = :day where kind = 'artist_audience'", day=TODAY)
    assert planned(warehouse, TODAY + timedelta(days=1)).again == 0
    later = planned(warehouse, TODAY + timedelta(days=2), kinds=("artist_audience",))
    assert later == Planned(found=2, new=0, again=2, over_budget=0), "artists every other day"
    rows = run_sql(
        warehouse, "select state, attempts, covered_from, covered_until from ops.work where kind ~ '^artist_a'"
    )
    assert {tuple(row) for row in rows} == {("pending", 0, TODAY + timedelta(days=1 - 179), TODAY)}


def test_audiences_follow_the_day_of_the_run_and_not_the_clock(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO, at="2020-01-02 12:00Z")
    long_ago = date(2020, 1, 2)
    assert planned(warehouse, long_ago).new == 10
    finish_all(warehouse, long_ago)
    assert planned(warehouse, long_ago).again == 0
    assert planned(warehouse, long_ago + timedelta(days=1)).again == 4


@pytest.mark.parametrize(("age", "again"), [("29 days", 0), ("31 days", 4)])
def test_metadata_is_queued_again_after_a_month(warehouse: Engine, age: str, again: int) -> None:
    chart(warehouse, "us", TWO)
    planned(warehouse)
    finish_all(warehouse)
    run_sql(warehouse, "update ops.work set done_at = now() - cast(:age as interval)", age=age)
    assert planned(warehouse).again == again


@pytest.mark.parametrize(("age", "again"), [("23 hours", 0), ("25 hours", 4)])
def test_what_the_provider_did_not_know_is_asked_again_as_well(warehouse: Engine, age: str, again: int) -> None:
    chart(warehouse, "us", TWO)
    planned(warehouse)
    finish_all(warehouse, outcome="no_data")
    run_sql(
        warehouse,
        "update ops.work set covered_from = null, covered_until = null, done_at = now() - cast(:age as interval)",
        age=age,
    )
    assert planned(warehouse).again == again


@pytest.mark.parametrize(
    ("switch", "gone"),
    [
        ("auto_fetch_track_metadata", {"track_metadata"}),
        ("auto_fetch_artist_metadata", {"artist_metadata"}),
        ("auto_fetch_audience", {"track_audience", "artist_audience"}),
    ],
)
def test_a_switch_that_is_off_queues_nothing(warehouse: Engine, switch: str, gone: set[str]) -> None:
    chart(warehouse, "us", TWO, **{switch: False})
    planned(warehouse)
    assert items(warehouse) == {item for item in OF_TWO if item[0] not in gone}


def test_a_chart_that_is_not_active_leads_nowhere(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO, is_active=False)
    assert planned(warehouse) == Planned(0, 0, 0, 0)


def test_one_chart_by_itself(warehouse: Engine) -> None:
    chart(warehouse, "us", {"T1": ["A1"]})
    chart(warehouse, "gb", {"T2": ["A2"]})
    planned(warehouse, slug="gb")
    assert {name for _, name, _ in items(warehouse)} == {"T2", "A2"}


def test_old_rankings_lead_nowhere_unless_everything_is_wanted(warehouse: Engine) -> None:
    chart(warehouse, "us", {"T1": ["A1"]}, at="2026-11-01 12:00Z", history_days=14)
    assert planned(warehouse).found == 0
    assert planned(warehouse, everything=True).new == 5


def test_a_song_of_two_charts_is_queued_once_with_the_higher_priority(warehouse: Engine) -> None:
    chart(warehouse, "us", {"T1": ["A1"]}, priority=1)
    chart(warehouse, "gb", {"T1": ["A1"]}, priority=3)
    assert planned(warehouse).new == 5
    assert {tuple(row) for row in run_sql(warehouse, "select priority, queued_for from ops.work")} == {(32, "gb")}


def test_the_top_of_a_chart_goes_first(warehouse: Engine) -> None:
    chart(warehouse, "us", {f"T{n}": ["A1"] for n in range(1, 62)})
    planned(warehouse, kinds=("track_metadata", "artist_metadata"))
    by_name = {row.entity_name: row.priority for row in run_sql(warehouse, "select * from mart.fetch_state")}
    assert [by_name[name] for name in ("T1", "T10", "T11", "T50", "T51", "T61", "A1")] == [2, 2, 1, 1, 0, 0, 2]


def test_delays_of_the_schedule_are_kept(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO, metadata_delay_seconds=5, audience_delay_seconds=90)
    planned(warehouse)
    delays = run_sql(warehouse, "select kind, extract(epoch from next_try_at - queued_at)::int from ops.work")
    assert {tuple(row) for row in delays} == {
        ("track_metadata", 5),
        ("artist_metadata", 5),
        ("track_audience", 90),
        ("artist_audience", 90),
    }


def by_day(engine: Engine) -> list[int]:
    """Number of open items by day, today first."""
    rows = run_sql(
        engine,
        "select (next_try_at at time zone 'UTC')::date - (now() at time zone 'UTC')::date as days_off, count(*) "
        "from ops.work where state <> 'done' group by 1 order by 1",
    )
    assert [row.days_off for row in rows] == list(range(len(rows)))
    return [row.count for row in rows]


def test_beyond_the_budget_waits_queued_for_tomorrow(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO, daily_call_budget=7, audience_delay_seconds=0)
    assert planned(warehouse) == Planned(found=10, new=10, again=0, over_budget=3)
    assert items(warehouse) == OF_TWO
    assert by_day(warehouse) == [7, 3]
    reasons = run_sql(warehouse, "select distinct reason from ops.work where next_try_at > now()")
    assert reasons == [("the budget of the day for us is spent",)]
    assert planned(warehouse).new == 0


def test_no_day_gets_more_than_the_budget(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO, daily_call_budget=3, audience_delay_seconds=0)
    assert planned(warehouse).over_budget == 7
    assert by_day(warehouse) == [3, 3, 3, 1]


def test_calls_made_today_count_against_the_budget(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO, daily_call_budget=5, audience_delay_seconds=0)
    planned(warehouse, kinds=("track_metadata",))
    run_sql(
        warehouse,
        "insert into ops.call (provider, endpoint, work_id, called_at, waited_ms, elapsed_ms, cost) "
        "select 'soundcharts', 'song', work_id, now(), 0, 0, 1 from ops.work",
    )
    finish_all(warehouse)
    result = planned(warehouse, kinds=("track_audience",))
    assert (result.new, result.over_budget) == (4, 1)


def test_force_queues_done_and_dead_and_leaves_the_rest(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO)
    planned(warehouse)
    finish_all(warehouse)
    run_sql(warehouse, "update ops.work set state = 'dead', attempts = 8, reason = 'x' where kind = 'artist_metadata'")
    run_sql(warehouse, "update ops.work set state = 'retry', attempts = 3, reason = 'y' where kind = 'track_metadata'")
    assert planned(warehouse, force=True) == Planned(found=10, new=0, again=8, over_budget=0)
    rows = run_sql(warehouse, "select kind, state, attempts, covered_from, covered_until from ops.work")
    assert {tuple(row) for row in rows} == {
        ("track_metadata", "retry", 3, None, None),
        ("artist_metadata", "pending", 0, None, None),
        ("track_audience", "pending", 0, None, None),
        ("artist_audience", "pending", 0, None, None),
    }


def test_dead_items_stay_dead_without_force(warehouse: Engine) -> None:
    chart(warehouse, "us", TWO)
    planned(warehouse)
    finish_all(warehouse, state="dead", outcome=None)
    assert planned(warehouse, TODAY + timedelta(days=100)) == Planned(found=10, new=0, again=0, over_budget=0)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        # 4 metadata calls, and 180 days in windows of 90 for 4 audiences of songs and 2 of artists
        (None, Prediction(items=10, calls=4 + 6 * 2)),
        ("none such", Prediction(0, 0)),
    ],
)
def test_a_forced_refresh_is_foretold(warehouse: Engine, slug: str | None, expected: Any) -> None:
    chart(warehouse, "us", TWO)
    assert predict(warehouse, TODAY, slug, 90) == expected
