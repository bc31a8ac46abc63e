"""The tag providers' stand-ins, and a warehouse in which eight artists of the world are followed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from tenacity import wait_none

from flows.run_context import RunContext, open_run_context
from sandbox.cast import Artist
from sandbox.growth import Growth
from sandbox.servers.spotify.server import EXTENDED
from sandbox.world import make_world
from tasks.limits.store import set_limit
from tasks.providers import caller
from tests.enrich.running import StandIns, settings, standins
from tests.warehouse.queued import run_sql

FOLLOWED = 8
Open = Callable[..., AbstractContextManager[RunContext]]


@cache
def growth() -> Growth:
    """What is true."""
    return Growth(make_world())


def followed() -> tuple[Artist, ...]:
    """The artists that are followed; a market of the first ones opens or closes in the last days."""
    return growth().world.artists[:FOLLOWED]


def true_followers(uuid: str, day: date) -> int:
    series = growth().world.artist_series(uuid, "spotify")
    return series[max(known for known in series if known <= day)]


@dataclass(frozen=True)
class Days:
    """The world's last day, and a week and two before it."""

    end: date = make_world().end_on

    @property
    def week_before(self) -> date:
        return self.end - timedelta(days=7)

    @property
    def two_weeks_before(self) -> date:
        return self.end - timedelta(days=14)


DAYS = Days()


@pytest.fixture(scope="package")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIns]:
    with standins(tmp_path_factory.mktemp("growth-standins"), speed=100_000) as running:
        yield running


@pytest.fixture
def providers(servers: StandIns) -> Iterator[StandIns]:
    """The stand-ins as they were at first."""
    yield servers
    servers.order("spotify", state="open", mode="development", today=str(DAYS.end))
    servers.order("faults", level="none")


@pytest.fixture
def opened(providers: StandIns, fresh_warehouse: str, tmp_path: Path) -> Open:
    """Opens a session on a day with an extended key, or a development one; more environment by name."""

    @contextmanager
    def open_(day: date = DAYS.end, *, is_extended: bool = True, **more: str) -> Iterator[RunContext]:
        own = settings(fresh_warehouse, providers, tmp_path)
        client = own["SPOTIFY_CLIENT_ID"] + (EXTENDED if is_extended else "")
        providers.order("spotify", today=str(day))
        with pytest.MonkeyPatch.context() as patch:
            for name in ("SOUNDCHARTS_APP_ID", "SOUNDCHARTS_API_KEY", "SOUNDCHARTS_CLIENT_ID"):
                patch.delenv(name, raising=False)
            for name, value in {**own, "SPOTIFY_CLIENT_ID": client, **more}.items():
                patch.setenv(name, value)
            patch.setattr(caller, "wait_random_exponential", lambda **_: wait_none())
            with open_run_context(day) as session:
                for name in ("spotify", "reccobeats", "soundcharts"):
                    set_limit(session.engine, name, allowed_per_s=5000)
                enter_followed(session.engine)
                yield session

    return open_


def enter_followed(engine: Engine) -> None:
    """Confirmed cards of the artists, and the vendor's catalogue of their songs; nothing where they are there."""
    if run_sql(engine, "select 1 from app.artist_card"):
        return
    for place, artist in enumerate(followed(), 1):
        row = {"number": place, "uuid": artist.uuid, "id": artist.identifiers["spotify"], "name": artist.name}
        for statement in OF_ARTIST:
            run_sql(engine, statement, **row)
    numbers = {artist.uuid: place for place, artist in enumerate(followed(), 1)}
    for place, track in enumerate(growth().world.tracks, 1):
        credited = [numbers[uuid] for uuid in track.artists if uuid in numbers]
        if track.is_deleted or not credited:
            continue
        row = {"number": place, "uuid": track.uuid, "id": track.identifiers["spotify"][0], "name": track.name}
        for statement in OF_TRACK:
            run_sql(engine, statement, **row)
        for account in credited:
            run_sql(engine, HELD, number=place, account=account)


def measured(engine: Engine, day: date) -> dict[str, Any]:
    """The rows of a day by the uuid of the artist."""
    rows = run_sql(
        engine,
        "select a.artist_id_soundcharts::text as uuid, g.* from mart.growth_metric g "
        "join core.artist a using (artist_id) where g.measured_on = :day",
        day=day,
    )
    return {row.uuid: row for row in rows}


OF_ARTIST = (
    "insert into core.artist (artist_id_soundcharts, artist_id_spotify, name) values (:uuid, :id, :name)",
    "insert into core.spotify_account (spotify_account_id, artist_id_spotify, name, artist_id) "
    "select :number, :id, :name, artist_id from core.artist where artist_id_spotify = :id",
    "insert into app.artist_card (artist_id, label, status, confirmed_at, created_by) "
    "select artist_id, 'North', 'confirmed', now(), 'x' from core.artist where artist_id_spotify = :id",
)
OF_TRACK = (
    "insert into core.track (track_id_soundcharts, name, credit_name) values (:uuid, :name, '')",
    "insert into core.spotify_track (spotify_track_id, track_id_spotify, name, first_seen_at) "
    "values (:number, :id, :name, '2026-01-01')",
    "insert into core.song_link (spotify_track_id, track_id, method, known_from) "
    "select :number, track_id, 'vendor', '2026-01-01' from core.track where track_id_soundcharts = cast(:uuid as uuid)",
)
HELD = (
    "insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, known_from) "
    "values (:account, :number, true, '2026-01-01')"
)
