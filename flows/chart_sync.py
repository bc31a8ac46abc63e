"""Flow chart-sync: every active schedule's chart, ranking by ranking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect import flow

from db.errors import GroundswellError
from flows.run_context import RunContext, open_provider, open_run_context
from tasks.audience.metrics import load_metrics
from tasks.audience.store import enter_metrics
from tasks.charts.ranking import RankingHandler
from tasks.charts.schedule_store import list_schedules
from tasks.charts.steps import ChartPlan, plan_chart, sync_platforms
from tasks.providers.soundcharts import PROVIDER, Soundcharts
from tasks.runs.parameters import AsOf, Chart, Force
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.work.drain import Drain
from tasks.work.item import Kind
from tasks.work.stages import Stage, drain_stage

KINDS: tuple[Kind, ...] = ("chart_ranking",)


@dataclass(slots=True)
class ChartSyncResult:
    """What a chart-sync found, and how its rankings ended."""

    charts: list[ChartPlan] = field(default_factory=list)
    stage: Stage = field(default_factory=lambda: Stage("chart rankings"))

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps."""
        self.stage.found = sum(plan.wanted for plan in self.charts)
        self.stage.new = sum(plan.queued for plan in self.charts)
        return {"stages": [self.stage.row()], "why": self.stage.why()}


@flow(name="chart-sync", flow_run_name=run_name("Chart rankings", chart="of {}", as_of="up to {}", force="again"))
def chart_sync(chart: Chart = None, as_of: AsOf = None, force: Force = False) -> None:
    """Read the rankings not known yet of all active charts, or of one. What follows from them is flow cascade."""
    with open_run_context(as_of) as context:
        sync_charts(context, chart, force=force)


def sync_charts(context: RunContext, slug: str | None, *, force: bool = False) -> ChartSyncResult:
    """The body of the flow, for flows that go on from here. A chart that fails does not keep the others back.

    Raises GroundswellError when there is nothing to synchronise, or at the end when a chart failed.
    """
    with context.engine.connect() as connection:
        schedules = [row for row in list_schedules(connection, slug) if row["is_active"]]
    if not schedules:
        which = f"chart {slug}" if slug else "any chart"
        raise GroundswellError(f"There is no active schedule for {which}. Add one with: groundswell schedule add SLUG")
    result = ChartSyncResult()
    failed: list[str] = []
    parameters = {"chart": slug, "as_of": context.as_of, "force": force}
    with (
        recorded(context.engine, "chart-sync", parameters, result.summary),
        open_provider(context, PROVIDER) as make_client,
    ):
        run_task(sync_platforms, context.engine, make_client)
        with context.engine.begin() as connection:
            enter_metrics(connection, load_metrics())
        for row in schedules:
            try:
                result.charts.append(_plan(context, make_client, row["slug"], row["chart_id"], row, force))
            except GroundswellError as error:
                if getattr(error, "failure", None) in ("unauthorized", "quota", "budget", "blocked", "unreachable"):
                    raise
                failed.append(str(error))
        drain = Drain(context.engine, {"chart_ranking": RankingHandler()}, make_client, PROVIDER.parallel)
        drain_stage(result.stage, drain, KINDS)
        if failed:
            raise GroundswellError(" ".join(failed))
    return result


def _plan(
    context: RunContext,
    make_client: Callable[[], Soundcharts],
    slug: str,
    chart_id: int | None,
    row: dict[str, object],
    force: bool,
) -> ChartPlan:
    history, priority = row["history_days"], row["priority"]
    assert isinstance(history, int)
    assert isinstance(priority, int)
    return run_task(
        plan_chart, context.engine, make_client, slug, chart_id, context.as_of, history, priority * 10, force
    )
