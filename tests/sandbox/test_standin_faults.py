"""Each fault does what it is called, and no more than three times in a row to the same request."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sandbox.servers.faults import KINDS, Faults, Kind
from tests.sandbox.standin import StandIn, running

LIST = "/api/v2/chart/song/spotify-weekly-us/available-rankings"


@pytest.fixture(scope="module")
def shaky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    arguments = ("--rate", "100000", "--artists", "5", "--tracks", "12")
    with running(tmp_path_factory.mktemp("shaky"), *arguments) as server:
        yield server


def always(server: StandIn, kind: Kind) -> tuple[int, int]:
    """Makes every request fail in one way; quota and number of such faults before."""
    stats = server.stats()
    server.set_faults(shares={kind: 1.0})
    return stats["quota_remaining"], stats["injected"][kind]


@pytest.mark.parametrize(("kind", "status"), [("rate_limit", 429), ("unavailable", 503), ("error", 500)])
def test_failures_three_in_a_row_and_free(shaky: StandIn, kind: Kind, status: int) -> None:
    quota, injected = always(shaky, kind)
    answers = [shaky.get(LIST) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [status, status, status, 200, status]
    assert shaky.get(f"{LIST}?limit=5").status_code == status
    assert ("x-ratelimit-reset" in answers[0].headers) == (status == 429)
    assert all(answer.json()["errors"] == [] for answer in answers if answer.status_code == 200)
    stats = shaky.stats()
    assert stats["quota_remaining"] == quota - 1
    assert stats["injected"][kind] == injected + 5
    assert stats["throttled_earned"] == 0
    shaky.set_faults(level="none")
    assert shaky.get(LIST).status_code == 200


def test_cut_connection(shaky: StandIn) -> None:
    quota, injected = always(shaky, "cut")
    for _ in range(3):
        with pytest.raises(httpx.RemoteProtocolError):
            shaky.get(LIST)
    assert shaky.get(LIST).status_code == 200
    stats = shaky.stats()
    assert (stats["quota_remaining"], stats["injected"]["cut"]) == (quota - 1, injected + 3)
    shaky.set_faults(level="none")


def test_bad_json(shaky: StandIn) -> None:
    always(shaky, "bad_json")
    answer = shaky.get(LIST)
    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    shaky.set_faults(level="none")
    assert shaky.json(LIST)["items"]


def test_empty_page(shaky: StandIn) -> None:
    _, injected = always(shaky, "empty_page")
    body = shaky.json(LIST)
    assert body["items"] == []
    assert body["page"]["total"] == 53
    single = shaky.json("/api/v2/team/usage")
    assert single["object"]
    assert shaky.stats()["injected"]["empty_page"] == injected + 1
    shaky.set_faults(level="none")


def test_slow(shaky: StandIn) -> None:
    always(shaky, "slow")
    began = time.monotonic()
    assert shaky.json(LIST)["items"]
    assert 0.29 < time.monotonic() - began < 1.5
    shaky.set_faults(level="none")


def test_unknown_wishes_are_refused(shaky: StandIn) -> None:
    for wish in ({"level": "awful"}, {"shares": {"flood": 1.0}}, {}):
        assert shaky.client.post("/_standin/faults", json=wish).status_code == 400
    assert shaky.client.post("/_standin/quota", json={"remaining": "many"}).status_code == 400


@pytest.mark.parametrize(("level", "share"), [("light", 0.02), ("heavy", 0.15)])
def test_levels_have_their_share_and_repeat(level: str, share: float) -> None:
    def drawn(seed: int) -> list[Kind | None]:
        faults = Faults(seed, level)  # type: ignore[arg-type]
        return [faults.draw(f"/{number}") for number in range(20_000)]

    first = drawn(7)
    assert first == drawn(7)
    assert first != drawn(8)
    counts = Counter(first)
    assert sum(counts[kind] for kind in KINDS) / 20_000 == pytest.approx(share, rel=0.15)
    assert all(counts[kind] for kind in KINDS)


def test_a_heavy_server_always_gives_in(tmp_path: Path) -> None:
    with running(tmp_path, "--rate", "100000", "--faults", "heavy", "--artists", "3", "--tracks", "6") as server:
        server.set_faults(shares={"unavailable": 0.3, "cut": 0.3, "bad_json": 0.3})
        for number in range(1, 40):
            for attempt in range(4):
                try:
                    answer = server.get(LIST, limit=number)
                    if answer.status_code == 200 and answer.json():
                        break
                except (httpx.RemoteProtocolError, json.JSONDecodeError):
                    pass
                assert attempt < 3
