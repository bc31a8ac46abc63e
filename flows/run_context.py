"""What a flow works with: the warehouse, the providers, and the day it is for, from the data folder and environment."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Engine

from db.datadir import DataDir
from db.engine import check_reachable, database_url, make_engine
from db.errors import GroundswellError
from tasks.limits.gate import PostgresGate
from tasks.mail.settings import MailSettings, read_mail_settings
from tasks.providers.descriptor import Provider
from tasks.providers.soundcharts import PROVIDER as SOUNDCHARTS
from tasks.work.warehouse import upgrade

C = TypeVar("C")
# A sandbox leaves the last day of its world here, and beside it the settings of each stand-in (flows/services).
SANDBOX_STATE = "standin"
MAIL_STATE = "mail-catcher"  # settings of its mail server


@dataclass(frozen=True, slots=True)
class RunContext:
    """An open warehouse. ``as_of`` is the last day data is asked for."""

    data_dir: DataDir
    engine: Engine
    url: str
    as_of: date


@contextmanager
def open_run_context(
    as_of: date | None = None, connections: int = 2 * SOUNDCHARTS.parallel + 4
) -> Iterator[RunContext]:
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
        world_end = data_dir.read_state(SANDBOX_STATE).get("end_on")
        day = as_of or (date.fromisoformat(world_end) if world_end else datetime.now(UTC).date())
        yield RunContext(data_dir, engine, url, day)
    finally:
        engine.dispose()


def standin_state(provider: str) -> str:
    """Name of the state in which a stand-in leaves the settings of its clients and whether it is serving."""
    return f"standin-{provider}"


def provider_settings(data_dir: DataDir, provider: Provider[Any]) -> Any:
    """The settings of the environment; in a sandbox's data folder only ever the sandbox's, so that worlds never mix.

    Raises GroundswellError when that sandbox is not running, or a setting is not as it should be.
    """
    standin = data_dir.read_state(standin_state(provider.code))
    if not standin and not data_dir.read_state(SANDBOX_STATE):
        return provider.read_settings()
    if not standin.get("is_serving"):
        raise GroundswellError(
            f"The data folder {data_dir.path} holds a sandbox's world, and its stand-in for {provider.name} is not "
            "running. Start it with: groundswell sandbox start. For real data choose another --data-dir."
        )
    return provider.read_settings(**standin["settings"])


def mail_settings(data_dir: DataDir) -> MailSettings:
    """The settings of the environment; in a sandbox's data folder only ever its mailbox, so that no demo mails anybody.

    Raises GroundswellError when that mailbox is not open, or a setting is not as it should be.
    """
    catcher = data_dir.read_state(MAIL_STATE)
    if not catcher and not data_dir.read_state(SANDBOX_STATE):
        return read_mail_settings()
    if not catcher.get("is_serving"):
        raise GroundswellError(
            f"The data folder {data_dir.path} holds a sandbox's world, and its mailbox is not open. Open it with: "
            "groundswell sandbox start. For mail to people choose another --data-dir."
        )
    return read_mail_settings(**catcher["settings"])


@contextmanager
def open_provider(context: RunContext, provider: Provider[C]) -> Iterator[Callable[[], C]]:
    """Makes clients, each with a log of its own, that share connections, credentials and the limit of the warehouse.

    Raises Unauthorized when no credentials are set.
    """
    settings = provider_settings(context.data_dir, provider)
    with provider.make_http(settings) as http, closing(PostgresGate(context.engine, provider.code)) as gate:
        provider.make_client(settings, http, gate)  # what is missing is said before any work is planned
        yield lambda: provider.make_client(settings, http, gate)
