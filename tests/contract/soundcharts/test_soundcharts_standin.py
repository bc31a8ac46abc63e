"""The client over real HTTP: what it returns is what is true in the world the stand-in serves."""

import itertools
import json
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest

from sandbox.places import ARTIST_FIELDS, TRACK_PLATFORMS
from sandbox.world import World
from tasks.providers.errors import BadRequest, NotFound
from tasks.providers.soundcharts import Soundcharts, paging

SLUG = "spotify-weekly-us"
FIELDS = {"followers": "follower_count", "likes": "like_count", "views": "view_count", "posts": "post_count"}


@pytest.mark.parametrize("platform", TRACK_PLATFORMS)
def test_song_audience_of_the_whole_history(client: Soundcharts, small_world: World, platform: str) -> None:
    for track in small_world.tracks[:4]:
        readings = client.song_audience(UUID(track.uuid), platform, small_world.start_on, small_world.end_on)
        true = [
            ("value", identifier, day, value)
            for identifier, series in small_world.track_series(track.uuid, platform).items()
            for day, value in series.items()
        ]
        assert sorted((r.field, r.identifier, r.observed_on, r.value) for r in readings) == sorted(true)


def test_a_long_history_is_asked_for_in_windows_that_touch(client: Soundcharts, small_world: World) -> None:
    first, last = small_world.start_on, small_world.end_on
    assert (last - first).days > 360
    client.song_audience(UUID(small_world.tracks[0].uuid), "spotify", first, last)
    asked = [dict(part.split("=") for part in exchange.url.partition("?")[2].split("&")) for exchange in client.log]
    assert len(asked) == 5
    assert (asked[0]["startDate"], asked[-1]["endDate"]) == (first.isoformat(), last.isoformat())
    for before, after in itertools.pairwise(asked):
        touching = datetime.fromisoformat(before["endDate"]) + timedelta(days=1)
        assert datetime.fromisoformat(after["startDate"]) == touching


def test_every_reading_names_the_answer_it_came_in(client: Soundcharts, small_world: World) -> None:
    readings = client.song_audience(
        UUID(small_world.tracks[0].uuid), "spotify", small_world.start_on, small_world.end_on
    )
    days = [{item["date"][:10] for item in json.loads(exchange.body or b"{}")["items"]} for exchange in client.log]
    assert all(reading.observed_on.isoformat() in days[reading.exchange] for reading in readings)
    assert {reading.exchange for reading in readings} == set(range(len(client.log)))


@pytest.mark.parametrize("platform", ARTIST_FIELDS)
def test_artist_audience(client: Soundcharts, small_world: World, platform: str) -> None:
    artist = small_world.artists[0]
    readings = client.artist_audience(UUID(artist.uuid), platform, small_world.start_on, small_world.end_on)
    true = [
        (FIELDS[kind], "", day, value)
        for kind in ARTIST_FIELDS[platform]
        if kind in FIELDS
        for day, value in small_world.artist_series(artist.uuid, platform, kind).items()
    ]
    assert sorted((r.field, r.identifier, r.observed_on, r.value) for r in readings) == sorted(true)


def test_artist_listening(client: Soundcharts, small_world: World) -> None:
    artist = small_world.artists[1]
    readings = client.artist_listening(UUID(artist.uuid), "spotify", small_world.start_on, small_world.end_on)
    true = small_world.artist_series(artist.uuid, "spotify", "listeners")
    assert {each.observed_on: each.value for each in readings if each.country is None} == true
    located = [(each.country, each.observed_on, each.value) for each in readings if each.country is not None]
    countries = small_world.listeners_by_country(artist.uuid, "spotify")
    assert sorted(located) == sorted((name, *point) for name, line in countries.items() for point in line.items())
    assert len(readings) == len(true) + len(located)


