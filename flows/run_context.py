"""What a flow works with: the warehouse, the provider, and the day it is for, from the data folder and environment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine

from db.datadir import DataDir
from db.engine import check_reachable, database_url, make_engine
from db.errors import GroundswellError
from db.warehouse import upgrade
from tasks.limits.gate import PostgresGate
from tasks.providers.soundcharts import Soundcharts, SoundchartsSettings, make_auth, make_http

PARALLEL = 6
# A sandbox leaves here where it listens, its credentials and the last day of its world
# (see flows/services/soundcharts_standin.py).
STANDIN_STATE = "standin"


@dataclass(frozen=True, slots=True)
class RunContext:
    """An open warehouse. ``as_of`` is the last day data is asked for."""

    data_dir: DataDir
    engine: Engine
    url: str
    as_of: date


@contextmanager
def open_run_context(as_of: date | None = None, connections: int = 2 * PARALLEL + 4) -> Iterator[RunContext]:
    """The warehouse of the data folder, started and brought up to date if need be.

    ``as_of`` defaults to the last day of the sandbox world where one is served, else to today (UTC). ``connections``
    are kept open: one for each thread and its gate, and some for the flow.
    Raises GroundswellError where the folder or the database can't be used.
    """
    data_dir = DataDir.open(None, create=True)
    url = database_url(data_dir)
    engine = make_engine(url, pool_size=connections)
    try:
        check_reachable(engine)
        upgrade(engine)
        world_end = data_dir.read_state(STANDIN_STATE).get("end_on")
        day = as_of or (date.fromisoformat(world_end) if world_end else datetime.now(UTC).date())
        yield RunContext(data_dir, engine, url, day)
    finally:
        engine.dispose()


def soundcharts_settings(data_dir: DataDir) -> SoundchartsSettings:
    """The settings of the environment; in a sandbox's data folder only ever the sandbox's, so that worlds never mix.

    Raises GroundswellError when that sandbox is not running.
    """
    standin = data_dir.read_state(STANDIN_STATE)
    if not standin:
        return SoundchartsSettings()
    if not standin["is_serving"]:
        raise GroundswellError(
            f"The data folder {data_dir.path} holds a sandbox's world, and its stand-in is not running. "
            "Start it with: groundswell sandbox start. For real data choose another --data-dir."
        )
    return SoundchartsSettings(base_url=standin["base_url"], app_id=standin["app_id"], api_key=standin["api_key"])


class Provider:
    """Clients of Soundcharts that share connections, credentials and the rate limit of the warehouse."""

    def __init__(self, context: RunContext) -> None:
        settings = soundcharts_settings(context.data_dir)
        self._http = make_http(settings.base_url)
        self._auth = make_auth(settings, self._http)
        self._gate = PostgresGate(context.engine, "soundcharts")

    def client(self) -> Soundcharts:
        """A client with a log of its own."""
        return Soundcharts(self._http, self._auth, self._gate)

    def close(self) -> None:
        """Close the connections."""
        self._gate.close()
        self._http.close()


@contextmanager
def open_provider(context: RunContext) -> Iterator[Provider]:
    """A provider for the time of a flow. Raises Unauthorized when no credentials are set."""
    provider = Provider(context)
    try:
        yield provider
    finally:
        provider.close()
