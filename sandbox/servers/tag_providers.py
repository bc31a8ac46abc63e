"""Stand-ins for the providers of catalogue and tags under one port, each below its own name.

`python -m sandbox.servers.tag_providers --port 0 --port-file FILE`. Each is strict about its own rate (times
`--speed`), credentials and User-Agent, and fails in its own manner. `/_standin/stats` says what happened to each; POST
`/_standin/faults` (with `"provider"` for one of them) and `/_standin/spotify` change how they behave.
"""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

import msgspec
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.library import Library, make_library
from sandbox.servers.envelope import Json, answer
from sandbox.servers.faults import Faults, Level
from sandbox.servers.limits import RateWindow
from sandbox.servers.request import Request
from sandbox.servers.serving import serve
from sandbox.servers.spotify.server import Mode, Spotify, State
from sandbox.servers.standin import standins
from sandbox.servers.tags_app import ProviderApp
from sandbox.world import END_ON, make_world


@dataclass(frozen=True, slots=True)
class Options:
    """The command line."""

    host: str
    port: int
    seed: int
    end_on: date
    speed: float
    spotify_mode: Mode
    faults: Level
    port_file: Path | None
    credentials_file: Path | None


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Reads the command line; ends the process with a message where it is wrong."""
    parser = argparse.ArgumentParser(prog="sandbox.servers.tag_providers", description="Stand-ins for tag providers.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--end-on", type=date.fromisoformat, default=END_ON, help="last day of the world's history")
    parser.add_argument("--speed", type=float, default=1.0, help="how much faster than the real providers' rates")
    parser.add_argument("--spotify-mode", choices=get_args(Mode), default="development")
    parser.add_argument("--faults", choices=get_args(Level), default="none")
    parser.add_argument("--port-file", type=Path, help="gets the port number once the server listens")
    parser.add_argument("--credentials-file", type=Path, help="JSON with lastfm_api_key, discogs_token, ... to expect")
    return Options(**vars(parser.parse_args(arguments)))


def read_credentials(file: Path | None) -> Mapping[str, Mapping[str, str]]:
    """What each provider accepts: STANDIN_LASTFM_API_KEY and so on of the environment, before them members of a file.

    Raises OSError or ValueError for a file that cannot be read.
    """
    given = json.loads(file.read_text("utf-8")) if file is not None else {}
    return {
        provider: {
            name: str(given.get(f"{provider}_{name}", os.environ.get(f"STANDIN_{provider}_{name}".upper(), default)))
            for name, default in standin.credentials.items()
        }
        for provider, standin in standins().items()
    }


class TagProviders:
    """ASGI application: the first part of a path chooses the provider."""

    def __init__(self, library: Library, credentials: Mapping[str, Mapping[str, str]], options: Options) -> None:
        self.apps = {
            name: ProviderApp(
                standin.make(library, credentials[name]),
                RateWindow(max(1, round(standin.allowed * options.speed)), standin.window_s),
                Faults(options.seed, options.faults),
            )
            for name, standin in standins().items()
        }
        self.spotify = cast(Spotify, self.apps["spotify"].provider)
        self.spotify.mode = options.spotify_mode

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = HttpRequest(scope, receive)
        name, _, path = scope["path"].removeprefix("/").partition("/")
        body = await received.body()
        if name == "_standin":
            await self._control(received.method, path, body)(scope, receive, send)
        elif name in self.apps:
            request = Request(
                method=received.method,
                base=f"http://{received.headers.get('host', '')}/{name}",
                path=f"/{path}",
                query_string=scope["query_string"].decode("latin-1"),
                headers=dict(received.headers),
                body=body,
            )
            await self.apps[name].serve(request, scope, receive, send)
        else:
            await answer({"message": f"Nothing is at /{name}."}, 404)(scope, receive, send)

    def _control(self, method: str, name: str, body: bytes) -> Response:
        """Addresses that steer the stand-ins: free, without credentials, not part of any provider."""
        try:
            if (method, name) == ("GET", "stats"):
                return answer(self.stats())
            wanted: Mapping[str, object] = msgspec.json.decode(body, type=dict)
            if (method, name) == ("POST", "faults"):
                chosen = [str(wanted["provider"])] if "provider" in wanted else list(self.apps)
                for provider in chosen:
                    self.apps[provider].faults.order(wanted)
                return answer(self.stats())
            if (method, name) == ("POST", "spotify"):
                if "state" in wanted:
                    self.spotify.state = msgspec.convert(wanted["state"], State)
                if "mode" in wanted:
                    self.spotify.mode = msgspec.convert(wanted["mode"], Mode)
                if "today" in wanted:
                    self.spotify.growth.move_to(date.fromisoformat(str(wanted["today"])))
                return answer(self.stats())
        except (KeyError, ValueError) as problem:
            return answer({"message": f"Cannot do that: {problem}"}, 400)
        return answer({"message": "Not found."}, 404)

    def stats(self) -> Json:
        """What happened since the start, for each provider."""
        return {name: app.stats() for name, app in self.apps.items()}


def make_app(options: Options, credentials: Mapping[str, Mapping[str, str]]) -> TagProviders:
    """The servers as one ASGI application. Raises ValueError for a world that cannot be."""
    if options.speed <= 0:
        raise ValueError("--speed must be more than 0")
    return TagProviders(make_library(make_world(options.seed, end_on=options.end_on)), credentials, options)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until SIGTERM or Ctrl-C; 1 with one sentence on stderr when it cannot begin."""
    options = parse(arguments)
    return serve(
        "stand-in for the tag providers",
        lambda: make_app(options, read_credentials(options.credentials_file)),
        options.host,
        options.port,
        options.port_file,
    )


if __name__ == "__main__":
    sys.exit(main())
