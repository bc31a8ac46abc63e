"""The stand-ins of the tag providers as a service of a data folder: found by it, and never mixed with the real ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from db.datadir import DataDir
from db.errors import GroundswellError
from flows.run_context import provider_settings
from flows.services.tag_standins import NAME, start_tag_standins, steer_spotify, stop_tag_standins
from sandbox.library import Library, make_library
from sandbox.world import make_world
from tasks.providers.errors import NotFound
from tasks.providers.registry import provider
from tests.contract.soundcharts.open_gate import OpenGate

# services outlive whoever starts them: nobody waits for their end
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

RATES = {"spotify": 1.0, "musicbrainz": 1.0, "lastfm": 5.0, "discogs": 1.0, "theaudiodb": 0.5}


@pytest.fixture
def folder(tmp_path: Path, fresh_warehouse: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataDir]:
    """A data folder on a database of its own; what was started in it is ended."""
    monkeypatch.setenv("DATABASE_URL", fresh_warehouse)
    data_dir = DataDir.open(tmp_path / "data", create=True)
    yield data_dir
    stop_tag_standins(data_dir)


@pytest.fixture(scope="module")
def library() -> Library:
    return make_library(make_world(8))


def settings_of(folder: DataDir, code: str) -> Any:
    return provider_settings(folder, provider(code))


@contextmanager
def client_of(folder: DataDir, code: str) -> Iterator[Any]:
    settings = settings_of(folder, code)
    with provider(code).make_http(settings) as http:
        yield provider(code).make_client(settings, http, OpenGate())


def test_clients_find_all_five_by_the_folder(folder: DataDir, library: Library) -> None:
    start_tag_standins(folder, seed=8, speed=1000)
    track = next(one for one in library.tracks if one.known == "isrc" and one.isrc)
    artist, album = library.artist_by_id[track.artists[0]], library.album_by_id[track.album]
    with client_of(folder, "spotify") as client:
        assert client.track(track.id_spotify).isrc == track.isrc
    with client_of(folder, "musicbrainz") as client:
        assert [one.id for one in client.recordings_of_isrc(str(track.isrc))] == [track.id_musicbrainz]
    with client_of(folder, "lastfm") as client:
        assert client.artist_tags(artist.name).artist == artist.name
    with client_of(folder, "discogs") as client:
        assert client.search_albums(artist.name, album.name)
    with client_of(folder, "theaudiodb") as client, pytest.raises(NotFound):
        client.track("no such recording")


def test_limits_of_the_warehouse_are_the_real_ones_times_the_speed(folder: DataDir, fresh_warehouse: str) -> None:
    start_tag_standins(folder, speed=10)
    engine = sqlalchemy.create_engine(fresh_warehouse)
    with engine.connect() as connection:
        limits = connection.execute(
            sqlalchemy.text("select provider, allowed_per_s::float, utilisation::float from ops.rate_limit")
        )
        told = {provider: (rate, share) for provider, rate, share in limits if provider in RATES}
    engine.dispose()
    assert {provider: rate for provider, (rate, _) in told.items()} == {name: 10 * rate for name, rate in RATES.items()}
    assert told["musicbrainz"][1] == 0.9
    assert settings_of(folder, "lastfm").throttle_wait_s == 1.0


def test_it_keeps_its_address_and_credentials(folder: DataDir, library: Library) -> None:
    first = start_tag_standins(folder, seed=8, speed=1000)
    known = {code: settings_of(folder, code) for code in RATES}
    again = start_tag_standins(folder, seed=8, speed=1000)
    assert (again.started, again.pid) == (False, first.pid)
    assert {code: settings_of(folder, code) for code in RATES} == known
    steer_spotify(folder, mode="extended")
    stop_tag_standins(folder)
    start_tag_standins(folder, seed=8, speed=1000)
    with client_of(folder, "spotify") as client:
        assert client.top_tracks(library.world.artists[0].identifiers["spotify"], "US"), "an extended key stays one"


def test_a_folder_of_a_sandbox_never_asks_the_real_providers(folder: DataDir) -> None:
    start_tag_standins(folder, speed=1000)
    stop_tag_standins(folder)
    for code in RATES:
        with pytest.raises(GroundswellError, match="groundswell sandbox start"):
            settings_of(folder, code)
    assert folder.read_state(f"service-{NAME}") == {}


def test_a_folder_of_soundcharts_sandbox_alone_does_not_either(tmp_path: Path) -> None:
    folder = DataDir.open(tmp_path / "data", create=True)
    folder.write_state("standin", {"end_on": "2026-11-12"})
    with pytest.raises(GroundswellError, match="not running"):
        settings_of(folder, "lastfm")


def test_elsewhere_the_environment_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LASTFM_API_KEY", "from the environment")
    folder = DataDir.open(tmp_path / "data", create=True)
    assert settings_of(folder, "lastfm").key() == "from the environment"
    assert settings_of(folder, "musicbrainz").base_url == "https://musicbrainz.org"
