"""The stand-ins of the tag providers as a service of a data folder: found by it, and never mixed with the real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

from db.datadir import DataDir
from db.errors import GroundswellError
from flows.services.evidence_standins import NAME, evidence_settings, start_evidence, stop_evidence
from sandbox.library import Library, make_library
from sandbox.world import make_world
from tasks.providers import discogs, lastfm, musicbrainz, spotify, theaudiodb
from tasks.providers.errors import NotFound
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
    stop_evidence(data_dir)


@pytest.fixture(scope="module")
def library() -> Library:
    return make_library(make_world(8))


def test_clients_find_all_five_by_the_folder(folder: DataDir, library: Library) -> None:
    start_evidence(folder, seed=8, speed=1000)
    settings, gate = evidence_settings(folder), OpenGate()
    track = next(one for one in library.tracks if one.known == "isrc" and one.isrc)
    artist, album = library.artist_by_id[track.artists[0]], library.album_by_id[track.album]
    with spotify.make_http(settings.spotify) as http:
        assert spotify.make_spotify(settings.spotify, http, gate).track(track.id_spotify).isrc == track.isrc
    with musicbrainz.make_http(settings.musicbrainz) as http:
        found = musicbrainz.make_musicbrainz(settings.musicbrainz, http, gate).recordings_of_isrc(str(track.isrc))
        assert [one.id for one in found] == [track.id_musicbrainz]
    with lastfm.make_http(settings.lastfm) as http:
        assert lastfm.make_lastfm(settings.lastfm, http, gate).artist_tags(artist.name).artist == artist.name
    with discogs.make_http(settings.discogs) as http:
        assert discogs.make_discogs(settings.discogs, http, gate).search_albums(artist.name, album.name)
    with theaudiodb.make_http(settings.theaudiodb) as http, pytest.raises(NotFound):
        theaudiodb.make_theaudiodb(settings.theaudiodb, http, gate).track("no such recording")


def test_limits_of_the_warehouse_are_the_real_ones_times_the_speed(folder: DataDir, fresh_warehouse: str) -> None:
    start_evidence(folder, speed=10)
    engine = sqlalchemy.create_engine(fresh_warehouse)
    with engine.connect() as connection:
        limits = connection.execute(
            sqlalchemy.text("select provider, allowed_per_s::float, utilisation::float from ops.rate_limit")
        )
        told = {provider: (rate, share) for provider, rate, share in limits if provider in RATES}
    engine.dispose()
    assert {provider: rate for provider, (rate, _) in told.items()} == {name: 10 * rate for name, rate in RATES.items()}
    assert told["musicbrainz"][1] == 0.9
    assert evidence_settings(folder).lastfm.throttle_wait_s == 1.0


def test_it_keeps_its_address_and_credentials(folder: DataDir) -> None:
    first = start_evidence(folder, speed=1000)
    known = evidence_settings(folder)
    again = start_evidence(folder, speed=1000)
    assert (again.started, again.pid) == (False, first.pid)
    assert evidence_settings(folder) == known


def test_a_folder_of_a_sandbox_never_asks_the_real_providers(folder: DataDir) -> None:
    start_evidence(folder, speed=1000)
    stop_evidence(folder)
    with pytest.raises(GroundswellError, match="groundswell sandbox start"):
        evidence_settings(folder)
    assert folder.read_state(f"service-{NAME}") == {}


def test_a_folder_of_soundcharts_sandbox_alone_does_not_either(tmp_path: Path) -> None:
    folder = DataDir.open(tmp_path / "data", create=True)
    folder.write_state("standin", {"base_url": "http://127.0.0.1:1", "is_serving": True})
    with pytest.raises(GroundswellError, match="not running"):
        evidence_settings(folder)


def test_elsewhere_the_environment_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LASTFM_API_KEY", "from the environment")
    settings = evidence_settings(DataDir.open(tmp_path / "data", create=True))
    assert settings.lastfm.key() == "from the environment"
    assert settings.musicbrainz.base_url == "https://musicbrainz.org"
