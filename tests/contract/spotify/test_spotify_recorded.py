"""The client reads what the real Web API has answered."""

import json
from datetime import date

import httpx
import pytest

from tasks.providers.errors import NotFound, Throttled, Unauthorized, Unreadable
from tasks.providers.spotify.records import ArtistHead
from tests.contract.asking import SHARED, answered, make_client, recorded, settings_of

ID = "6NPVjNh8Jhru9xOmyQigds"


def test_a_track() -> None:
    with answered("spotify", recorded("spotify", "track_2010s.json")) as client:
        track = client.track(ID)
    assert (track.id, track.name, track.isrc, track.duration_ms) == (ID, "Happy", "USQ4E1300686", 233305)
    assert (track.disc_number, track.track_number) == (1, 4)
    assert track.artists == (ArtistHead("2RdwBSPQiwcmiDo9kixcl8", "Pharrell Williams"),)
    assert track.album is not None
    assert track.album.album_type == "compilation"
    assert (track.album.release_on, track.album.track_count) == (date(2013, 6, 18), 24)


def test_a_track_of_several_artists_keeps_their_order() -> None:
    told = json.loads(recorded("spotify", "track_multiartist.json").content)
    with answered("spotify", recorded("spotify", "track_multiartist.json")) as client:
        names = [artist.name for artist in client.track(ID).artists]
    assert names == [artist["name"] for artist in told["artists"]]
    assert len(names) > 1


def test_an_unknown_track_in_a_batch_is_none_in_its_place() -> None:
    with answered("spotify", recorded("spotify", "tracks_batch_with_null.json")) as client:
        known, unknown = client.tracks(["0eGsygTp906u18L0Oimnem", ID])
    assert known.isrc == "USIR20400274"
    assert unknown is None


def test_a_batch_of_another_length_is_unreadable() -> None:
    with answered("spotify", recorded("spotify", "tracks_batch_2018.json")) as client:
        with pytest.raises(Unreadable, match="asked for 2 tracks"):
            client.tracks([ID, ID])
        assert {exchange.failure for exchange in client.log} == {"unreadable"}


def test_a_search() -> None:
    with answered("spotify", recorded("spotify", "search_track_japanese.json")) as client:
        (track,) = client.search_track("ヨルシカ", "思想犯")
    assert (track.name, track.artists[0].name) == ("思想犯", "ヨルシカ")


def test_a_search_without_result() -> None:
    with answered("spotify", recorded("spotify", "search_track_empty.json")) as client:
        assert client.search_track("nobody", "nothing") == []


def test_a_whole_album() -> None:
    with answered("spotify", recorded("spotify", "album_multiartist.json")) as client:
        album = client.album("0yhKyyjyKXWUieJ4w1IAEa")
    told = json.loads(recorded("spotify", "album_multiartist.json").content)
    assert album.head.name == told["name"]
    assert [track.id for track in album.tracks] == [track["id"] for track in told["tracks"]["items"]]


def test_a_track_list_that_is_cut_is_never_taken_for_whole() -> None:
    """The recording announces eleven tracks and was cut to three; the rest is asked for, and never comes."""
    empty = httpx.Response(200, json={"items": [], "total": 11})
    with (
        answered("spotify", recorded("spotify", "album_2025.json"), empty) as client,
        pytest.raises(Unreadable, match="11 tracks are announced"),
    ):
        client.album("3IqzqH6ShrRtie9Yd2ODyG")


def test_its_error_bodies_are_read() -> None:
    not_found = httpx.Response(404, content=recorded("spotify", "error_404.json").content)
    with answered("spotify", not_found) as client, pytest.raises(NotFound, match=r"Resource not found|[Nn]ot found"):
        client.track(ID)
    too_fast = httpx.Response(429, content=recorded("spotify", "error_429_rate_limit.json").content)
    with answered("spotify", too_fast) as client, pytest.raises(Throttled, match="API rate limit exceeded"):
        client.track(ID)


def test_a_refused_client_is_told_by_its_variables() -> None:
    refusal = recorded("spotify", "error_token_invalid_client.json").content

    def serve(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/api/token", "nothing is asked without a token"
        return httpx.Response(400, content=refusal)

    settings = settings_of("spotify", "https://provider.test")
    with (
        httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(serve)) as http,
        pytest.raises(Unauthorized, match="SPOTIFY_CLIENT_SECRET"),
    ):
        make_client("spotify", settings, http).track(ID)


def test_a_token_as_documented_opens_the_door() -> None:
    token = json.loads(recorded("spotify", "token_client_credentials.json").content)
    seen: list[str] = []

    def serve(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/token":
            return httpx.Response(200, json=token)
        seen.append(request.headers["authorization"])
        return recorded("spotify", "track_2010s.json")

    settings = settings_of("spotify", "https://provider.test")
    with httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(serve)) as http:
        make_client("spotify", settings, http).track(ID)
    assert seen == [f"Bearer {token['access_token']}"]


def test_a_track_without_isrc() -> None:
    file = SHARED / "spotify" / "play_history_track_no_isrc.json"
    if not file.exists():
        pytest.skip("this recording is read where it lies, and is not there")
    told = json.loads(file.read_text("utf-8"))
    track = told.get("track") or told["items"][0]["track"]
    with answered("spotify", httpx.Response(200, json=track)) as client:
        assert client.track(track["id"]).isrc is None
