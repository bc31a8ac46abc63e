"""A run that is stopped half way keeps what it has, says why, and the next one ends where an undisturbed one ends."""

import pytest

from db.errors import GroundswellError
from db.fingerprint import fingerprint
from flows.cascade import run_cascade
from flows.chart_sync import sync_charts
from flows.run_context import RunContext
from sandbox.world import World
from tasks.limits.store import set_limit
from tasks.providers.errors import BudgetSpent, QuotaExhausted, Unauthorized, Unreachable
from tests.cascade import truth
from tests.cascade.running import schedule
from tests.sandbox.standin import StandIn
from tests.warehouse.queued import run_sql

SLUGS = ("spotify-weekly-gb",)


@pytest.fixture
def session(context: RunContext) -> RunContext:
    schedule(context, SLUGS)
    return context


def assert_complete(session: RunContext, tiny: World) -> None:
    assert truth.stored_rankings(session.engine) == truth.true_rankings(tiny, SLUGS)
    assert truth.stored_credits(session.engine) == truth.true_credits(tiny, SLUGS)
    true = truth.true_series(tiny, SLUGS)
    assert truth.stored_series(session.engine) == {key: true[key] for key in true if "tiktok_videos" not in key[1]}
    assert run_sql(session.engine, "select distinct state from ops.work") == [("done",)]


def test_a_quota_that_runs_out(session: RunContext, provider: StandIn, tiny: World) -> None:
    sync_charts(session, None)
    provider.set_quota(30)
    with pytest.raises(QuotaExhausted, match="stay queued"):
        run_cascade(session, None)
    states = dict(run_sql(session.engine, "select state, count(*) from ops.work group by state"))
    assert set(states) == {"done", "pending"}
    assert run_sql(session.engine, "select max(attempts) from ops.work where state = 'pending'") == [(0,)]
    ((reason,),) = run_sql(session.engine, "select reason from ops.run where state = 'failed'")
    assert reason.startswith("Soundcharts' quota of calls is used up")
    provider.set_quota(1_000_000)
    set_limit(session.engine, "soundcharts")  # lifts the block
    run_cascade(session, None)
    assert_complete(session, tiny)


def test_a_budget_that_is_spent(session: RunContext, tiny: World) -> None:
    sync_charts(session, None)
    ((spent,),) = run_sql(session.engine, "select spent_calls from ops.rate_limit where provider = 'soundcharts'")
    set_limit(session.engine, "soundcharts", daily_budget=spent + 25)
    with pytest.raises(BudgetSpent, match="budget"):
        run_cascade(session, None)
    assert run_sql(session.engine, "select spent_calls from ops.rate_limit where provider = 'soundcharts'") == [
        (spent + 25,)
    ]
    set_limit(session.engine, "soundcharts", no_budget=True)
    run_cascade(session, None)
    assert_complete(session, tiny)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("SOUNDCHARTS_API_KEY", "gu3ssed", Unauthorized),
        ("SOUNDCHARTS_BASE_URL", "http://127.0.0.1:9", Unreachable),
    ],
)
def test_a_provider_that_can_not_be_used_changes_nothing(
    session: RunContext, tiny: World, monkeypatch: pytest.MonkeyPatch, name: str, value: str, error: type[Exception]
) -> None:
    sync_charts(session, None)
    before = fingerprint(session.engine)
    with monkeypatch.context() as patch:
        patch.setenv(name, value)
        with pytest.raises(error) as told:
            run_cascade(session, None)
    assert "gu3ssed" not in str(told.value)
    assert fingerprint(session.engine) == before
    run_cascade(session, None)
    assert_complete(session, tiny)


def test_a_chart_that_does_not_exist_keeps_no_other_back(session: RunContext, tiny: World) -> None:
    schedule(session, ["no-such-chart"], priority=9)
    with pytest.raises(GroundswellError, match="no chart 'no-such-chart'"):
        sync_charts(session, None)
    assert truth.stored_rankings(session.engine) == truth.true_rankings(tiny, SLUGS)


def test_without_a_schedule_there_is_nothing_to_do(session: RunContext) -> None:
    run_sql(session.engine, "update ops.chart_schedule set is_active = false")
    with pytest.raises(GroundswellError, match="schedule add"):
        sync_charts(session, None)


def test_a_forced_refresh_asks_for_all_again_with_its_reason(session: RunContext, tiny: World) -> None:
    sync_charts(session, None)
    run_cascade(session, None)
    before = fingerprint(session.engine)
    with pytest.raises(GroundswellError, match="reason"):
        run_cascade(session, None, force=True)
    again = run_cascade(session, None, force=True, reason="figures looked wrong")
    assert [(stage.new, stage.again) for stage in again.stages] == [(0, stage.found) for stage in again.stages]
    assert fingerprint(session.engine) == before
    ((reason, predicted, calls),) = run_sql(
        session.engine,
        "select r.reason, r.predicted_calls, (select count(*) from ops.call c where c.called_at >= r.started_at) "
        "from ops.run r order by run_id desc limit 1",
    )
    assert reason == "figures looked wrong"
    assert 0 < calls <= predicted
