"""The client against the stand-in: tracks, albums by the page, search, both modes, and everything that is closed."""

from collections.abc import Iterator
from datetime import date, timedelta

import httpx
import pytest

from sandbox.library import Library
from tasks.providers.errors import BadRequest, Forbidden, NotFound, QuotaExhausted
from tasks.providers.spotify.client import Spotify, make_spotify
from tasks.providers.spotify.settings import make_http
from tests.contract.asking import answered, served, settings_of
from tests.contract.soundcharts.open_gate import OpenGate
from tests.sandbox.standin import StandIn, running
from tests.unit.recording_gate import RecordingGate

UNKNOWN = "0" * 22


@pytest.fixture
def client(evidence: StandIn) -> Iterator[Spotify]:
    with served("spotify", evidence.client.base_url) as made:
        yield made


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    arguments = ("--speed", "100000", "--spotify-mode", "extended")
    with running(tmp_path_factory.mktemp("extended"), *arguments, module="tag_providers") as server:
        yield server


def test_tracks_are_those_of_the_library(client: Spotify, library: Library) -> None:
    for track in [*library.tracks[:10], *(one for one in library.tracks if one.isrc is None)]:
        told = client.track(track.id_spotify)
        album = library.album_by_id[track.album]
        assert told.id == track.id_spotify
        assert (told.name, told.isrc, told.duration_ms) == (track.name, track.isrc, track.duration_ms)
        assert tuple(artist.id for artist in told.artists) == track.artists
        assert (told.disc_number, told.track_number) == (track.disc, track.number)
        assert told.album is not None
        assert (told.album.id, told.album.track_count) == (album.id_spotify, len(album.tracks))


def test_albums_are_whole_and_in_order(client: Spotify, library: Library) -> None:
    for album in library.albums[:12]:
        told = client.album(album.id_spotify)
        assert tuple(track.id for track in told.tracks) == album.tracks
        assert [track.track_number for track in told.tracks] == list(range(1, len(album.tracks) + 1))
        assert told.head.release_on is not None
        # of some albums only the year or the month is known
        assert timedelta(0) <= album.released_on - told.head.release_on < timedelta(days=366)


def test_an_album_of_several_pages() -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        offset = int(request.url.params.get("offset", 0))
        items = [{"id": f"{n:022d}", "name": str(n)} for n in range(offset, min(offset + 50, 120))]
        page = {"items": items, "total": 120, "next": "https://elsewhere.test/v1/next"}
        return httpx.Response(200, json=page if offset else {"id": UNKNOWN, "name": "Long", "tracks": page})

    with answered("spotify", serve) as client:
        album = client.album(UNKNOWN)
        assert [track.name for track in album.tracks] == [str(n) for n in range(120)]
        assert [exchange.endpoint for exchange in client.log] == ["album", "album_tracks", "album_tracks"]


def test_an_emptied_page_is_asked_for_again(evidence: StandIn, client: Spotify, library: Library) -> None:
    evidence.set_faults(provider="spotify", shares={"empty_page": 1.0})
    album = library.albums[0]
    assert tuple(track.id for track in client.album(album.id_spotify).tracks) == album.tracks
    assert [exchange.failure for exchange in client.log] == ["unreadable"] * 3 + [None]


def test_search_finds_a_track_among_others(client: Spotify, library: Library) -> None:
    for track in library.tracks[::25]:
        found = client.search_track(library.artist_by_id[track.artists[0]].name, track.name)
        assert track.id_spotify in [one.id for one in found]
        assert len(found) <= 10
    assert client.search_track("Nobody At All", "Zzyzx Qwrtz") == []


def test_what_is_not_there_is_not_found(client: Spotify) -> None:
    with pytest.raises(NotFound):
        client.track(UNKNOWN)
    with pytest.raises(NotFound):
        client.album(UNKNOWN)
    assert [exchange.failure for exchange in client.log] == ["not_found"] * 2


def test_several_at_once_are_closed_to_an_app_in_development(client: Spotify, library: Library) -> None:
    with pytest.raises(Forbidden, match="not available to this app"):
        client.tracks([library.tracks[0].id_spotify])
    assert len(client.log) == 1


def test_several_at_once_are_open_to_an_extended_app(extended: StandIn, library: Library) -> None:
    ids = [track.id_spotify for track in library.tracks[:49]]
    with served("spotify", extended.client.base_url) as client:
        told = client.tracks([*ids, UNKNOWN])
        assert [track.id if track else None for track in told] == [*ids, None]
        assert len(client.log) == 1
        with pytest.raises(BadRequest, match="at most 50"):
            client.tracks(["x"] * 51)


