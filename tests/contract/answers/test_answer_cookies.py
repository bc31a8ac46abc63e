"""No cookie of a provider is kept, or sent back to it."""

import pytest

from tests.contract.answers.scripted_server import http
from tests.contract.answers.wire import WIRES, answered


@pytest.mark.parametrize("provider", WIRES)
def test_cookies_are_not_kept(provider: str) -> None:
    wire = WIRES[provider]
    body = wire.body([wire.good("a", 5)])
    replies = [http(body, set_cookie=f"session{number}=x; Path=/; Max-Age=9999") for number in range(3)]
    with answered(provider, *replies) as client:
        for _ in replies:
            assert wire.ask(client)[0][0] == "a"
        connections = client._caller.http
        assert list(connections.cookies.jar) == []
        assert "cookie" not in connections.build_request("GET", "/").headers
