"""Flow cascade: from charts to the metadata and audience of every track and artist in them, by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect import flow

from db.errors import GroundswellError
from flows.run_context import RunContext, open_provider, open_run_context
from tasks.audience.handler import AudienceHandler
from tasks.audience.store import read_offer
from tasks.cascade.steps import check_orphans, plan_stage
from tasks.cascade.store import predict
from tasks.catalog.artist import ArtistMetadataHandler
from tasks.catalog.track import TrackMetadataHandler
from tasks.providers.soundcharts import PROVIDER
from tasks.providers.soundcharts.endpoints import WINDOW_DAYS
from tasks.runs.ask import ask_reason
from tasks.runs.parameters import AsOf, Chart, Force, Reason
from tasks.runs.prefect_run import publish_table, run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.work.drain import Drain
from tasks.work.handler import Handler
from tasks.work.item import Kind
from tasks.work.stages import Stage, drain_stage

STAGES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("track metadata", ("track_metadata",)),
    ("artist metadata", ("artist_metadata",)),
    ("audience", ("track_audience", "artist_audience")),
)


class OrphansFound(GroundswellError):
    """The cascade ended and something the charts name is unaccounted for."""


@dataclass(slots=True)
class CascadeResult:
    """What a cascade did, stage by stage, and what it left unaccounted for (nothing, when all is well)."""

    stages: list[Stage] = field(default_factory=list)
    orphans: list[dict[str, Any]] = field(default_factory=list)

    def table(self) -> list[Mapping[str, Any]]:
        """One row a stage."""
        return [stage.row() for stage in self.stages]

    def why(self) -> list[Mapping[str, Any]]:
        """What was not fetched, and why, over all stages."""
        return [row for stage in self.stages for row in stage.why()]

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps."""
        return {"stages": self.table(), "why": self.why(), "orphans": len(self.orphans)}


@flow(name="cascade", flow_run_name=run_name("Cascade", chart="of {}", as_of="up to {}", force="by force"))
def cascade(chart: Chart = None, as_of: AsOf = None, force: Force = False, reason: Reason = None) -> None:
    """Fetch what the charts lead to and is new or stale; ``force`` with a reason fetches all of it again.

    A run in the Prefect UI without a reason foretells its calls and asks for one before it starts.
    """
    with open_run_context(as_of) as context:
        run_cascade(context, chart, force=force, reason=reason)


def run_cascade(
    context: RunContext,
    slug: str | None,
    *,
    force: bool = False,
    reason: str | None = None,
    everything: bool = False,
    flow_name: str = "cascade",
) -> CascadeResult:
    """The body of the flow. ``everything`` looks at charts of any age (sweep-gaps).

    Raises GroundswellError: a forced refresh without a reason, whatever stopped the provider, orphans at the end.
    """
    parameters = {"chart": slug, "as_of": context.as_of, "force": force, "everything": everything}
    predicted = predict(context.engine, context.as_of, slug, WINDOW_DAYS).calls if force else None
    if predicted is not None and not reason:
        reason = ask_reason(predicted)
    result = CascadeResult()
    with recorded(context.engine, flow_name, parameters, result.summary, reason, predicted):
        _run_stages(context, slug, result, force=force, everything=everything)
        result.orphans = run_task(check_orphans, context.engine, context.as_of, slug)
        publish_table("orphans", result.orphans, "Named in a chart and unaccounted for")
        if result.orphans:
            first = result.orphans[0]
            raise OrphansFound(
                f"{len(result.orphans)} things the charts name are unaccounted for, the first is {first['missing']} of "
                f"{first['entity_kind']} {first['entity_name']}. Run: groundswell sweep"
            )
    return result


def _run_stages(
    context: RunContext,
    slug: str | None,
    result: CascadeResult,
    *,
    force: bool,
    everything: bool,
) -> None:
    with open_provider(context, PROVIDER) as make_client:
        with context.engine.connect() as connection:
            offer = read_offer(connection)
        audience = AudienceHandler(offer, context.as_of)
        handlers: dict[Kind, Handler[Any]] = {
            "track_metadata": TrackMetadataHandler(),
            "artist_metadata": ArtistMetadataHandler(),
            "track_audience": audience,
            "artist_audience": audience,
        }
        drain: Drain[Any] = Drain(context.engine, handlers, make_client, PROVIDER.parallel)
        for name, kinds in STAGES:
            planned = run_task(plan_stage, name, context.engine, kinds, context.as_of, slug, force, everything)
            stage = Stage(name, planned.found, planned.new, planned.again, planned.over_budget)
            result.stages.append(stage)
            drain_stage(stage, drain, kinds)
