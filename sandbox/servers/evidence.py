"""Stand-ins for Spotify, MusicBrainz, Last.fm, Discogs and TheAudioDB under one port, each below its own name.

`python -m sandbox.servers.evidence --port 0 --port-file FILE`. Each is strict about its own rate (times `--speed`),
credentials and User-Agent, and fails in its own manner. `/_standin/stats` says what happened to each; POST
`/_standin/faults` (with `"provider"` for one of them) and `/_standin/spotify` change the weather.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import get_args

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.library import Library, make_library
from sandbox.servers import discogs, lastfm, musicbrainz, spotify, theaudiodb
from sandbox.servers.asked import Asked
from sandbox.servers.credentials import Given
from sandbox.servers.door import Door, Provider
from sandbox.servers.envelope import Json, answer
from sandbox.servers.faults import Faults, Level
from sandbox.servers.limits import RateWindow
from sandbox.servers.serving import serve
from sandbox.world import make_world

MODULES: dict[str, ModuleType] = {
    "spotify": spotify,
    "musicbrainz": musicbrainz,
    "lastfm": lastfm,
    "discogs": discogs,
    "theaudiodb": theaudiodb,
}


@dataclass(frozen=True)
class Credentials(Given):
    """What the servers take for right."""

    spotify_client_id: str = "standin-client"
    spotify_client_secret: str = "standin-secret"  # noqa: S105 - of a stand-in, public on purpose
    lastfm_api_key: str = "standin-lastfm-key"
    discogs_token: str = "standin-discogs-token"  # noqa: S105
    theaudiodb_api_key: str = "standin-audio-key"


@dataclass(frozen=True, slots=True)
class Options:
    """The command line."""

    host: str
    port: int
    seed: int
    speed: float
    spotify_mode: spotify.Mode
    faults: Level
    port_file: Path | None
    credentials_file: Path | None


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Reads the command line; ends the process with a message where it is wrong."""
    parser = argparse.ArgumentParser(prog="sandbox.servers.evidence", description="Stand-ins for five providers.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--speed", type=float, default=1.0, help="how much faster than the real providers' rates")
    parser.add_argument("--spotify-mode", choices=get_args(spotify.Mode), default="development")
    parser.add_argument("--faults", choices=get_args(Level), default="none")
    parser.add_argument("--port-file", type=Path, help="gets the port number once the server listens")
    parser.add_argument("--credentials-file", type=Path, help="JSON with lastfm_api_key, discogs_token, ... to expect")
    return Options(**vars(parser.parse_args(arguments)))


class Evidence:
    """ASGI application: the first part of a path chooses the provider."""

    def __init__(self, library: Library, credentials: Credentials, options: Options) -> None:
        self.spotify = spotify.Spotify(
            library, credentials.spotify_client_id, credentials.spotify_client_secret, options.spotify_mode
        )
        providers: dict[str, Provider] = {
            "spotify": self.spotify,
            "musicbrainz": musicbrainz.MusicBrainz(library),
            "lastfm": lastfm.LastFm(library, credentials.lastfm_api_key),
            "discogs": discogs.Discogs(library, credentials.discogs_token),
            "theaudiodb": theaudiodb.TheAudioDb(library, credentials.theaudiodb_api_key),
        }
        self.doors = {
            name: Door(
                provider,
                RateWindow(max(1, round(MODULES[name].ALLOWED * options.speed)), MODULES[name].WINDOW_S),
                Faults(options.seed, options.faults),
            )
            for name, provider in providers.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        name, _, path = scope["path"].removeprefix("/").partition("/")
        body = await request.body()
        if name == "_standin":
            await self._desk(request.method, path, body)(scope, receive, send)
        elif name in self.doors:
            asked = Asked(
                method=request.method,
                base=f"http://{request.headers.get('host', '')}/{name}",
                path=f"/{path}",
                query_string=scope["query_string"].decode("latin-1"),
                headers=dict(request.headers),
                body=body,
            )
            await self.doors[name].serve(asked, scope, receive, send)
        else:
            await answer({"message": f"Nothing is at /{name}."}, 404)(scope, receive, send)

    def _desk(self, method: str, name: str, body: bytes) -> Response:
        """The stand-ins' own desk: free, without credentials, not part of any provider."""
        try:
            if (method, name) == ("GET", "stats"):
                return answer(self.stats())
            wanted: Mapping[str, object] = msgspec.json.decode(body, type=dict)
            if (method, name) == ("POST", "faults"):
                chosen = [str(wanted["provider"])] if "provider" in wanted else list(self.doors)
                for provider in chosen:
                    self.doors[provider].faults.order(wanted)
                return answer(self.stats())
            if (method, name) == ("POST", "spotify"):
                self.spotify.state = msgspec.convert(wanted["state"], spotify.State)
                return answer(self.stats())
        except (KeyError, ValueError) as problem:
            return answer({"message": f"Cannot do that: {problem}"}, 400)
        return answer({"message": "Not found."}, 404)

    def stats(self) -> Json:
        """What happened since the start, for each provider."""
        return {name: door.stats() for name, door in self.doors.items()}


def make_app(options: Options, credentials: Credentials) -> Evidence:
    """The servers as one ASGI application. Raises ValueError for a world that cannot be."""
    if options.speed <= 0:
        raise ValueError("--speed must be more than 0")
    return Evidence(make_library(make_world(options.seed)), credentials, options)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until SIGTERM or Ctrl-C; 1 with one sentence on stderr when it cannot begin."""
    options = parse(arguments)
    return serve(
        "stand-in for the tag providers",
        lambda: make_app(options, Credentials.from_environment(options.credentials_file)),
        options.host,
        options.port,
        options.port_file,
    )


if __name__ == "__main__":
    sys.exit(main())
