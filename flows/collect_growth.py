"""Flow collect-growth: a snapshot of every followed artist from the sources that may be asked, and its figures."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from prefect import State, flow
from prefect.states import Completed

from db.errors import GroundswellError
from flows.run_context import RunContext, open_provider, open_run_context, provider_settings
from tasks.audience.handler import AudienceHandler
from tasks.audience.metrics import load_metrics
from tasks.audience.popularity import PopularityHandler
from tasks.audience.store import enter_metrics, popularity_metrics, read_offer
from tasks.charts.steps import sync_platforms
from tasks.events.handler import EventHandler
from tasks.events.steps import plan_event_stage
from tasks.growth import steps
from tasks.growth.audio import AudioFeaturesHandler
from tasks.growth.audio_store import unprofiled_tracks
from tasks.growth.rollup_store import Measured
from tasks.growth.snapshot import RightLost, SnapshotHandler
from tasks.growth.sources import SOUNDCHARTS as BY_SOUNDCHARTS
from tasks.growth.sources import SPOTIFY as BY_SPOTIFY
from tasks.growth.sources import chosen
from tasks.growth.store import count_followed, put_platform, read_targets
from tasks.providers.descriptor import Provider
from tasks.providers.errors import ProviderError, Unauthorized
from tasks.providers.reccobeats import PROVIDER as RECCOBEATS
from tasks.providers.soundcharts import PROVIDER as SOUNDCHARTS
from tasks.providers.spotify import PROVIDER as SPOTIFY
from tasks.readers.growth_settings import growth_settings
from tasks.runs.parameters import AsOf
from tasks.runs.prefect_run import note, run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.work.drain import Drain
from tasks.work.handler import Handler
from tasks.work.item import Kind
from tasks.work.stages import Stage, drain_stage

PARTIAL = "Partial"
# What Soundcharts is asked for where a field comes from it.
SERIES = {
    "followers": "artist_audience",
    "markets": "artist_audience",
    "popularity": "artist_popularity",
    "track_popularity": "track_popularity",
}


@dataclass(slots=True)
class GrowthResult:
    """What a run did. ``sources``: where each field came from; ``stopped``: providers not asked to the end, and why."""

    day: date
    sources: dict[str, str | None] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stopped: dict[str, str] = field(default_factory=dict)
    measured: Measured | None = None

    def why(self) -> list[Mapping[str, Any]]:
        """What was not read, and why, over all stages."""
        return [row for stage in self.stages for row in stage.why()]

    def partial(self) -> str | None:
        """In sentences what is missing of the day; None where nothing is."""
        failed = [row for row in self.why() if row["end"] in ("retry", "dead")]
        lines = [f"{name} could not be asked to the end: {reason}" for name, reason in self.stopped.items()]
        lines += [f"{row['items']} of {row['kind']} could not be read: {row['example']}" for row in failed]
        return "\n".join(lines) or None

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps and --json prints."""
        return {
            "day": str(self.day),
            "stages": [stage.row() for stage in self.stages],
            **(asdict(self.measured) if self.measured is not None else {}),
            "sources": self.sources,
            "why": self.why(),
            "notes": self.notes,
            "stopped": self.stopped,
        }


@flow(name="collect-growth", flow_run_name=run_name("Growth", as_of="of {}"))
def collect_growth(as_of: AsOf = None) -> State[None]:
    """Read followers, popularity, markets, top tracks and audio features of followed artists, then the day's figures.

    ``as_of``: a past day, told by sources that keep history; Spotify tells of today alone. Ends Partial where a
    provider or an artist could not be read; all else is kept, and the next run goes on.
    """
    with open_run_context() as context:
        partial = run_collect_growth(context, as_of).partial()
    return Completed(name=PARTIAL, message=partial) if partial else Completed()


def run_collect_growth(context: RunContext, day: date | None = None) -> GrowthResult:
    """The body of the flow. Raises GroundswellError where nobody is followed, or for a day that is still to come."""
    result = GrowthResult(day or context.as_of)
    if result.day > context.as_of:
        raise GroundswellError(f"{result.day} is still to come; the newest day is {context.as_of}.")
    if not count_followed(context.engine):
        raise GroundswellError("No artist is followed yet. Begin with: groundswell card add LINK --label LABEL")
    with recorded(context.engine, "collect-growth", {"day": result.day}, result.summary) as record:
        _Collection(context, result).run()
        result.measured = run_task(steps.measure_growth, context.engine, result.day)
        record.partial = result.partial()
    for line in (*result.notes, *(record.partial or "").splitlines()):
        note(line)
    return result


