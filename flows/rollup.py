"""Flow rollup: weekly figures brought up to date."""

from dataclasses import asdict

from prefect import flow

from flows.run_context import RunContext, open_run_context
from tasks.runs.parameters import Full
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.trends.rollup_store import RolledUp
from tasks.trends.steps import roll_up_weeks


@flow(name="rollup", flow_run_name=run_name("Weekly figures", full="all anew"))
def rollup(full: Full = False) -> None:
    """Roll up what was loaded since the last time; ``full`` builds all weeks anew."""
    with open_run_context() as context:
        run_rollup(context, full=full)


def run_rollup(context: RunContext, *, full: bool = False) -> RolledUp:
    """The body of the flow."""
    done: list[RolledUp] = []

    def summary() -> dict[str, int]:
        return asdict(done[0]) if done else {}

    with recorded(context.engine, "rollup", {"full": full}, summary):
        done.append(run_task(roll_up_weeks, context.engine, full))
    return done[0]
