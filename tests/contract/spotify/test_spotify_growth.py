"""What Spotify tells of growth, by the key: artists, top tracks and tracks against the stand-in's two modes."""

from collections.abc import Iterator

import httpx
import pytest

from sandbox.growth import Growth
from sandbox.library import Library
from sandbox.servers.spotify.server import EXTENDED
from tasks.providers.errors import Forbidden, NotFound, Throttled, Unreadable
from tasks.providers.spotify.client import Spotify
from tasks.providers.spotify.status import OwnerWithoutPremium
from tests.contract.asking import answered, served
from tests.sandbox.standin import StandIn

UNKNOWN = "0" * 22


@pytest.fixture
def development(evidence: StandIn) -> Iterator[Spotify]:
    with served("spotify", evidence.client.base_url) as client:
        yield client


@pytest.fixture
def extended(evidence: StandIn) -> Iterator[Spotify]:
    """The same stand-in, asked with the id of an extended app."""
    with served("spotify", evidence.client.base_url, client_id=f"standin-client{EXTENDED}") as client:
        yield client


def test_an_extended_key_is_told_what_the_world_planted(extended: Spotify, library: Library) -> None:
    world, growth = library.world, Growth(library.world)
    for artist in world.artists[:3]:
        found = extended.artist(artist.identifiers["spotify"])
        assert found.name == artist.name
        assert found.popularity == growth.artist_popularity(artist.uuid)[world.end_on]
        assert found.followers in world.artist_series(artist.uuid, "spotify").values()
        for market in ("US", "FI"):
            top = extended.top_tracks(found.id, market)
            truth = growth.top_tracks(artist.uuid, market, world.end_on)
            assert [track.id for track in top] == [track.identifiers["spotify"][0] for track in truth]
            assert [track.popularity for track in top] == [
                growth.track_popularity(track.uuid)[world.end_on] for track in truth
            ]
            assert all(track.markets is not None and market in track.markets for track in top)


def test_a_track_without_audio_features_is_not_a_closed_endpoint(extended: Spotify) -> None:
    with pytest.raises(NotFound):
        extended.audio_features(UNKNOWN)


def test_several_artists_come_in_one_call(extended: Spotify, library: Library) -> None:
    ids = [artist.identifiers["spotify"] for artist in library.world.artists[:49]]
    found = extended.artists([*ids, UNKNOWN])
    assert [getattr(one, "id", None) for one in found] == [*ids, None]
    assert len(extended.log) == 1


def test_a_key_in_development_is_told_no_more_than_names(development: Spotify, library: Library) -> None:
    id_ = library.world.artists[0].identifiers["spotify"]
    found = development.artist(id_)
    assert (found.followers, found.popularity) == (None, None)
    track = development.track(library.world.tracks[0].identifiers["spotify"][0])
    assert (track.popularity, track.markets) == (None, None)
    for ask in (lambda: development.top_tracks(id_, "US"), lambda: development.artists([id_])):
        with pytest.raises(Forbidden, match="not available to this app"):
            ask()
    with pytest.raises(Forbidden):
        development.audio_features(track.id)
    with pytest.raises(NotFound):
        development.artist(UNKNOWN)


@pytest.mark.parametrize("mode", ["development", "extended"])
def test_albums_of_an_artist_are_those_of_the_library(
    mode: str, library: Library, request: pytest.FixtureRequest
) -> None:
    client: Spotify = request.getfixturevalue(mode)
    for artist in library.artists[:3]:
        own = sorted(
            (album for album in library.albums if album.artist == artist.id_spotify),
            key=lambda album: album.released_on,
            reverse=True,
        )
        found = client.artist_albums(artist.id_spotify, 20)
        assert [head.name for head in found] == [album.name for album in own]
        assert [head.id for head in client.artist_albums(artist.id_spotify, 1)] == [own[0].id_spotify]
    with pytest.raises(NotFound):
        client.artist_albums(UNKNOWN, 20)


def test_albums_of_an_artist_come_page_by_page() -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        offset = int(request.url.params["offset"])
        assert request.url.params["limit"] == "10"
        items = [{"id": f"{n:022d}", "name": str(n), "album_type": "album"} for n in range(offset, offset + 8)]
        return httpx.Response(200, json={"items": [*items, None, {"id": 7}], "total": 37})

    with answered("spotify", serve) as client:
        wanted = [str(n) for n in (*range(8), *range(10, 18), *range(20, 24))]
        assert [head.name for head in client.artist_albums(UNKNOWN, 20)] == wanted
        assert (len(client.log), len(client.rejects)) == (3, 3)


def test_a_throttle_is_never_a_missing_artist() -> None:
    said = httpx.Response(429, headers={"retry-after": "1"}, json={"error": {"status": 429, "message": "limit"}})
    with answered("spotify", said) as client, pytest.raises(Throttled):
        client.artist(UNKNOWN)


def test_an_owner_without_premium_is_told_apart(evidence: StandIn, development: Spotify) -> None:
    evidence.client.post("/_standin/spotify", json={"state": "no_premium"})
    with pytest.raises(OwnerWithoutPremium, match="Active premium subscription"):
        development.artist(UNKNOWN)


def test_a_popularity_that_can_not_be_is_unreadable() -> None:
    said = httpx.Response(200, json={"id": UNKNOWN, "popularity": 101})
    with answered("spotify", said) as client, pytest.raises(Unreadable):
        client.artist(UNKNOWN)


def test_a_day_beyond_the_world_is_refused(evidence: StandIn) -> None:
    answer = evidence.client.post("/_standin/spotify", json={"today": "2031-01-01"})
    assert answer.status_code == 400
    assert "the world's days are" in answer.json()["message"]
