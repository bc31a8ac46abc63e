"""The full refresh runs its parts in order, and one that fails does not keep the others back."""

from flows.full_refresh import full_refresh
from tests.growth.conftest import Open, followed
from tests.warehouse.queued import run_sql

ORDER = ["chart-sync", "cascade", "link-works", "rollup", "collect-growth", "refresh-actions"]


def test_a_failed_part_is_named_and_the_rest_goes_on(opened: Open) -> None:
    with opened() as session:
        state = full_refresh.fn()
        (run,) = run_sql(session.engine, "select state, reason, summary from ops.run where flow = 'full-refresh'")
        measured = run_sql(session.engine, "select visibility_score from mart.growth_metric")
    parts = run.summary["parts"]
    assert [part["part"] for part in parts] == ORDER
    failed = [part["part"] for part in parts if part["state"] == "failed"]
    assert "chart-sync" in failed, "no chart is scheduled here"
    assert "collect-growth" not in failed
    assert state.name == "Partial"
    assert run.state == "partial"
    assert "There is no active schedule for any chart" in run.reason
    assert len(measured) == len(followed())
