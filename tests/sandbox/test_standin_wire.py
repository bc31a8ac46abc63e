"""The stand-in's answers have the form of the recorded ones, and its endpoints keep the provider's rules."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from sandbox.identifiers import BLACKLISTED_ISRC
from sandbox.places import ARTIST_PLATFORMS, TRACK_PLATFORMS
from sandbox.world import World
from tests.sandbox.standin import ROOT, StandIn

RECORDED = ROOT / "tests" / "recorded" / "soundcharts"
RANKING = "/api/v2.14/chart/song/spotify-weekly-us/ranking"


def recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


def form(value: Any) -> Any:
    """Names of members and types of values; of a list the first item."""
    if isinstance(value, dict):
        return {name: form(member) for name, member in value.items()}
    if isinstance(value, list):
        return [form(value[0])] if value else []
    return type(value).__name__


def plain(world: World) -> Any:
    return next(track for track in world.tracks if not track.is_thin and len(track.identifiers["spotify"]) == 1)


def test_ranking_has_the_recorded_form(standin: StandIn) -> None:
    ours, theirs = standin.json(f"{RANKING}/latest", limit=10), recorded("chart_song_ranking_latest")
    assert form(ours["related"]) == form(theirs["related"])
    assert form(ours["items"]) == form(theirs["items"])
    assert form(ours["page"]) == form(theirs["page"])
    assert list(ours) == list(theirs)
    assert ours["related"]["date"] == "2026-11-19T12:00:00+00:00"


def test_song_has_the_recorded_form(standin: StandIn, world: World) -> None:
    ours, theirs = standin.json(f"/api/v2.25/song/{plain(world).uuid}"), recorded("song_metadata_v2.25")
    assert list(ours) == list(theirs)
    assert list(ours["object"]) == list(theirs["object"])
    for name in ("isrc", "artists", "genres", "labels", "audio", "duration", "explicit", "releaseDate"):
        assert form(ours["object"][name]) == form(theirs["object"][name])


def test_song_audience_has_the_recorded_form(standin: StandIn, world: World) -> None:
    ours, theirs = (
        standin.json(f"/api/v2/song/{plain(world).uuid}/audience/spotify"),
        recorded("song_audience_spotify"),
    )
    assert form(ours["related"]) == form(theirs["related"])
    assert form(ours["items"]) == form(theirs["items"])


def test_song_platforms_are_the_recorded_ones(standin: StandIn) -> None:
    assert standin.json("/api/v2/chart/song/platforms") == recorded("song_chart_platforms")


def test_artist_streaming_has_the_recorded_form(standin: StandIn, world: World) -> None:
    uuid = world.artists[0].uuid
    theirs = recorded("artist_streaming_spotify_local")
    ours = standin.json(f"/api/v2/artist/{uuid}/streaming/spotify")
    assert form(ours["related"]) == form(theirs["related"])
    assert set(ours["items"][0]) == set(theirs["items"][0])
    listening = standin.json(f"/api/v2/artist/{uuid}/streaming/spotify/listening")
    assert set(listening["items"][0]) == {"date", "value"}


def test_rankings_are_the_worlds(standin: StandIn, world: World) -> None:
    charts = standin.json("/api/v2/chart/song/by-platform/spotify")["items"]
    assert {chart["slug"] for chart in charts} == set(world.chart_slugs())
    japan = standin.json("/api/v2/chart/song/by-platform/spotify", countryCode="JP")["items"]
    assert [chart["slug"] for chart in japan] == ["spotify-weekly-jp"]
    dates = standin.json("/api/v2/chart/song/spotify-weekly-jp/available-rankings")["items"]
    assert len(dates) == 53
    assert dates == sorted(dates, reverse=True)
    oldest = standin.json(f"/api/v2.14/chart/song/spotify-weekly-jp/ranking/{dates[-1]}")["items"]
    lines = world.rankings("spotify-weekly-jp")[date.fromisoformat(dates[-1][:10])]
    assert [(item["song"]["uuid"], item["metric"]) for item in oldest] == [(line.track, line.streams) for line in lines]
    assert all(item["oldPosition"] == item["positionEvolution"] == 0 for item in oldest)


@pytest.mark.parametrize("platform", TRACK_PLATFORMS)
def test_audience_is_the_worlds(standin: StandIn, world: World, platform: str) -> None:
    for track in (world.tracks[0], world.tracks[7]):
        found: dict[str, dict[date, int]] = {name: {} for name in track.identifiers[platform]}
        end_on = world.end_on
        while end_on >= world.start_on:
            start_on = end_on - timedelta(days=89)
            answer = standin.json(
                f"/api/v2/song/{track.uuid}/audience/{platform}", startDate=str(start_on), endDate=str(end_on)
            )
            dates = [item["date"] for item in answer["items"]]
            assert dates == sorted(dates, reverse=True)
            for item in answer["items"]:
                for plot in item["plots"]:
                    found[plot["identifier"]][date.fromisoformat(item["date"][:10])] = plot["value"]
            end_on = start_on - timedelta(days=1)
        assert found == world.track_series(track.uuid, platform)


def test_artist_audience_is_the_worlds(standin: StandIn, world: World) -> None:
    artist = world.artists[0]
    for platform in ARTIST_PLATFORMS:
        items = standin.json(f"/api/v2/artist/{artist.uuid}/audience/{platform}")["items"]
        assert set(items[0]) == {"date", "likeCount", "followerCount", "followingCount", "postCount", "viewCount"}
        followers = world.artist_series(artist.uuid, platform)
        for item in items:
            assert item["followerCount"] == followers[date.fromisoformat(item["date"][:10])]


def test_pages_join_without_gap_or_overlap(standin: StandIn, world: World) -> None:
    path: str | None = f"{RANKING}/2026-11-12T12:00:00+00:00?limit=7"
    seen: list[int] = []
    while path is not None:
        body = standin.json(path)
        seen += [item["position"] for item in body["items"]]
        assert body["page"]["total"] == 30
        path = body["page"]["next"]
        assert path is None or path.startswith("/api/v2.14/")
    assert seen == list(range(1, 31))
    uuid = world.tracks[0].uuid
    first = standin.json(
        f"/api/v2/song/{uuid}/audience/spotify", startDate="2026-09-01", endDate="2026-11-19", limit=50
    )
    assert "startDate=2026-09-01" in first["page"]["next"]
    second = standin.json(first["page"]["next"])
    assert second["page"]["previous"].endswith("offset=0&limit=50")
    assert len(first["items"]) + len(second["items"]) == first["page"]["total"]


def test_without_dates_the_last_30_days(standin: StandIn, world: World) -> None:
    track = world.tracks[0]
    items = standin.json(f"/api/v2/song/{track.uuid}/audience/spotify")["items"]
    assert items[-1]["date"] >= str(world.end_on - timedelta(days=30))
    assert len(items) > 25


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v2/song/{song}/audience/spotify?startDate=2026-08-21&endDate=2026-11-19", 200),
        ("/api/v2/song/{song}/audience/spotify?startDate=2026-08-20&endDate=2026-11-19", 400),
        ("/api/v2/song/{song}/audience/spotify?startDate=2026-11-19&endDate=2026-11-18", 400),
        ("/api/v2/song/{song}/audience/spotify?startDate=yesterday", 400),
        ("/api/v2/song/{song}/audience/spotify?limit=101", 400),
        ("/api/v2/song/{song}/audience/spotify?limit=0", 400),
        ("/api/v2/song/{song}/audience/spotify?offset=-1", 400),
        ("/api/v2/song/{song}/audience/spotify?offset=one", 400),
        ("/api/v2/song/{song}/audience/deezer", 400),
        ("/api/v2/song/{deleted}/audience/spotify", 404),
        ("/api/v2.25/song/{deleted}", 404),
        ("/api/v2.25/song/00000000-0000-0000-0000-000000000000", 404),
        ("/api/v2/artist/{artist}/audience/shazam", 400),
        ("/api/v2/artist/{artist}/audience/airplay", 400),
        ("/api/v2/artist/{artist}/streaming/shazam/listening", 400),
        ("/api/v2/artist/{silent}/audience/instagram", 404),
        ("/api/v2/artist/{silent}/audience/spotify", 200),
        ("/api/v2.9/artist/00000000-0000-0000-0000-000000000000", 404),
        ("/api/v2.14/chart/song/no-such-chart/ranking/latest", 404),
        ("/api/v2/chart/song/no-such-chart/available-rankings", 404),
        ("/api/v2.14/chart/song/spotify-weekly-us/ranking/2026-11-13T12:00:00+00:00", 404),
        ("/api/v2.14/chart/song/spotify-weekly-us/ranking/2026-11-12T00:00:00+00:00", 404),
        ("/api/v2.14/chart/song/spotify-weekly-us/ranking/2026-11-12T14:00:00+02:00", 200),
        ("/api/v2.14/chart/song/spotify-weekly-us/ranking/tomorrow", 400),
        ("/api/v2/chart/song/by-platform/myspace", 400),
        ("/api/v2/song/search/light?limit=21", 400),
        ("/api/v2/song/search/light?limit=20", 200),
        (f"/api/v2.25/song/by-isrc/{BLACKLISTED_ISRC}", 410),
        ("/api/v2.25/song/by-isrc/USXXX0000000", 404),
        ("/api/v2/no-such-thing", 404),
    ],
)
def test_answers_by_rule(standin: StandIn, world: World, path: str, status: int) -> None:
    assert world.silent_audience is not None
    names = {"song": plain(world).uuid, "deleted": world.deleted_track, "artist": world.artists[0].uuid}
    response = standin.get(path.format(silent=world.silent_audience[0], **names))
    assert response.status_code == status, response.text
    if status != 200:
        error = response.json()["errors"][0]
        assert set(error) == {"key", "code", "message"}


def test_songs_by_their_other_names(standin: StandIn, world: World) -> None:
    track = plain(world)
    spotify = track.identifiers["spotify"][0]
    for path in (f"by-isrc/{track.isrc}", f"by-platform/spotify/{spotify}"):
        assert standin.json(f"/api/v2.25/song/{path}")["object"]["uuid"] == track.uuid
    defaults = standin.json(f"/api/v2/song/{track.uuid}/identifiers", onlyDefault="true")["items"]
    assert {item["platformCode"] for item in defaults} == {"spotify", "youtube", "shazam", "tiktok"}
    only = standin.json(f"/api/v2/song/{track.uuid}/identifiers", platform="tiktok")["items"]
    assert [item["identifier"] for item in only] == list(track.identifiers["tiktok"])


def test_artists_and_their_songs(standin: StandIn, world: World) -> None:
    artist = world.artists[0]
    body = standin.json(f"/api/v2.9/artist/{artist.uuid}")
    assert body["type"] == "artist"
    assert body["object"]["name"] == artist.name
    assert body["object"]["genres"][0].keys() == {"root", "sub"}
    path = f"/api/v2.9/artist/by-platform/spotify/{artist.identifiers['spotify']}"
    assert standin.json(path)["object"]["uuid"] == artist.uuid
    assert standin.json(f"/api/v2/artist/{artist.uuid}/identifiers")["page"]["total"] == 4
    songs = standin.json(f"/api/v2.21/artist/{artist.uuid}/songs", limit=100)["items"]
    assert {(song["uuid"], artist.uuid) for song in songs} == {
        pair for pair in world.credits() if pair[1] == artist.uuid
    }
    found = standin.json(f"/api/v2/artist/search/{artist.name}")["items"]
    assert artist.uuid in {item["uuid"] for item in found}


def test_thin_songs_lack_what_is_not_known(standin: StandIn, world: World) -> None:
    unknown = {"isrc", "releaseDate", "labels", "audio"}
    seen = set()
    for track in world.tracks:
        if track.is_thin:
            song = standin.json(f"/api/v2.25/song/{track.uuid}")["object"]
            assert not any(song.get(name) for name in unknown)
            assert song["artists"]
            seen.add(len(unknown & set(song)))
    assert seen <= {0, 4}
    assert seen


def test_lists_of_platforms(standin: StandIn) -> None:
    codes = {
        name: {item["code"] for item in standin.json(f"/api/v2/referential/platforms{name}")["items"]}
        for name in ("", "/social", "/streaming")
    }
    assert codes["/social"] == {"spotify", "youtube", "instagram", "tiktok"}
    assert codes["/streaming"] == {"spotify"}
    assert codes["/social"] | codes["/streaming"] | {"airplay", "shazam"} <= codes[""]
