"""Flow onboard-artist: who an artist is and what it has out, for a card the vendor's tables do not hold yet."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from prefect import flow

from flows.run_context import RunContext, open_provider, open_run_context
from tasks.catalog.artist import ArtistMetadataHandler
from tasks.catalog.track import TrackMetadataHandler
from tasks.enrichment.catalog_store import put_album, put_track
from tasks.events.handler import EventHandler
from tasks.onboarding.handler import ArtistSongsHandler, SpotifyArtistHandler
from tasks.onboarding.steps import plan_onboarding_stage
from tasks.onboarding.store import is_unknown
from tasks.providers.errors import Unauthorized
from tasks.providers.soundcharts import PROVIDER
from tasks.providers.spotify import PROVIDER as SPOTIFY
from tasks.runs.parameters import ArtistNumber
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.work.drain import Drain
from tasks.work.handler import Handler
from tasks.work.item import Kind
from tasks.work.stages import Stage, drain_stage

KINDS: tuple[Kind, ...] = ("artist_identity", "artist_metadata", "artist_songs", "track_metadata")


@dataclass(slots=True)
class OnboardingResult:
    """What was fetched, stage by stage."""

    stages: list[Stage] = field(default_factory=list)

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps."""
        why = [row for stage in self.stages for row in stage.why()]
        return {"stages": [stage.row() for stage in self.stages], "why": why}


@flow(name="onboard-artist", flow_run_name=run_name("New artist", artist_id="{}"))
def onboard_artist(artist_id: ArtistNumber = None) -> None:
    """Fetch id, profile and songs of an artist with an open card, or of all whom the vendor's tables do not hold."""
    with open_run_context() as context:
        run_onboard_artist(context, artist_id)


def run_onboard_artist(context: RunContext, artist_id: int | None = None) -> OnboardingResult:
    """The body of the flow. Run again it goes on where it stopped; what is done is not fetched again.

    Raises whatever stopped a provider; what waits is taken along by the next run.
    """
    result = OnboardingResult()
    with recorded(context.engine, "onboard-artist", {"artist_id": artist_id}, result.summary):
        missing = _ask_soundcharts(context, result, artist_id)
        if missing is not None or is_unknown(context.engine, artist_id):
            is_asked = _ask_spotify(context, result, artist_id, is_alone=missing is not None)
            if missing is not None and not is_asked:
                raise missing
    return result


def _ask_soundcharts(context: RunContext, result: OnboardingResult, artist_id: int | None) -> Unauthorized | None:
    """Why it can't be asked, where no key is set."""
    handlers: dict[Kind, Handler[Any]] = {
        "artist_identity": EventHandler(context.engine, context.as_of),
        "artist_metadata": ArtistMetadataHandler(),
        "artist_songs": ArtistSongsHandler(),
        "track_metadata": TrackMetadataHandler(),
    }
    with ExitStack() as stack:
        try:
            make_client = stack.enter_context(open_provider(context, PROVIDER))
        except Unauthorized as missing:
            return missing
        drain: Drain[Any] = Drain(context.engine, handlers, make_client, PROVIDER.parallel)
        for kind in KINDS[:3]:
            _fetch(context, result, drain, kind, artist_id)
        songs = Stage("tracks of new artists")
        result.stages.append(songs)
        drain_stage(songs, drain, KINDS[3:])
    return None


def _ask_spotify(context: RunContext, result: OnboardingResult, artist_id: int | None, *, is_alone: bool) -> bool:
    """Whether there was a key for it."""
    with ExitStack() as stack:
        try:
            make_spotify = stack.enter_context(open_provider(context, SPOTIFY))
        except Unauthorized:
            return False
        handler = SpotifyArtistHandler(put_album, put_track)
        drain: Drain[Any] = Drain(context.engine, {"spotify_artist": handler}, make_spotify, SPOTIFY.parallel)
        _fetch(context, result, drain, "spotify_artist", artist_id, is_alone=is_alone)
    return True


def _fetch(
    context: RunContext,
    result: OnboardingResult,
    drain: Drain[Any],
    kind: Kind,
    artist_id: int | None,
    *,
    is_alone: bool = False,
) -> None:
    open_items = run_task(plan_onboarding_stage, kind, context.engine, artist_id, is_alone=is_alone)
    stage = Stage(kind.replace("_", " "), len(open_items))
    result.stages.append(stage)
    if open_items:
        drain_stage(stage, drain, (kind,), open_items)