class _Collection:
    """The sources one after the other, each whatever became of the one before."""

    def __init__(self, context: RunContext, result: GrowthResult) -> None:
        self.context, self.engine, self.day, self.result = context, context.engine, result.day, result
        self.allowed: dict[str, bool] = {}
        with self.engine.begin() as connection:
            put_platform(connection)
            enter_metrics(connection, load_metrics())

    def run(self) -> None:
        if self.day == self.context.as_of:
            self._ask(SPOTIFY, self._snapshots)
        else:
            self.result.notes.append(f"Spotify tells of today alone; it was not asked about {self.day}.")
        # a key that was stopped half way tells nothing more today: the others fill in
        is_asked = SPOTIFY.name not in self.result.stopped
        self.result.sources = chosen(self.allowed if is_asked else {}, (BY_SPOTIFY, BY_SOUNDCHARTS))
        self._ask(SOUNDCHARTS, self._series)
        run_task(steps.read_listened_markets, self.engine, self.day)
        run_task(steps.read_listed_genres, self.engine, self.day)
        run_task(steps.profile_songs, self.engine, self.day)
        self._ask(RECCOBEATS, self._audio)

    def _ask(self, provider: Provider[Any], work: Callable[[Callable[[], Any]], None]) -> None:
        with ExitStack() as stack:
            try:
                make_client = stack.enter_context(open_provider(self.context, provider))
            except Unauthorized as missing:
                self.result.notes.append(f"{provider.name} is left out: {missing}")
                return
            try:
                work(make_client)
            except ProviderError as stopped:
                self.result.stopped[provider.name] = str(stopped)

    def _snapshots(self, make_client: Callable[[], Any]) -> None:
        targets, markets = read_targets(self.engine), growth_settings().markets
        client_id = provider_settings(self.context.data_dir, SPOTIFY).client_id
        findings = run_task(steps.find_capabilities, self.engine, make_client, client_id, targets, markets[0])
        self.allowed = {feature: finding.is_available for feature, finding in findings.items()}
        wanted = [name for name, source in chosen(self.allowed, (BY_SPOTIFY,)).items() if source == BY_SPOTIFY]
        if not wanted:
            self.result.notes.append("Spotify tells this key nothing of growth. See: groundswell growth sources")
            return
        handler = SnapshotHandler(targets, wanted, self.allowed, markets, self.day, unprofiled_tracks(self.engine))
        only = run_task(steps.plan_snapshots, self.engine, self.day, list(targets))
        try:
            self._drain("artist snapshots", SPOTIFY, {"artist_snapshot": handler}, make_client, only)
        except RightLost:
            run_task(steps.forget_capabilities, self.engine, client_id)
            raise

    def _series(self, make_client: Callable[[], Any]) -> None:
        ids = EventHandler(self.engine, self.day)
        planned = run_task(plan_event_stage, "artist ids", self.engine, ("artist_identity",))
        stage = Stage("artist ids", planned.found, planned.new, planned.again)
        self.result.stages.append(stage)
        drain: Drain[Any] = Drain(self.engine, {"artist_identity": ids}, make_client, SOUNDCHARTS.parallel)
        drain_stage(stage, drain, ("artist_identity",))
        kinds = {
            SERIES[name] for name, source in self.result.sources.items() if source == BY_SOUNDCHARTS and name in SERIES
        }
        with self.engine.connect() as connection:
            offer, metrics = read_offer(connection), popularity_metrics(connection)
        if "audience" not in offer.platform_kinds[BY_SPOTIFY]:
            run_task(sync_platforms, self.engine, make_client)
            with self.engine.connect() as connection:
                offer = read_offer(connection)
        popularity = PopularityHandler(metrics, offer.history, self.day)
        handlers: dict[Kind, Handler[Any]] = {
            "artist_audience": AudienceHandler(offer, self.day),
            "artist_popularity": popularity,
            "track_popularity": popularity,
        }
        only = run_task(steps.plan_growth_series, self.engine, sorted(kinds), self.day)
        self._drain("levels and popularity", SOUNDCHARTS, handlers, make_client, only)

    def _audio(self, make_client: Callable[[], Any]) -> None:
        tracks = unprofiled_tracks(self.engine)
        only = run_task(steps.plan_audio_features, self.engine, list(tracks))
        handler = AudioFeaturesHandler(tracks, self.day)
        self._drain("audio features", RECCOBEATS, {"audio_features": handler}, make_client, only)

    def _drain(
        self,
        name: str,
        provider: Provider[Any],
        handlers: Mapping[Kind, Handler[Any]],
        make_client: Callable[[], Any],
        only: Sequence[int],
    ) -> None:
        stage = Stage(name, found=len(only))
        self.result.stages.append(stage)
        drain: Drain[Any] = Drain(self.engine, handlers, make_client, provider.parallel)
        drain_stage(stage, drain, list(handlers), only)
