"""A stand-in for Soundcharts over real HTTP: `python -m sandbox.servers.soundcharts --port 0 --port-file FILE`.

Strict where the provider is: sliding rate limit, quota, 90-day windows, credentials. Serves a seeded world, or with
`--replay` recorded answers. `/_standin/stats` says what happened; POST `/_standin/faults` and `/_standin/quota` change
the weather, `/_standin/plan` takes endpoints out of the plan, by parts of their paths.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sandbox.servers.faults import Faults, Level
from sandbox.servers.limits import Quota, RateWindow
from sandbox.servers.serving import serve
from sandbox.servers.soundcharts.access import Access, Credentials
from sandbox.servers.soundcharts.app import Gate
from sandbox.servers.soundcharts.catalogue import Catalogue
from sandbox.servers.soundcharts.endpoints import Endpoints
from sandbox.servers.soundcharts.replay import RecordedCatalogue
from sandbox.world import END_ON, make_world

RECORDED = Path(__file__).parents[3] / "tests" / "recorded" / "soundcharts"


@dataclass(frozen=True, slots=True)
class Options:
    """The command line."""

    host: str
    port: int
    seed: int
    artists: int
    tracks: int
    end_on: date
    faults: Level
    rate: int
    quota: int
    token_seconds: int
    replay: bool
    recorded: Path
    port_file: Path | None
    credentials_file: Path | None


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Reads the command line; ends the process with a message where it is wrong."""
    parser = argparse.ArgumentParser(prog="sandbox.servers.soundcharts", description="A stand-in for Soundcharts.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--artists", type=int, default=60)
    parser.add_argument("--tracks", type=int, default=160)
    parser.add_argument("--end-on", type=date.fromisoformat, default=END_ON, help="last day of the world's history")
    parser.add_argument("--faults", choices=("none", "light", "heavy"), default="none")
    parser.add_argument("--rate", type=int, default=83, help="requests in any sliding second")
    parser.add_argument("--quota", type=int, default=1_000_000, help="answered requests")
    parser.add_argument("--token-seconds", type=int, default=3600, help="life of a bearer token")
    parser.add_argument("--replay", action="store_true", help="serve the recorded answers instead of a world")
    parser.add_argument("--recorded", type=Path, default=RECORDED, help="folder of the recorded answers")
    parser.add_argument("--port-file", type=Path, help="gets the port number once the server listens")
    parser.add_argument("--credentials-file", type=Path, help="JSON with app_id, api_key, client_id, ... to expect")
    return Options(**vars(parser.parse_args(arguments)))


def make_app(options: Options, credentials: Credentials) -> Gate:
    """The server as an ASGI application.

    Raises OSError where recorded answers are missing, ValueError for a world that cannot be.
    """
    catalogue = (
        RecordedCatalogue(options.seed, options.recorded)
        if options.replay
        else Catalogue(make_world(options.seed, options.artists, options.tracks, options.end_on))
    )
    for slug in catalogue.chart_by_slug:  # the only work that would hold up other requests
        catalogue.ranking_days(slug)
    window, quota = RateWindow(options.rate), Quota(options.quota)
    router = Endpoints(catalogue, quota, window).router()
    access = Access(credentials, options.token_seconds, time.monotonic)
    return Gate(router, access, window, quota, Faults(options.seed, options.faults))


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until SIGTERM or Ctrl-C; 1 with one sentence on stderr when it cannot begin."""
    options = parse(arguments)
    return serve(
        "Soundcharts stand-in",
        lambda: make_app(options, Credentials.from_environment(options.credentials_file)),
        options.host,
        options.port,
        options.port_file,
    )


if __name__ == "__main__":
    sys.exit(main())
