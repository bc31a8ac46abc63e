"""The daily run: no part keeps the rest back, and it ends with what failed and what that means for the figures."""

import gzip
from pathlib import Path

import pytest
from prefect import State

from flows import daily as daily_module
from flows.daily import DailyFailed, daily
from flows.run_context import RunContext
from sandbox.world import World
from tasks.limits.store import set_limit
from tests.cascade import truth
from tests.cascade.running import TRACKS, schedule
from tests.warehouse.queued import run_sql

SLUGS = ("spotify-weekly-gb",)
POSTS = "TIKTOK_SOUND_METRICS.csv.gz"


def run(tiny: World, deliveries: Path | None = None) -> State[None]:
    return daily.fn(tiny.end_on, deliveries_path=str(deliveries) if deliveries else None)


def ends(context: RunContext) -> dict[str, str]:
    """How the last run of each flow ended."""
    return dict(run_sql(context.engine, "select flow, state from ops.run order by run_id"))


def parts(context: RunContext) -> dict[str, str]:
    """How each part of the last daily run ended, by its own record."""
    found = run_sql(
        context.engine,
        "select p ->> 'part', p ->> 'state' from ops.run, jsonb_array_elements(summary -> 'parts') p "
        "where run_id = (select max(run_id) from ops.run where flow = 'daily')",
    )
    return dict(found)


def test_all_that_goes_well_is_completed(context: RunContext, tiny: World) -> None:
    schedule(context, SLUGS)
    assert run(tiny).name == "Completed"
    assert truth.stored_rankings(context.engine) == truth.true_rankings(tiny, SLUGS)
    assert parts(context) == dict.fromkeys(
        (
            "chart-sync",
            "audience-request",
            "cascade",
            "onboard-artist",
            "artist-events",
            "join-identities",
            "rollup",
            "refresh-actions",
        ),
        "completed",
    )
    assert ends(context)["daily"] == "completed"
    assert run_sql(context.engine, "select flow from ops.run where part_of is null") == [("daily",)]


def test_without_a_scheduled_chart_the_figures_are_told_all_the_same(context: RunContext, tiny: World) -> None:
    ended = run(tiny)
    assert ended.name == "Partial"
    assert ended.message.startswith("chart-sync failed. Chart places may be of the day before")
    assert "Why: There is no active schedule for any chart." in ended.message
    assert parts(context)["rollup"] == "completed"
    assert ends(context)["daily"] == "partial"
    [(board,)] = run_sql(context.engine, "select reason from bi.run_board where flow = 'Daily'")
    assert board == ended.message


def test_a_spent_budget_keeps_nothing_else_back(context: RunContext, tiny: World) -> None:
    schedule(context, SLUGS)
    set_limit(context.engine, "soundcharts", daily_budget=25)
    ended = run(tiny)
    assert ended.name == "Partial"
    assert "budget" in ended.message
    assert parts(context)["rollup"] == "completed"
    assert ends(context)["rollup"] == "completed"
    set_limit(context.engine, "soundcharts", daily_budget=1_000_000)
    assert run(tiny).name == "Completed"
    assert truth.stored_credits(context.engine) == truth.true_credits(tiny, SLUGS)


def test_a_refused_delivery_is_no_green_run(context: RunContext, tiny: World, tmp_path: Path) -> None:
    schedule(context, SLUGS)
    drop = tmp_path / "drops" / "2026-01-02"
    drop.mkdir(parents=True)
    (drop / POSTS).write_bytes(gzip.compress(b"A,B\n1,2\n"))
    ended = run(tiny, tmp_path / "drops")
    assert ended.name == "Partial"
    assert POSTS.split(".")[0] in ended.message
    assert "lack what was not loaded" in ended.message
    assert parts(context)["cascade"] == "completed"


def test_a_defect_of_one_part_ends_the_run_after_all_others(
    context: RunContext, tiny: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule(context, SLUGS)

    def broken() -> None:
        raise ZeroDivisionError("of our own")

    monkeypatch.setattr(daily_module.join_identities, "fn", broken)
    with pytest.raises(ZeroDivisionError):
        run(tiny)
    assert ends(context) == {
        "daily": "failed", "chart-sync": "completed", "cascade": "completed", "onboard-artist": "completed",
        "artist-events": "completed",
        "rollup": "completed", "refresh-actions": "completed",
    }  # fmt: skip


def test_when_nothing_went_well_it_failed(context: RunContext, tiny: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*given: object) -> None:
        raise DailyFailed("stopped")

    for part in (
        "chart_sync",
        "audience_request",
        "cascade",
        "onboard_artist",
        "artist_events",
        "join_identities",
        "rollup",
        "refresh_actions",
    ):
        monkeypatch.setattr(getattr(daily_module, part), "fn", stopped)
    with pytest.raises(DailyFailed, match=r"chart-sync failed[.] .* Why: stopped"):
        run(tiny)
    assert ends(context) == {"daily": "failed"}


def test_a_run_is_compared_with_the_one_before(context: RunContext, tiny: World) -> None:
    schedule(context, SLUGS)
    run(tiny)
    run(tiny)
    [(run_id,)] = run_sql(context.engine, "select max(run_id) from ops.run where flow = 'daily'")
    compared = daily_module.compare_with_last(context.engine, run_id)
    rows = {row["measure"]: (row["this_run"], row["run_before"], row["change"]) for row in compared}
    assert compared[0]["measure"] == "soundcharts: calls", "the answer to why less was fetched stands first"
    stages = [abs(row["change"]) for row in compared if row["measure"].startswith("track ")]
    assert stages == sorted(stages, reverse=True)
    assert rows["chart rankings: fetched"][1] > 0
    assert rows["track metadata: new"] == (0, TRACKS, -TRACKS)
    [(calls,)] = run_sql(context.engine, "select count(*) from ops.call")
    this, before, _ = rows["soundcharts: calls"]
    assert this + before == calls
