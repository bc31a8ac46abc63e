"""Clients of the tag providers for tests: on the stand-ins, or on answers given by a function. None of them pauses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from sandbox.servers.standin import standins
from tasks.providers import registry
from tasks.providers.gate import Gate
from tests.contract.soundcharts.open_gate import OpenGate

RECORDED = Path(__file__).parents[1] / "recorded"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "providers"

Answer = Callable[[httpx.Request], httpx.Response]
Client = Any  # of any provider that has a stand-in


def settings_of(provider: str, base_url: str, **changed: Any) -> Any:
    """Settings with the credentials the stand-ins take."""
    of = registry.provider(provider)
    given: dict[str, Any] = {name: value.format(base_url=base_url) for name, value in of.standin_settings.items()}
    return of.settings(**{"base_url": base_url, **given, **standins()[provider].credentials, **changed})


def make_client(provider: str, settings: Any, http: httpx.Client, gate: Gate | None = None) -> Client:
    """A client that does not pause between attempts."""
    client = registry.provider(provider).make_client(settings, http, gate or OpenGate())
    client._caller.longest_pause_s = 0.0
    return client


def make_http(provider: str, settings: Any) -> httpx.Client:
    """Connections as the provider's folder opens them."""
    return registry.provider(provider).make_http(settings)


@contextmanager
def served(provider: str, address: Any, gate: Gate | None = None, **changed: Any) -> Iterator[Client]:
    """A client on the stand-ins at ``address``."""
    settings = settings_of(provider, f"{str(address).rstrip('/')}/{provider}", **changed)
    with make_http(provider, settings) as http:
        yield make_client(provider, settings, http, gate)


@contextmanager
def answered(provider: str, *answers: httpx.Response | Answer, gate: Gate | None = None) -> Iterator[Client]:
    """A client that gets these answers, the last one again and again; Spotify's token is there already."""
    given = list(answers)

    def serve(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/token":
            return httpx.Response(200, json={"access_token": "t0k3n", "expires_in": 3600})
        next_ = given.pop(0) if len(given) > 1 else given[0]
        if callable(next_):
            return next_(request)
        return httpx.Response(next_.status_code, headers=next_.headers, content=next_.content)

    settings = settings_of(provider, "https://provider.test")
    with httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(serve)) as http:
        yield make_client(provider, settings, http, gate)


def recorded(provider: str, name: str) -> httpx.Response:
    """A recorded answer, as it came."""
    return httpx.Response(200, content=(RECORDED / provider / name).read_bytes())
