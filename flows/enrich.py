"""Flow enrich: from heard tracks to Spotify's catalogue, MusicBrainz' recordings, and what sources tag them with."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from prefect import flow
from sqlalchemy import Engine

from db.errors import GroundswellError
from flows.normalise import run_normalise
from flows.run_context import RunContext, open_provider, open_run_context
from tasks.enrichment.pipelines import Pipeline, ProviderPipelines
from tasks.enrichment.plan import Scope
from tasks.enrichment.spotify_album import SpotifyAlbumHandler
from tasks.enrichment.spotify_track import SpotifyTrackHandler
from tasks.enrichment.store import find_user, read_known
from tasks.identity.handler import RecordingMatchHandler
from tasks.identity.store import drop_unheard
from tasks.providers.descriptor import Provider
from tasks.providers.errors import Unauthorized
from tasks.providers.musicbrainz import PROVIDER as MUSICBRAINZ
from tasks.providers.registry import providers
from tasks.providers.spotify import PROVIDER as SPOTIFY
from tasks.runs.parameters import OneUser
from tasks.runs.prefect_run import note
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.tags.handler import TagHandler
from tasks.tags.sources import tag_sources
from tasks.tags.target_store import drop_orphan_targets, link_targets
from tasks.work.drain import Drain
from tasks.work.handler import Handler
from tasks.work.item import Kind
from tasks.work.stages import Stage


class EnrichmentStopped(GroundswellError):
    """Some providers could not be asked to the end; the others were."""


@dataclass(slots=True)
class EnrichResult:
    """What a run did, stage by stage, and what is known after it."""

    stages: list[Stage] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stopped: dict[str, str] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)

    def table(self) -> list[Mapping[str, Any]]:
        """One row a stage."""
        rows: list[Mapping[str, Any]] = []
        for stage in self.stages:
            outcomes: Counter[str] = Counter()
            for (_, outcome), count in stage.result.ended.items():
                outcomes[outcome] += count
            rows.append({**stage.row(), "no_data": outcomes["no_data"], "not_offered": outcomes["not_offered"]})
        return rows

    def why(self) -> list[Mapping[str, Any]]:
        """What was not fetched, and why, over all stages."""
        return [row for stage in self.stages for row in stage.why()]

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps and --json prints."""
        return {
            "stages": self.table(),
            **self.known,
            "why": self.why(),
            "warnings": self.warnings,
            "stopped": self.stopped,
        }


@flow(name="enrich", flow_run_name=run_name("Enrichment", user="of {}", most="of the {} most played tracks"))
def enrich(user: OneUser = None, most: int | None = None) -> None:
    """Fetch what heard tracks lack, of one user or all, of the ``most`` played or all."""
    with open_run_context(connections=CONNECTIONS) as context:
        run_enrich(context, user, most)


def run_enrich(context: RunContext, user: str | None = None, most: int | None = None) -> EnrichResult:
    """The body of the flow. Providers are asked side by side, and one that stops does not hold up the others.

    Raises GroundswellError: an unknown user; EnrichmentStopped at the end, when all else is done.
    """
    engine = context.engine
    user_id = find_user(engine, user) if user is not None else None
    result = EnrichResult()
    with recorded(engine, "enrich", {"user": user, "most": most}, result.summary):
        with open_pipelines(context) as (opened, warnings):
            result.warnings += warnings
            for warning in warnings:
                note(warning)
            has_spotify = any(pipeline.provider is SPOTIFY for pipeline in opened)
            pipelines = ProviderPipelines(engine, opened, Scope(user_id, most, has_spotify), link_targets)
            result.stages = list(pipelines.stages.values())
            pipelines.run()
            result.stopped = {name: str(error) for name, error in pipelines.stopped.items()}
        # whose name is shared is known only now that everybody is
        link_targets(engine)
        drop_orphan_targets(engine)
        drop_unheard(engine)
        result.known = read_known(engine)
        if not result.known["tracks"]:
            result.warnings.append("Nobody's listening history is here. Bring one in with: groundswell ingest history")
        run_normalise(context)
        if result.stopped:
            reasons = " ".join(f"{name}: {reason}" for name, reason in result.stopped.items())
            raise EnrichmentStopped(
                f"Not everything could be looked up; all else is done and kept. {reasons} "
                "Then run again: groundswell enrich"
            )
    return result


@contextmanager
def open_pipelines(context: RunContext) -> Iterator[tuple[list[Pipeline], list[str]]]:
    """(a pipeline for each provider that can be asked, warnings about those that can't), for the time of a flow.

    Raises GroundswellError in a sandbox's data folder whose stand-ins are not running.
    """
    known = handlers(context.engine)
    opened: list[Pipeline] = []
    warnings: list[str] = []
    with ExitStack() as stack:
        for provider in enrichment_providers():
            try:
                make_client = stack.enter_context(open_provider(context, provider))
            except Unauthorized as missing:
                warnings.append(f"{provider.code} is left out: {missing}")
                continue
            own = {kind.code: known[kind.code] for kind in provider.kinds if kind.code in known}
            drain: Drain[Any] = Drain(context.engine, own, make_client, provider.parallel)
            opened.append(Pipeline(provider, drain))
        yield opened, warnings


def handlers(engine: Engine) -> dict[Kind, Handler[Any]]:
    """What fetches and stores each kind of work of this flow."""
    return {
        "spotify_track": SpotifyTrackHandler(engine),
        "spotify_album": SpotifyAlbumHandler(),
        "recording_match": RecordingMatchHandler(engine),
        **{f"tags_{code}": TagHandler(engine, source) for code, source in tag_sources().items()},
    }


def enrichment_providers() -> list[Provider[Any]]:
    """Spotify, MusicBrainz and all sources of tags, each after those that feed it."""
    return [one for one in providers().values() if one in (SPOTIFY, MUSICBRAINZ) or one.code in tag_sources()]


# One for each thread, one for its gate, and some to plan and renew with.
CONNECTIONS = 2 * sum(one.parallel for one in enrichment_providers()) + 2 * len(enrichment_providers()) + 2
