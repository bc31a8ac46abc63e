"""What a call tries again, what it does not, and whom it tells."""

import json

import httpx
import pytest

from tasks.providers.caller import ATTEMPTS
from tasks.providers.errors import (
    BudgetSpent,
    NotFound,
    QuotaExhausted,
    Throttled,
    Unauthorized,
    Unavailable,
    Unreachable,
    Unreadable,
)
from tests.unit.scripted_provider import RenewableAuth, Script, calling, says

PATH = "/api/v2/thing"


def good() -> httpx.Response:
    return httpx.Response(200, json={"answer": 42}, headers={"x-quota-remaining": "77"})


def whole(body: bytes) -> int:
    try:
        return int(json.loads(body)["answer"])
    except json.JSONDecodeError as broken:
        raise Unreadable("That is no JSON.") from broken


@pytest.mark.parametrize(
    "trouble",
    [
        says(503, "Busy."),
        says(500, "Oops."),
        httpx.Response(200, content=b'{"answer": 4'),
        httpx.ReadTimeout("too slow"),
        httpx.RemoteProtocolError("cut"),
        httpx.ConnectError("refused"),
    ],
)
def test_one_trouble_is_tried_again(trouble: httpx.Response | Exception) -> None:
    script = Script(trouble, good())
    with calling(script) as (caller, gate):
        assert caller.get("thing", PATH, {}, whole) == 42
    assert gate.reserved == len(script.requests) == len(caller.log) == 2
    assert [exchange.failure is None for exchange in caller.log] == [False, True]


@pytest.mark.parametrize(
    ("trouble", "kind", "failure"),
    [
        (says(503, "Busy."), Unavailable, "unavailable"),
        (httpx.Response(200, content=b"{"), Unreadable, "unreadable"),
        (httpx.ReadError("cut"), Unavailable, "unavailable"),
        (httpx.ConnectError("refused"), Unreachable, "unreachable"),
        (says(429, "Slow.", x_ratelimit_reset="1"), Throttled, "throttled"),
    ],
)
def test_trouble_without_end_is_told_after_the_attempts(
    trouble: httpx.Response | Exception, kind: type[Exception], failure: str
) -> None:
    script = Script(*[trouble] * ATTEMPTS)
    with calling(script) as (caller, _), pytest.raises(kind) as told:
        caller.get("thing", PATH, {}, whole)
    assert type(told.value) is kind
    assert [exchange.failure for exchange in caller.log] == [failure] * ATTEMPTS
    assert sum(exchange.cost for exchange in caller.log) == (ATTEMPTS if failure == "unreadable" else 0)


def test_nobody_at_the_address_is_told_with_the_address() -> None:
    with (
        calling(Script(*[httpx.ConnectError("refused")] * ATTEMPTS)) as (caller, _),
        pytest.raises(Unreachable, match=r"https://provider\.test"),
    ):
        caller.get("thing", PATH, {}, whole)
    assert {(exchange.status, exchange.body) for exchange in caller.log} == {(None, None)}


def test_not_found_is_asked_once() -> None:
    script = Script(says(404, "Song not found."))
    with calling(script) as (caller, _), pytest.raises(NotFound, match="Song not found"):
        caller.get("thing", PATH, {}, whole)
    (exchange,) = caller.log
    assert (exchange.status, exchange.failure, exchange.cost) == (404, "not_found", 1)


def test_a_throttle_holds_everybody_back_and_is_tried_again() -> None:
    script = Script(says(429, "maximum request count", x_ratelimit_reset="3"), good())
    with calling(script) as (caller, gate):
        assert caller.get("thing", PATH, {}, whole) == 42
    assert gate.pushed_back == [3.0]
    assert gate.reserved == 2
    assert (caller.log[0].failure, caller.log[0].cost) == ("throttled", 0)


def test_a_used_up_quota_blocks_and_is_not_tried_again() -> None:
    with calling(Script(says(429, "Your API quota is exhausted."))) as (caller, gate):
        with pytest.raises(QuotaExhausted, match="stay queued"):
            caller.get("thing", PATH, {}, whole)
        ((duration, reason),) = gate.blocked
    assert duration.total_seconds() > 0
    assert "quota" in reason
    assert gate.pushed_back == []


def test_a_closed_gate_sends_nothing() -> None:
    script = Script()
    with calling(script) as (caller, gate):
        gate.closed = BudgetSpent("Spent.")
        with pytest.raises(BudgetSpent):
            caller.get("thing", PATH, {}, whole)
    assert caller.log == []


def test_a_token_that_ran_out_is_renewed_once() -> None:
    auth = RenewableAuth()
    script = Script(says(401, "Expired."), good())
    with calling(script, auth) as (caller, _):
        assert caller.get("thing", PATH, {}, whole) == 42
    assert [request.headers["Authorization"] for request in script.requests] == ["Bearer token-0", "Bearer token-1"]
    assert auth.renewals == 1


def test_a_renewed_token_refused_as_well_is_told() -> None:
    auth = RenewableAuth()
    with calling(Script(says(401, "No."), says(401, "No.")), auth) as (caller, _), pytest.raises(Unauthorized):
        caller.get("thing", PATH, {}, whole)
    assert auth.renewals == 1


def test_trouble_after_the_renewal_is_tried_again() -> None:
    script = Script(says(401, "Expired."), says(503, "Busy."), good())
    with calling(script, RenewableAuth()) as (caller, _):
        assert caller.get("thing", PATH, {}, whole) == 42


def test_one_call_renews_once_whatever_comes_between() -> None:
    auth = RenewableAuth()
    script = Script(says(401, "Expired."), says(503, "Busy."), says(401, "Expired."))
    with calling(script, auth) as (caller, _), pytest.raises(Unauthorized):
        caller.get("thing", PATH, {}, whole)
    assert auth.renewals == 1


def test_a_key_can_not_be_renewed() -> None:
    with calling(Script(says(401, "No."))) as (caller, _), pytest.raises(Unauthorized, match="SOUNDCHARTS_API_KEY"):
        caller.get("thing", PATH, {}, whole)