def test_all_rankings_of_a_chart(client: Soundcharts, small_world: World) -> None:
    true = small_world.rankings(SLUG)
    dates = client.ranking_dates(SLUG)
    assert dates == [datetime.combine(day, time(12), UTC) for day in sorted(true)]
    for at in dates[-3:]:
        ranking = client.ranking(SLUG, at)
        assert ranking.ranked_at == at
        assert [
            (
                str(e.song.uuid),
                e.position,
                e.metric,
                e.old_position,
                e.entry_date and e.entry_date.date(),
                e.time_on_chart,
            )
            for e, _ in ranking.entries
        ] == [
            (line.track, line.position, line.streams, line.old_position, line.entered_on, line.weeks_on_chart)
            for line in true[at.date()]
        ]
    assert client.ranking(SLUG).ranked_at == dates[-1]


@pytest.mark.parametrize("limit", [1, 7, 30])
def test_small_pages_give_the_same_ranking(
    client: Soundcharts, small_world: World, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PAGE_LIMIT", limit)
    lines = small_world.rankings(SLUG)[small_world.span.chart_days[-1]]
    ranking = client.ranking(SLUG)
    assert [str(entry.song.uuid) for entry, _ in ranking.entries] == [line.track for line in lines]
    assert len(client.log) == -(-len(lines) // limit)


def test_songs_and_artists(client: Soundcharts, small_world: World) -> None:
    for track in small_world.tracks:
        if track.is_deleted:
            continue
        song = client.song(UUID(track.uuid))
        assert (song.name, song.credit_name, song.duration) == (track.name, track.credit_name, track.duration_s)
        assert tuple(str(artist.uuid) for artist in song.artists or []) == track.artists
        isrc = song.isrc.value if song.isrc else None
        assert isrc == (None if track.is_thin else track.isrc)
        released_on = song.release_date.date() if song.release_date else None
        assert released_on == (None if track.is_thin else track.released_on)
    for artist in small_world.artists:
        read = client.artist(UUID(artist.uuid))
        assert (read.name, read.slug, read.country_code, read.biography) == (
            artist.name,
            artist.slug,
            artist.country,
            artist.biography,
        )
    assert any(track.is_thin for track in small_world.tracks)


def test_platforms_and_charts(client: Soundcharts, small_world: World) -> None:
    assert {platform.code for platform in client.platforms("platforms_social")} == set(ARTIST_FIELDS)
    assert [platform.code for platform in client.platforms("platforms_streaming")] == ["spotify"]
    assert {chart.slug for chart in client.charts("spotify")} == set(small_world.chart_slugs())
    assert client.charts("shazam") == []


def test_what_is_not_there_is_told_at_once(client: Soundcharts, small_world: World) -> None:
    deleted, (silent, platform) = small_world.deleted_track, small_world.silent_audience or ("", "")
    assert deleted is not None
    span = (small_world.end_on - timedelta(days=6), small_world.end_on)
    wednesday = datetime.combine(small_world.span.chart_days[-1] - timedelta(days=1), time(12), UTC)
    for ask in (
        lambda: client.song(UUID(deleted)),
        lambda: client.song_audience(UUID(deleted), "spotify", *span),
        lambda: client.artist_audience(UUID(silent), platform, *span),
        lambda: client.artist(UUID(int=5)),
        lambda: client.ranking_dates("no-such-chart"),
        lambda: client.ranking(SLUG, wednesday),
    ):
        before = len(client.log)
        with pytest.raises(NotFound):
            ask()
        assert len(client.log) == before + 1


def test_a_platform_the_endpoint_does_not_take(client: Soundcharts, small_world: World) -> None:
    with pytest.raises(BadRequest, match="myspace"):
        client.song_audience(UUID(small_world.tracks[0].uuid), "myspace", small_world.end_on, small_world.end_on)
    assert [exchange.status for exchange in client.log] == [400]


def test_each_answer_tells_the_quota_left(client: Soundcharts, small_world: World) -> None:
    for artist in small_world.artists[:3]:
        client.artist(UUID(artist.uuid))
    left = [exchange.quota_remaining for exchange in client.log]
    assert left[0] is not None
    assert left == [left[0], left[0] - 1, left[0] - 2]
    assert sum(exchange.cost for exchange in client.log) == 3
