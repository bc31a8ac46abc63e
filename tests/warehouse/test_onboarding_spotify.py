"""Cards of artists Soundcharts does not know, or can't be asked about: name and songs from Spotify, in both modes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tenacity import wait_none

from flows.onboard_artist import run_onboard_artist
from flows.run_context import RunContext, open_run_context
from sandbox.growth import Growth
from sandbox.library import LibraryArtist
from sandbox.servers.spotify.server import EXTENDED
from sandbox.world import END_ON, make_world
from tasks.limits.store import set_limit
from tasks.providers import caller
from tasks.providers.errors import ProviderError, Unauthorized
from tests.cascade.test_onboarding import NOBODY, artist_of, onboard, state
from tests.enrich.running import StandIns, library, settings, standins
from tests.warehouse.queued import run_sql

SOUNDCHARTS = {"SOUNDCHARTS_BASE_URL": "http://127.0.0.1:9", "SOUNDCHARTS_APP_ID": "x", "SOUNDCHARTS_API_KEY": "x"}
HERE = library().artists[0]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIns]:
    with standins(tmp_path_factory.mktemp("onboarding-spotify"), speed=100_000) as running:
        yield running


@contextmanager
def session(servers: StandIns, database: str, folder: Path, mode: str, **more: str) -> Iterator[RunContext]:
    """Without a key for Soundcharts, where none is given."""
    own = settings(database, servers, folder)
    client = own["SPOTIFY_CLIENT_ID"] + (EXTENDED if mode == "extended" else "")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SOUNDCHARTS_APP_ID", "SOUNDCHARTS_API_KEY", "SOUNDCHARTS_CLIENT_ID"):
            patch.delenv(name, raising=False)
        for name, value in {**own, "SPOTIFY_CLIENT_ID": client, **more}.items():
            patch.setenv(name, value)
        patch.setattr(caller, "wait_random_exponential", lambda **_: wait_none())
        with open_run_context(END_ON) as opened:
            set_limit(opened.engine, "spotify", allowed_per_s=5000)
            yield opened


def on_albums(artist: LibraryArtist) -> set[str]:
    """Titles of an artist's own albums, without regard to case."""
    albums = [album for album in library().albums if album.artist == artist.id_spotify]
    return {library().track_by_id[track].name.lower() for album in albums for track in album.tracks}


def heard_most(artist: LibraryArtist) -> set[str]:
    world = make_world()
    (uuid,) = [one.uuid for one in world.artists if one.identifiers["spotify"] == artist.id_spotify]
    return {track.name.lower() for track in Growth(world).top_tracks(uuid, "US", world.end_on)}


@pytest.mark.parametrize("mode", ["development", "extended"])
def test_without_soundcharts_name_and_songs_come_from_spotify(
    servers: StandIns, fresh_warehouse: str, tmp_path: Path, mode: str
) -> None:
    with session(servers, fresh_warehouse, tmp_path, mode) as context:
        number = artist_of(context.engine, onboard(context.engine, HERE.id_spotify)["card_id"])
        run_onboard_artist(context, number)
        told = state(context.engine, number)
        wanted = on_albums(HERE) | (heard_most(HERE) if mode == "extended" else set())
        assert (told["state"], told["source"], told["song_count"]) == ("done", "Spotify", len(wanted))
        assert 0 < len(told["songs"]) <= 12
        assert {song.lower() for song in told["songs"]} <= wanted
        assert run_sql(context.engine, "select name from core.artist where artist_id = :a", a=number) == [(HERE.name,)]
        calls = "select endpoint, count(*) from ops.call where status = 200 group by 1"
        before = dict(run_sql(context.engine, calls))
        albums = [album for album in library().albums if album.artist == HERE.id_spotify]
        assert before["album"] == len(albums)
        assert ("top_tracks" in before) == (mode == "extended")
        run_onboard_artist(context)
        assert dict(run_sql(context.engine, calls)) == before, "what is done is not fetched again"


def test_an_artist_soundcharts_does_not_know_is_asked_of_spotify(
    servers: StandIns, fresh_warehouse: str, tmp_path: Path
) -> None:
    with session(servers, fresh_warehouse, tmp_path, "development", **SOUNDCHARTS) as context:
        number = artist_of(context.engine, onboard(context.engine, HERE.id_spotify)["card_id"])
        run_sql(context.engine, "update ops.work set state = 'done', outcome = 'no_data', done_at = now()")
        run_onboard_artist(context, number)
        told = state(context.engine, number)
    assert (told["state"], told["source"], told["song_count"]) == ("done", "Spotify", len(on_albums(HERE)))


def test_what_is_cut_half_way_is_asked_again(servers: StandIns, fresh_warehouse: str, tmp_path: Path) -> None:
    with session(servers, fresh_warehouse, tmp_path, "development") as context:
        number = artist_of(context.engine, onboard(context.engine, HERE.id_spotify)["card_id"])
        set_limit(context.engine, "spotify", allowed_per_s=5000, daily_budget=2)
        with pytest.raises(ProviderError):
            run_onboard_artist(context, number)
        assert state(context.engine, number)["song_count"] == 0
        set_limit(context.engine, "spotify", allowed_per_s=5000, no_budget=True)
        run_onboard_artist(context, number)
        assert state(context.engine, number)["song_count"] == len(on_albums(HERE))


def test_an_id_nobody_knows(servers: StandIns, fresh_warehouse: str, tmp_path: Path) -> None:
    with session(servers, fresh_warehouse, tmp_path, "development", **SOUNDCHARTS) as context:
        number = artist_of(context.engine, onboard(context.engine, NOBODY)["card_id"])
        run_sql(context.engine, "update ops.work set state = 'done', outcome = 'no_data', done_at = now()")
        run_onboard_artist(context, number)
        assert state(context.engine, number)["state"] == "unknown"


def test_without_any_key_it_says_so_and_nothing_is_lost(
    servers: StandIns, fresh_warehouse: str, tmp_path: Path
) -> None:
    with session(servers, fresh_warehouse, tmp_path, "development", SPOTIFY_CLIENT_ID="") as context:
        number = artist_of(context.engine, onboard(context.engine, HERE.id_spotify)["card_id"])
        with pytest.raises(Unauthorized, match="SOUNDCHARTS"):
            run_onboard_artist(context, number)
        assert state(context.engine, number)["state"] == "waiting"