def test_a_longer_search_is_refused_in_development_only(evidence: StandIn, extended: StandIn) -> None:
    def status(server: StandIn) -> int:
        settings = settings_of("spotify", f"{str(server.client.base_url).rstrip('/')}/spotify")
        with make_http(settings) as http:
            token = http.post(
                settings.token_url, auth=("standin-client", "standin-secret"), data={"grant_type": "client_credentials"}
            ).json()["access_token"]
            asked = {"q": "track:a", "type": "track", "limit": "11"}
            return http.get("/v1/search", params=asked, headers={"Authorization": f"Bearer {token}"}).status_code

    assert (status(evidence), status(extended)) == (400, 200)


def test_an_owner_without_premium_is_told_in_plain_text(evidence: StandIn, client: Spotify, library: Library) -> None:
    evidence.client.post("/_standin/spotify", json={"state": "no_premium"})
    with pytest.raises(Forbidden, match="Active premium subscription required"):
        client.track(library.tracks[0].id_spotify)
    assert len(client.log) == 1


def test_a_used_up_quota_stops_the_run(evidence: StandIn, library: Library) -> None:
    evidence.client.post("/_standin/spotify", json={"state": "quota_exceeded"})
    gate = RecordingGate()
    with served("spotify", evidence.client.base_url, gate) as client:
        with pytest.raises(QuotaExhausted, match="stay queued"):
            client.track(library.tracks[0].id_spotify)
        assert [exchange.failure for exchange in client.log] == ["quota"]
    assert len(gate.blocked) == 1
    assert gate.pushed_back == []


@pytest.mark.parametrize(("path", "status"), [("tracks", 404), ("search", 404), ("search", 403)])
def test_a_closed_endpoint_is_not_a_missing_track(path: str, status: int) -> None:
    said = httpx.Response(status, json={"error": {"status": status, "message": "Service not found"}})
    with answered("spotify", said) as client, pytest.raises(Forbidden, match="not available to this app"):
        client.tracks([UNKNOWN]) if path == "tracks" else client.search_track("a", "b")


def test_all_clients_on_the_same_connections_share_a_token_that_is_renewed(library: Library) -> None:
    issued: list[str] = []
    track = library.tracks[0]

    def serve(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/token":
            issued.append(f"token-{len(issued)}")
            return httpx.Response(200, json={"access_token": issued[-1], "expires_in": 3600})
        is_good = request.headers["authorization"] != "Bearer token-0" or len(asked) < 2
        asked.append(request.headers["authorization"])
        good = httpx.Response(200, json={"id": track.id_spotify, "name": track.name})
        return good if is_good else httpx.Response(401, json={"error": {"status": 401, "message": "expired"}})

    asked: list[str] = []
    settings = settings_of("spotify", "https://provider.test")
    with httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(serve)) as http:
        for _ in range(3):
            assert make_spotify(settings, http, OpenGate()).track(track.id_spotify).name == track.name
    assert issued == ["token-0", "token-1"]
    assert asked == ["Bearer token-0"] * 3 + ["Bearer token-1"]


def test_odd_items_do_not_spoil_the_others() -> None:
    items = [None, {"id": None, "name": "local file"}, {"id": UNKNOWN, "name": "A", "external_ids": {}}, {"id": 7}]
    with answered("spotify", httpx.Response(200, json={"tracks": {"items": items, "total": 4}})) as client:
        (track,) = client.search_track("a", "b")
        rejected = [reject.item for reject in client.rejects]
    assert (track.id, track.isrc, track.album) == (UNKNOWN, None, None)
    assert rejected == [{"id": None, "name": "local file"}, {"id": 7}]


@pytest.mark.parametrize(
    ("told", "day"),
    [("2011-06-24", date(2011, 6, 24)), ("2011-06", date(2011, 6, 1)), ("2011", date(2011, 1, 1)), ("0000", None)],
)
def test_release_days(told: str, day: date | None) -> None:
    body = {"id": UNKNOWN, "name": "A", "album": {"id": UNKNOWN, "name": "B", "release_date": told}}
    with answered("spotify", httpx.Response(200, json=body)) as client:
        track = client.track(UNKNOWN)
    assert track.album is not None
    assert track.album.release_on == day


def test_what_spotipy_refuses_to_ask_is_our_error(client: Spotify) -> None:
    with pytest.raises(BadRequest, match="can't be asked"):
        client.track("https://example.org/not/spotify")
    assert client.log == []
