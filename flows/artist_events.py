"""Flow artist-events: what happened to followed artists that may explain a week, and whom they are like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect import flow

from flows.run_context import RunContext, open_provider, open_run_context
from tasks.catalog.track import TrackMetadataHandler
from tasks.events.handler import EventHandler
from tasks.events.steps import plan_event_stage
from tasks.providers.soundcharts import PROVIDER
from tasks.runs.parameters import AsOf
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.work.drain import Drain
from tasks.work.handler import Handler
from tasks.work.item import Kind
from tasks.work.stages import Stage, drain_stage

STAGES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("artist ids", ("artist_identity",)),
    ("events", ("artist_playlists", "artist_concerts", "artist_chart_places", "artist_related", "track_radio")),
    ("tiktok sounds", ("tiktok_sound",)),
    ("tracks of events", ("track_metadata",)),
)


@dataclass(slots=True)
class EventsResult:
    """What was read, stage by stage."""

    stages: list[Stage] = field(default_factory=list)

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps."""
        return {"stages": [stage.row() for stage in self.stages], "why": self.why()}

    def why(self) -> list[Mapping[str, Any]]:
        """What was not fetched, and why, over all stages."""
        return [row for stage in self.stages for row in stage.why()]


@flow(name="artist-events", flow_run_name=run_name("Events", as_of="up to {}", weeks="weeks: {}"))
def artist_events(as_of: AsOf = None, weeks: int = 1) -> None:
    """Read playlists, concerts, chart places and similar artists of followed artists, and the radio play of their
    tracks that moved in the last ``weeks`` closed weeks.
    """
    with open_run_context(as_of) as context:
        run_artist_events(context, weeks)


def run_artist_events(context: RunContext, weeks: int = 1) -> EventsResult:
    """The body of the flow. Raises whatever stopped the provider; what waits is read by the next run."""
    result = EventsResult()
    with (
        recorded(context.engine, "artist-events", {"as_of": context.as_of, "weeks": weeks}, result.summary),
        open_provider(context, PROVIDER) as make_client,
    ):
        events = EventHandler(context.engine, context.as_of)
        handlers: dict[Kind, Handler[Any]] = {kind: events for _, kinds in STAGES[:3] for kind in kinds}
        handlers["track_metadata"] = TrackMetadataHandler()
        drain: Drain[Any] = Drain(context.engine, handlers, make_client, PROVIDER.parallel)
        for name, kinds in STAGES:
            planned = run_task(plan_event_stage, name, context.engine, kinds, weeks)
            stage = Stage(name, planned.found, planned.new, planned.again)
            result.stages.append(stage)
            drain_stage(stage, drain, kinds)
    return result
