"""What explains a week, as the real provider has written it, and where a plan or an answer has less."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest

from sandbox.world import World
from tasks.providers.errors import Forbidden, NotFound
from tasks.providers.soundcharts import Soundcharts
from tests.contract.soundcharts.clients import client_on, recorded
from tests.sandbox.standin import StandIn

ARTIST = UUID("11e81bcc-9c1c-ce38-b96b-a0369fe50396")


def always(body: Any) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(200, json=body)


def test_playlists_are_read_with_and_without_type_and_exit() -> None:
    with client_on(always(recorded("artist_playlist_current_spotify"))) as client:
        (older, _), (newer, exchange) = client.artist_playlists(ARTIST)
        assert "sortBy=subscriberCount&sortOrder=desc" in client.log[0].url
        assert "currentOnly=0" in client.log[0].url, "0 is sent, not left out"
    assert (older.playlist.name, older.playlist.type, older.exit_date) == ("A Fine Day", None, None)
    assert newer.playlist.latest_subscriber_count == 2_600_000
    assert newer.entry_date is not None
    assert newer.exit_date is not None
    assert (newer.entry_date.date(), newer.exit_date.date()) == (date(2020, 12, 10), date(2021, 1, 4))
    assert newer.song is not None
    assert (newer.song.name, exchange) == ("Dance", 0)


def test_no_page_is_asked_for_after_the_biggest_playlists() -> None:
    page = recorded("artist_playlist_current_spotify")
    page["page"]["total"] = 18_591
    with client_on(always(page)) as client:
        assert len(client.artist_playlists(ARTIST, most=4)) == 4
        assert len(client.log) == 2


def test_popularity_is_of_the_day_that_is_written() -> None:
    with client_on(always(recorded("artist_popularity_spotify"))) as client:
        days = client.artist_popularity(ARTIST, "spotify", date(2022, 6, 28), date(2022, 7, 4))
    assert [(day.observed_on, day.value) for day in days] == [(date(2022, 6, 28), 87), (date(2022, 7, 3), 86)]


def test_similar_artists_and_songs_keep_their_order() -> None:
    with client_on(always(recorded("artist_related"))) as client:
        assert [artist.name for artist, _ in client.related_artists(ARTIST)] == ["Near One", "Next One"]
    with client_on(always(recorded("artist_songs"))) as client:
        assert [(song.name, song.release_date is None) for song in client.artist_songs(ARTIST)] == [
            ("Dance", False),
            ("Here", True),
        ]


def test_several_are_asked_one_by_one_where_the_provider_takes_one() -> None:
    song = recorded("song_metadata_v2.25")
    uuids = [UUID(song["object"]["uuid"]), UUID(int=7)]

    def answer(request: httpx.Request) -> httpx.Response:
        uuid = request.url.path.rsplit("/", 1)[1]
        if "," in uuid:
            return httpx.Response(404, json={"errors": [{"message": "Song not found."}]})
        return httpx.Response(200, json={"object": song["object"] | {"uuid": uuid}})

    with client_on(answer) as client:
        assert [found.uuid for found in client.songs(uuids)] == uuids
        assert [exchange.status for exchange in client.log] == [404, 200, 200]


def test_an_endpoint_the_plan_lacks_is_refused_in_the_providers_words(
    provider: StandIn, client: Soundcharts, small_world: World
) -> None:
    assert provider.client.post("/_standin/plan", json={"left_out": ["/playlist/"]}).status_code == 200
    try:
        with pytest.raises(Forbidden, match="not included in your current plan"):
            client.artist_playlists(UUID(small_world.artists[0].uuid))
        assert client.related_artists(UUID(small_world.artists[0].uuid))
    finally:
        provider.client.post("/_standin/plan", json={"left_out": []})


def test_a_tiktok_sound_has_title_author_and_videos(client: Soundcharts, small_world: World) -> None:
    track = small_world.tracks[0]
    sound = client.tiktok_sound(track.identifiers["tiktok"][0])
    series = small_world.track_series(track.uuid, "tiktok")[sound.identifier]
    assert (sound.title, sound.video_count) == (track.name, series[max(series)])
    with pytest.raises(NotFound):
        client.tiktok_sound("6999999999999999999")
