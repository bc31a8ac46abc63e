"""The log of a call: what was asked and answered, never a secret."""

from collections.abc import Iterator

import httpx
import pytest

from tasks.providers.caller import quota_remaining
from tasks.providers.errors import ProviderError
from tests.unit.scripted_provider import KEY, RenewableAuth, Script, calling, says


def read(body: bytes) -> bytes:
    return body


def everything_in(value: object) -> Iterator[str]:
    for name in type(value).__dataclass_fields__:  # type: ignore[attr-defined]
        part = getattr(value, name)
        yield part.decode() if isinstance(part, bytes) else str(part)


def test_an_exchange_keeps_query_body_status_cost_and_quota() -> None:
    answer = httpx.Response(200, content=b'{"any": "thing"}', headers={"x-quota-remaining": "99"})
    with calling(Script(answer)) as (caller, _):
        caller.get("thing", "/api/v2/a%2Fb", {"offset": 0, "limit": 100}, read)
    (exchange,) = caller.log
    assert exchange.url == "/api/v2/a%2Fb?offset=0&limit=100"
    assert (exchange.provider, exchange.endpoint, exchange.status, exchange.body) == (
        "soundcharts",
        "thing",
        200,
        b'{"any": "thing"}',
    )
    assert (exchange.cost, exchange.quota_remaining, exchange.failure) == (1, 99, None)


def test_credentials_travel_in_headers_and_stay_out_of_the_log() -> None:
    script = Script(httpx.Response(200, content=b"{}"))
    with calling(script) as (caller, _):
        caller.get("thing", "/x", {}, read)
    assert script.requests[0].headers["x-api-key"] == KEY
    assert not any(KEY in text for text in everything_in(caller.log[0]))


def test_a_secret_the_server_repeats_is_taken_out_of_the_body() -> None:
    with calling(Script(httpx.Response(200, content=f'{{"you": "{KEY}"}}'.encode()))) as (caller, _):
        caller.get("thing", "/x", {}, read)
    assert caller.log[0].body == b'{"you": "[removed]"}'


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429])
def test_a_secret_the_server_repeats_is_taken_out_of_the_error(status: int) -> None:
    with calling(Script(says(status, f"The key {KEY} may not do that."))) as (caller, gate):
        with pytest.raises(ProviderError) as told:
            caller.get("thing", "/x", {}, read)
        assert KEY not in f"{told.value!r} {told.value} {gate.blocked}"
    assert not any(KEY in text for text in everything_in(caller.log[0]))


def test_a_token_is_a_secret_too() -> None:
    script = Script(says(404, "token-0 knows no such thing"))
    with calling(script, RenewableAuth()) as (caller, _), pytest.raises(ProviderError) as told:
        caller.get("thing", "/x", {}, read)
    assert "token-0" not in f"{told.value} {caller.log}"


@pytest.mark.parametrize(("told", "means"), [("12", 12), ("-3", -3), ("many", None), ("", None), (None, None)])
def test_an_odd_quota_header_is_no_quota(told: str | None, means: int | None) -> None:
    headers = {} if told is None else {"x-quota-remaining": told}
    assert quota_remaining(httpx.Response(200, headers=headers)) == means
    assert quota_remaining(None) is None
