"""Clients of Soundcharts for tests: on a server, or on answers given by a function."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tasks.providers.caller import Auth
from tasks.providers.gate import Gate
from tasks.providers.soundcharts import Soundcharts, SoundchartsSettings, make_http
from tasks.providers.soundcharts.auth import HeaderAuth
from tests.contract.soundcharts.open_gate import OpenGate

RECORDED = Path(__file__).parents[2] / "recorded" / "soundcharts"


def recorded(name: str) -> Any:
    """A recorded answer."""
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


@contextmanager
def client_of(base_url: str, auth: Auth | None = None, gate: Gate | None = None) -> Iterator[Soundcharts]:
    """A client on a server; without pauses between attempts."""
    with make_http(SoundchartsSettings(base_url=base_url)) as http:
        client = Soundcharts(http, auth or HeaderAuth("soundcharts", "soundcharts"), gate or OpenGate())
        client._caller.longest_pause_s = 0.0
        yield client


@contextmanager
def client_on(answer: Callable[[httpx.Request], httpx.Response]) -> Iterator[Soundcharts]:
    """A client whose requests are answered by a function."""
    with httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(answer)) as http:
        client = Soundcharts(http, HeaderAuth("app", "k3y"), OpenGate())
        client._caller.longest_pause_s = 0.0
        yield client
