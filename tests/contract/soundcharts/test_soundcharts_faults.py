"""Whatever goes wrong on the way, what the client returns in the end is the truth, and the log says what went wrong."""

from datetime import timedelta
from uuid import UUID

import pytest

from sandbox.world import World
from tasks.providers.errors import QuotaExhausted
from tasks.providers.soundcharts import Soundcharts
from tests.contract.soundcharts.clients import client_of
from tests.sandbox.standin import StandIn
from tests.unit.recording_gate import RecordingGate

SLUG = "spotify-weekly-gb"
FAULTS = {
    "rate_limit": "throttled",
    "unavailable": "unavailable",
    "error": "unavailable",
    "cut": "unavailable",
    "bad_json": "unreadable",
    "empty_page": "unreadable",
    "slow": None,
}


@pytest.mark.parametrize("kind", FAULTS)
def test_audience_is_true_in_spite_of(client: Soundcharts, provider: StandIn, small_world: World, kind: str) -> None:
    track, last = small_world.tracks[0], small_world.end_on
    first = last - timedelta(days=40)
    provider.set_faults(shares={kind: 1.0})
    readings = client.song_audience(UUID(track.uuid), "spotify", first, last)
    assert {(r.identifier, r.observed_on): r.value for r in readings} == {
        (identifier, day): value
        for identifier, series in small_world.track_series(track.uuid, "spotify").items()
        for day, value in series.items()
        if day >= first
    }
    failures = [exchange.failure for exchange in client.log]
    assert failures == ([None] if kind == "slow" else [FAULTS[kind]] * 3 + [None])


@pytest.mark.parametrize("kind", [kind for kind in FAULTS if kind != "slow"])
def test_rankings_are_true_in_spite_of(client: Soundcharts, provider: StandIn, small_world: World, kind: str) -> None:
    provider.set_faults(shares={kind: 0.5})
    day = small_world.span.chart_days[-1]
    ranking = client.ranking(SLUG)
    assert [(str(entry.song.uuid), entry.position, entry.metric) for entry, _ in ranking.entries] == [
        (line.track, line.position, line.streams) for line in small_world.rankings(SLUG)[day]
    ]


def test_a_throttle_is_handed_to_the_gate_with_its_wait(provider: StandIn, client: Soundcharts) -> None:
    gate = RecordingGate()
    provider.set_faults(shares={"rate_limit": 1.0})
    with client_of(str(provider.client.base_url), gate=gate) as gated:
        gated.ranking_dates(SLUG)
    assert gate.pushed_back == [1.0, 1.0, 1.0]
    assert gate.reserved == 4


def test_a_used_up_quota_ends_it_and_loses_nothing(provider: StandIn, client: Soundcharts, small_world: World) -> None:
    gate = RecordingGate()
    provider.set_quota(1)
    with client_of(str(provider.client.base_url), gate=gate) as gated:
        assert gated.artist(UUID(small_world.artists[0].uuid)).name == small_world.artists[0].name
        with pytest.raises(QuotaExhausted, match="quota"):
            gated.artist(UUID(small_world.artists[1].uuid))
        assert [exchange.failure for exchange in gated.log] == [None, "quota"]
        assert [exchange.quota_remaining for exchange in gated.log] == [0, 0]
    assert len(gate.blocked) == 1


def test_faults_cost_nothing(provider: StandIn, client: Soundcharts, small_world: World) -> None:
    provider.set_faults(shares={"unavailable": 1.0})
    client.artist(UUID(small_world.artists[0].uuid))
    assert [exchange.cost for exchange in client.log] == [0, 0, 0, 1]
