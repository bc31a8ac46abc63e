"""The client against the stand-in: features by the link in `href`, whatever the order; throttles; odd rows."""

import httpx
import pytest

from sandbox.library import Library
from sandbox.servers.reccobeats import KNOWN
from tasks.providers.errors import BadRequest, Throttled, Unreadable
from tests.contract.asking import answered, served
from tests.sandbox.standin import StandIn

UNKNOWN = "0" * 22
LINK = f"https://open.spotify.com/track/{UNKNOWN}"


def test_features_are_those_of_the_world_and_belong_to_the_track_linked_to(evidence: StandIn, library: Library) -> None:
    songs = {track.identifiers["spotify"][0]: track for track in library.world.tracks[:40]}
    with served("reccobeats", evidence.client.base_url) as client:
        told = client.audio_features([*[*songs][:39], UNKNOWN])
        assert len(client.log) == 1
    assert 0.6 < len(told) / 39 < 1.0, f"about {KNOWN} of them are known"
    for one in told:
        audio = songs[one.track_id_spotify].audio
        assert one.energy == pytest.approx(audio["energy"], abs=0.051)
        assert (one.tempo_bpm, one.loudness_db) == (audio["tempo"], audio["loudness"])
        assert one.key in (audio["key"], None)
    assert any(one.key is None for one in told)


def test_a_throttle_is_waited_for_and_never_an_unknown_track(evidence: StandIn, library: Library) -> None:
    evidence.set_faults(provider="reccobeats", shares={"rate_limit": 1.0})
    ids = [track.identifiers["spotify"][0] for track in library.world.tracks[:10]]
    with served("reccobeats", evidence.client.base_url) as client:
        assert client.audio_features(ids)
        assert {exchange.failure for exchange in client.log} == {"throttled", None}


def test_a_throttle_that_stays_is_told() -> None:
    with answered("reccobeats", httpx.Response(429)) as client, pytest.raises(Throttled):
        client.audio_features([UNKNOWN])


def test_odd_rows_do_not_spoil_the_others() -> None:
    rows = [
        {"id": "x", "href": LINK, "energy": 0.5, "key": -1},
        {"id": "y", "href": "https://open.spotify.com/track/" + "1" * 22, "energy": 7},
        {"id": "z", "energy": 0.1},
    ]
    with answered("reccobeats", httpx.Response(200, json={"content": rows})) as client:
        (one,) = client.audio_features([UNKNOWN])
        assert (one.energy, one.key, one.danceability) == (0.5, None, None)
        assert [reject.item["id"] for reject in client.rejects] == ["y", "z"]


def test_a_track_nobody_asked_for_is_left_out() -> None:
    body = {"content": [{"href": LINK, "energy": 0.5}]}
    with answered("reccobeats", httpx.Response(200, json=body)) as client:
        assert client.audio_features(["1" * 22]) == []


def test_what_is_no_answer_is_unreadable() -> None:
    with answered("reccobeats", httpx.Response(200, json=[])) as client, pytest.raises(Unreadable):
        client.audio_features([UNKNOWN])
    with answered("reccobeats", httpx.Response(200)) as client, pytest.raises(BadRequest, match="at most 40"):
        client.audio_features(["x"] * 41)
