"""The client reads what the real provider has answered."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.contract.soundcharts.clients import client_on, recorded

SONG = UUID("7d534228-5165-11e9-9375-549f35161576")
ARTIST = UUID("11e81bcc-9c1c-ce38-b96b-a0369fe50396")


def always(body: Any) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(200, json=body)


def two_pages(request: httpx.Request) -> httpx.Response:
    """The recorded first page of 100, and a second one in the same form with the places after it."""
    page = recorded("chart_song_ranking_latest")
    if request.url.params["offset"] == "100":
        page["items"] = [
            item | {"position": item["position"] + 100, "song": item["song"] | {"uuid": str(UUID(int=place))}}
            for place, item in enumerate(page["items"], start=1)
        ]
        page["page"] |= {"offset": 100, "next": None, "previous": page["page"]["next"]}
    else:
        assert request.url.params["offset"] == "0", "0 is sent, not left out"
    return httpx.Response(200, json=page)


def test_a_ranking_of_two_hundred_is_read_to_its_end() -> None:
    with client_on(two_pages) as client:
        ranking = client.ranking("global-28")
        assert [exchange.url.partition("?")[2] for exchange in client.log] == [
            "offset=0&limit=100",
            "offset=100&limit=100",
        ]
    assert [entry.position for entry, _ in ranking.entries] == list(range(1, 201))
    assert [exchange for _, exchange in ranking.entries] == [0] * 100 + [1] * 100
    assert ranking.ranked_at == datetime(2025, 8, 23, 12, tzinfo=UTC)
    chart = ranking.chart
    assert (chart.slug, chart.platform, chart.frequency, chart.country_code) == ("global-28", "spotify", "daily", "")
    assert chart.metric is not None
    assert chart.metric.type == "streamcount"


def test_a_place_is_read_whole() -> None:
    with client_on(two_pages) as client:
        first, _ = client.ranking("global-28").entries[0]
    assert first.song.name == "Golden"
    assert first.song.credit_name == "HUNTR/X & EJAE & AUDREY NUNA & REI AMI & KPop Demon Hunters Cast"
    assert (first.position, first.old_position, first.metric) == (1, 1, 8_287_561)
    assert (first.time_on_chart, first.time_on_chart_unit) == (55, "DOC")
    assert first.entry_date == datetime(2025, 6, 22, 12, tzinfo=UTC)


def test_an_audience_without_page_member_is_one_page() -> None:
    body = recorded("song_audience_spotify")
    assert "page" not in body
    with client_on(always(body)) as client:
        readings = client.song_audience(SONG, "spotify", date(2025, 7, 22), date(2025, 8, 28))
        assert len(client.log) == 1
    assert {reading.observed_on: reading.value for reading in readings} == {
        date.fromisoformat(item["date"][:10]): item["plots"][0]["value"] for item in body["items"]
    }
    assert {(reading.field, reading.identifier) for reading in readings} == {("value", "2Fxmhks0bxGSBdJ92vM42m")}


def test_song_metadata() -> None:
    with client_on(always(recorded("song_metadata_v2.25"))) as client:
        song = client.song(SONG)
        assert client.log[0].url == f"/api/v2.25/song/{SONG}"
    assert (song.name, song.credit_name, song.duration, song.explicit) == ("bad guy", "Billie Eilish", 194, False)
    assert song.isrc is not None
    assert song.isrc.value == "USUM71900764"
    assert [(artist.uuid, artist.name) for artist in song.artists or []] == [(ARTIST, "Billie Eilish")]
    assert song.release_date == datetime(2019, 3, 29, tzinfo=UTC)
    assert song.labels == [{"name": "Interscope", "type": "Universal"}, {"name": "Darkroom", "type": "Universal"}]
    assert song.audio is not None
    assert song.audio["timeSignature"] == 4


def test_platforms_of_charts() -> None:
    with client_on(always(recorded("song_chart_platforms"))) as client:
        platforms = client.platforms("platforms_song_chart")
        assert len(client.log) == 1
    assert len(platforms) == 21
    assert ("apple-music", "Apple Music") in [(platform.code, platform.name) for platform in platforms]


def test_odd_links_between_pages_are_not_followed() -> None:
    body = recorded("artist_streaming_spotify_local")
    assert (body["page"]["next"], body["page"]["previous"]) == ("", "null")
    with client_on(always(body)) as client:
        reading, *located = client.artist_listening(ARTIST, "spotify", date(2024, 9, 2), date(2024, 9, 2))
        assert len(client.log) == 1
    assert (reading.observed_on, reading.value, reading.country) == (date(2024, 9, 2), 107_906_557, None)
    assert [(each.country, each.value) for each in located[:2]] == [("ID", 3_529_824), ("GB", 3_264_832)]
    assert len(located) == 24


def test_a_country_that_can_not_be_read_costs_itself_alone() -> None:
    body = recorded("artist_streaming_spotify_local")
    body["items"][0]["countryPlots"][1:] = [{"countryCode": "the moon", "value": 5}, {"countryCode": "DE"}]
    with client_on(always(body)) as client:
        readings = client.artist_listening(ARTIST, "spotify", date(2024, 9, 2), date(2024, 9, 2))
        assert [each.country for each in readings] == [None, "ID"]
        assert len(client.rejects) == 2


def test_a_plan_without_countries_has_listeners_all_the_same() -> None:
    total = {"items": [{"date": "2024-09-02T00:00:00+00:00", "value": 5}], "page": {"total": 1}}
    refusal = {"errors": [{"message": "Your plan has no local audiences."}]}

    def answer(request: httpx.Request) -> httpx.Response:
        is_total = request.url.path.endswith("/listening")
        return httpx.Response(200, json=total) if is_total else httpx.Response(403, json=refusal)

    with client_on(answer) as client:
        (reading,) = client.artist_listening(ARTIST, "spotify", date(2024, 9, 2), date(2024, 9, 2))
    assert (reading.value, reading.country) == (5, None)


@pytest.mark.parametrize("unknown", [{"mood": "blue"}, {"errors": None}, {"related": None}])
def test_members_we_do_not_know_are_ignored(unknown: dict[str, Any]) -> None:
    body = recorded("song_audience_spotify") | unknown
    body["items"] = [item | unknown for item in body["items"]]
    with client_on(always(body)) as client:
        assert len(client.song_audience(SONG, "spotify", date(2025, 7, 22), date(2025, 8, 28))) == 38
        assert client.rejects == []


@pytest.mark.parametrize("gone", ["isrc", "releaseDate", "labels", "audio", "genres", "artists", "imageUrl"])
@pytest.mark.parametrize("how", ["null", "missing"])
def test_a_song_of_which_little_is_known_is_read(gone: str, how: str) -> None:
    body = recorded("song_metadata_v2.25")
    if how == "null":
        body["object"][gone] = None
    else:
        del body["object"][gone]
    with client_on(always(body)) as client:
        assert client.song(SONG).name == "bad guy"
