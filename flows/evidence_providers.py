"""The providers of catalogue, identity and tags as a flow uses them; those without credentials are left out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from flows.run_context import RunContext
from flows.services.evidence_standins import evidence_settings
from tasks.enrichment.spotify_album import SpotifyAlbumHandler
from tasks.enrichment.spotify_track import SpotifyTrackHandler
from tasks.identity.handler import RecordingMatchHandler
from tasks.limits.gate import PostgresGate
from tasks.providers import discogs, lastfm, musicbrainz, spotify, theaudiodb
from tasks.providers.errors import Unauthorized
from tasks.tags.evidence_discogs import ask_discogs
from tasks.tags.evidence_handler import EvidenceHandler
from tasks.tags.evidence_lastfm import ask_lastfm
from tasks.tags.evidence_musicbrainz import ask_musicbrainz
from tasks.tags.evidence_theaudiodb import ask_theaudiodb
from tasks.work.drain import Drain
from tasks.work.handler import Handler
from tasks.work.item import Kind

# Threads for each: as many as keep its rate up where answers take seconds.
PARALLEL = {"spotify": 3, "musicbrainz": 5, "lastfm": 3, "discogs": 2, "theaudiodb": 2}
# One for each thread, one for its gate, and some to plan and renew with.
CONNECTIONS = 2 * sum(PARALLEL.values()) + 2 * len(PARALLEL) + 2
# What each provider is asked for, in the order of its stages.
STAGES: Mapping[str, tuple[tuple[str, Kind], ...]] = {
    "spotify": (("spotify tracks", "spotify_track"), ("spotify albums", "spotify_album")),
    "musicbrainz": (("recordings", "recording_match"), ("musicbrainz tags", "tags_musicbrainz")),
    "lastfm": (("lastfm tags", "tags_lastfm"),),
    "discogs": (("discogs tags", "tags_discogs"),),
    "theaudiodb": (("theaudiodb tags", "tags_theaudiodb"),),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A provider that can be asked: the drain of its work, and its stages."""

    name: str
    drain: Drain[Any]

    @property
    def stages(self) -> tuple[tuple[str, Kind], ...]:
        return STAGES[self.name]


@contextmanager
def open_sources(context: RunContext) -> Iterator[tuple[list[Source], list[str]]]:
    """(providers that can be asked, warnings about those that can't), for the time of a flow.

    Raises GroundswellError in a sandbox's data folder whose stand-ins are not running.
    """
    settings = evidence_settings(context.data_dir)
    engine = context.engine
    asked: dict[str, tuple[Any, Any, Callable[..., Any], Callable[[], dict[Kind, Handler[Any]]]]] = {
        "spotify": (
            spotify,
            settings.spotify,
            spotify.make_spotify,
            lambda: {"spotify_track": SpotifyTrackHandler(engine), "spotify_album": SpotifyAlbumHandler()},
        ),
        "musicbrainz": (
            musicbrainz,
            settings.musicbrainz,
            musicbrainz.make_musicbrainz,
            lambda: {
                "recording_match": RecordingMatchHandler(engine),
                "tags_musicbrainz": EvidenceHandler(engine, ask_musicbrainz),
            },
        ),
        "lastfm": (
            lastfm,
            settings.lastfm,
            lastfm.make_lastfm,
            lambda: {"tags_lastfm": EvidenceHandler(engine, ask_lastfm)},
        ),
        "discogs": (
            discogs,
            settings.discogs,
            discogs.make_discogs,
            lambda: {"tags_discogs": EvidenceHandler(engine, ask_discogs)},
        ),
        "theaudiodb": (
            theaudiodb,
            settings.theaudiodb,
            theaudiodb.make_theaudiodb,
            lambda: {"tags_theaudiodb": EvidenceHandler(engine, ask_theaudiodb)},
        ),
    }
    sources: list[Source] = []
    warnings: list[str] = []
    with ExitStack() as stack:
        for name, (package, told, make, handlers) in asked.items():
            try:
                http: httpx.Client = stack.enter_context(package.make_http(told))
                gate = PostgresGate(engine, name)
                stack.callback(gate.close)
                make(told, http, gate)
            except Unauthorized as missing:
                warnings.append(f"{name} is left out: {missing}")
                continue
            drain: Drain[Any] = Drain(engine, handlers(), _maker(make, told, http, gate), PARALLEL[name])
            sources.append(Source(name, drain))
        yield sources, warnings


def _maker(make: Callable[..., Any], settings: Any, http: httpx.Client, gate: PostgresGate) -> Callable[[], Any]:
    return lambda: make(settings, http, gate)
