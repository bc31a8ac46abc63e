"""Recorded answers come back as they were; what was not recorded hangs together."""

import json

from tests.sandbox.standin import ROOT, StandIn

RECORDED = ROOT / "tests" / "recorded" / "soundcharts"
BAD_GUY = "7d534228-5165-11e9-9375-549f35161576"
BILLIE = "11e81bcc-9c1c-ce38-b96b-a0369fe50396"
LATEST = "/api/v2.14/chart/song/global-28/ranking/latest"


def test_ranking_is_the_recorded_one(replayed: StandIn) -> None:
    recorded = json.loads((RECORDED / "chart_song_ranking_latest.json").read_text("utf-8"))
    body = replayed.json(LATEST)
    assert body["items"] == recorded["items"]
    assert body["related"] == recorded["related"]
    assert body["page"]["next"] is None
    assert body["page"]["total"] == 100
    dates = replayed.json("/api/v2/chart/song/global-28/available-rankings")["items"]
    assert dates == ["2025-08-23T12:00:00+00:00"]
    assert replayed.json(f"/api/v2.14/chart/song/global-28/ranking/{dates[0]}")["items"] == recorded["items"]
    charts = replayed.json("/api/v2/chart/song/by-platform/spotify")["items"]
    assert [chart["slug"] for chart in charts] == ["global-28"]


def test_recorded_song_and_audience(replayed: StandIn) -> None:
    song = json.loads((RECORDED / "song_metadata_v2.25.json").read_text("utf-8"))
    assert replayed.json(f"/api/v2.25/song/{BAD_GUY}") == song
    audience = json.loads((RECORDED / "song_audience_spotify.json").read_text("utf-8"))
    path = f"/api/v2/song/{BAD_GUY}/audience/spotify"
    assert replayed.json(path, startDate="2025-07-01", endDate="2025-08-28") == audience
    window = replayed.json(path, startDate="2025-08-01", endDate="2025-08-03")
    assert [item["date"][:10] for item in window["items"]] == ["2025-08-03", "2025-08-02", "2025-08-01"]
    assert "page" not in window
    assert len(replayed.json(f"/api/v2/song/{BAD_GUY}/audience/youtube")["items"]) == 31


def test_everything_ranked_can_be_followed(replayed: StandIn) -> None:
    song = json.loads((RECORDED / "song_metadata_v2.25.json").read_text("utf-8"))
    artists: dict[str, str] = {}
    for line in replayed.json(LATEST)["items"]:
        uuid = line["song"]["uuid"]
        found = replayed.json(f"/api/v2.25/song/{uuid}")["object"]
        assert set(found) == set(song["object"])
        assert (found["uuid"], found["name"], found["creditName"]) == tuple(
            line["song"][name] for name in ("uuid", "name", "creditName")
        )
        artists |= {artist["uuid"]: artist["name"] for artist in found["artists"]}
        items = replayed.json(f"/api/v2/song/{uuid}/audience/spotify")["items"]
        assert items[0]["date"] == "2025-08-28T00:00:00+00:00"
    assert {"HUNTR/X", "EJAE", "Bruno Mars", "袁娅维TIA RAY"} <= set(artists.values())
    assert artists[BILLIE] == "Billie Eilish"
    assert len(set(artists.values())) == len(artists)
    for uuid in artists:
        assert replayed.json(f"/api/v2.9/artist/{uuid}")["object"]["uuid"] == uuid
        assert replayed.json(f"/api/v2/artist/{uuid}/audience/instagram")["page"]["total"] == 31
        assert replayed.json(f"/api/v2/artist/{uuid}/streaming/spotify/listening")["page"]["total"] == 31


def test_recorded_listeners_by_city(replayed: StandIn) -> None:
    recorded = json.loads((RECORDED / "artist_streaming_spotify_local.json").read_text("utf-8"))
    path = f"/api/v2/artist/{BILLIE}/streaming/spotify"
    assert replayed.json(path, startDate="2024-09-01", endDate="2024-09-30")["items"] == recorded["items"]
