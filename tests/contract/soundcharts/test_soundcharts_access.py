"""Both ways of proving who asks, and what happens when they do not work."""

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr

from sandbox.world import World, make_world
from tasks.providers import token
from tasks.providers.errors import Unauthorized, Unavailable, Unreachable
from tasks.providers.soundcharts import Soundcharts, SoundchartsSettings, make_auth, make_http
from tasks.providers.soundcharts.auth import BearerAuth, HeaderAuth
from tests.contract.soundcharts.clients import client_of
from tests.contract.soundcharts.open_gate import OpenGate
from tests.sandbox.standin import StandIn, running

SECRET = "standin-secret"


@pytest.fixture
def forgetful(tmp_path: Path) -> Iterator[StandIn]:
    """A stand-in whose tokens live one second."""
    with running(tmp_path, "--rate", "1000", "--artists", "3", "--tracks", "6", "--token-seconds", "1") as server:
        yield server


@pytest.fixture
def http(provider: StandIn) -> Iterator[httpx.Client]:
    with make_http(SoundchartsSettings(base_url=str(provider.client.base_url))) as made:
        yield made


def bearer(http: httpx.Client, secret: str = SECRET, team: str = "standin-team") -> BearerAuth:
    return BearerAuth(http, str(http.base_url.join("/oauth/token")), "standin-client", secret, team)


def test_a_token_opens_the_door_and_serves_many_calls(
    provider: StandIn, http: httpx.Client, small_world: World
) -> None:
    issued = provider.stats()["tokens_issued"]
    client = Soundcharts(http, bearer(http), OpenGate())
    for artist in small_world.artists[:3]:
        assert client.artist(UUID(artist.uuid)).name == artist.name
    assert provider.stats()["tokens_issued"] == issued + 1


def test_a_token_is_renewed_before_it_ends(forgetful: StandIn) -> None:
    artist = make_world(artists=3, tracks=6).artists[0]
    with make_http(SoundchartsSettings(base_url=str(forgetful.client.base_url))) as http:
        client = Soundcharts(http, bearer(http), OpenGate())
        client.artist(UUID(artist.uuid))
        client.artist(UUID(artist.uuid))
    assert [exchange.status for exchange in client.log] == [200, 200]
    assert forgetful.stats()["tokens_issued"] == 2


def test_a_token_that_ended_unnoticed_is_renewed(forgetful: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token, "RENEW_BEFORE_S", -1000.0)
    artist = make_world(artists=3, tracks=6).artists[0]
    with make_http(SoundchartsSettings(base_url=str(forgetful.client.base_url))) as http:
        client = Soundcharts(http, bearer(http), OpenGate())
        client.artist(UUID(artist.uuid))
        time.sleep(1.1)
        assert client.artist(UUID(artist.uuid)).name == artist.name
    assert [exchange.status for exchange in client.log] == [200, 401, 200]


@pytest.mark.parametrize("wrong", [{"secret": "guessed-secret"}, {"team": "other-team"}])
def test_refused_client_credentials_are_named_without_the_secret(http: httpx.Client, wrong: dict[str, str]) -> None:
    client = Soundcharts(http, bearer(http, **wrong), OpenGate())
    with pytest.raises(Unauthorized, match="SOUNDCHARTS_CLIENT_SECRET") as told:
        client.artist(UUID(int=1))
    assert wrong.get("secret", SECRET) not in str(told.value)


def test_refused_keys_are_named_without_the_key(provider: StandIn) -> None:
    with client_of(str(provider.client.base_url), HeaderAuth("me", "gu3ss")) as client:
        with pytest.raises(Unauthorized, match="SOUNDCHARTS_API_KEY") as told:
            client.artist(UUID(int=1))
        assert [exchange.status for exchange in client.log] == [401]
    assert "gu3ss" not in str(told.value)


@pytest.mark.parametrize(
    "answer", [httpx.Response(200, content=b"<html>"), httpx.Response(200, json={}), httpx.Response(503), None]
)
def test_a_token_endpoint_in_trouble_is_tried_again(answer: httpx.Response | None) -> None:
    answers = [answer, httpx.Response(200, json={"access_token": "fresh", "expires_in": 3600})]

    def serve(request: httpx.Request) -> httpx.Response:
        if request.url.path != "/oauth/token":
            return httpx.Response(200, json={"object": {"uuid": str(UUID(int=1)), "name": "A"}})
        given = answers.pop(0)
        if given is None:
            raise httpx.ReadTimeout("slow")
        return given

    with httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(serve)) as mocked:
        client = Soundcharts(mocked, bearer(mocked), OpenGate())
        client._caller.longest_pause_s = 0.0
        assert client.artist(UUID(int=1)).name == "A"


def test_nobody_at_the_token_endpoint_stops_the_run_like_nobody_at_the_provider() -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(serve)) as mocked:
        client = Soundcharts(mocked, bearer(mocked), OpenGate())
        client._caller.longest_pause_s = 0.0
        with pytest.raises(Unreachable, match=r"https://provider\.test/oauth/token"):
            client.artist(UUID(int=1))


def test_a_token_endpoint_that_stays_away_is_unavailable() -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        return httpx.Response(502)

    with httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(serve)) as mocked:
        client = Soundcharts(mocked, bearer(mocked), OpenGate())
        client._caller.longest_pause_s = 0.0
        with pytest.raises(Unavailable, match="502"):
            client.artist(UUID(int=1))


def test_settings_choose_the_way(http: httpx.Client) -> None:
    keys = SoundchartsSettings(app_id="a", api_key=SecretStr("k"), _env_file=None)
    both = SoundchartsSettings(
        app_id="a", api_key=SecretStr("k"), client_id="c", client_secret=SecretStr("s"), team_id="t", _env_file=None
    )
    assert isinstance(make_auth(keys, http), HeaderAuth)
    assert isinstance(make_auth(both, http), BearerAuth)
    assert "SecretStr('**********')" in repr(both)


@pytest.mark.parametrize("given", [{}, {"app_id": "a"}, {"client_id": "c", "client_secret": "s"}])
def test_half_a_pair_is_none(http: httpx.Client, given: dict[str, str]) -> None:
    with pytest.raises(Unauthorized, match="No Soundcharts credentials are set"):
        make_auth(SoundchartsSettings.model_validate(given | {"_env_file": None}), http)
