"""What a call sends, what the log shows of it, and what its reader may find out."""

import json

import httpx
import pytest

from tasks.providers.errors import Blocked, NotFound, Throttled, Unavailable
from tests.unit.scripted_provider import KEY, RenewableAuth, Script, calling, says

PATH = "/api/v2/thing"


def good() -> httpx.Response:
    return httpx.Response(200, json={"answer": 42})


def whole(body: bytes) -> int:
    return int(json.loads(body)["answer"])


def test_a_form_is_sent_anew_with_each_attempt() -> None:
    script = Script(says(503, "Busy."), good())
    with calling(script) as (caller, _):
        build = lambda: caller.http.build_request("POST", PATH, data={"a": "b"})  # noqa: E731
        assert caller.send("thing", build, whole) == 42
    assert [(request.method, request.content) for request in script.requests] == [("POST", b"a=b")] * 2
    assert [request.headers["x-api-key"] for request in script.requests] == [KEY] * 2


def test_the_log_shows_what_it_is_told_to() -> None:
    with calling(Script(good())) as (caller, _):
        caller.get("thing", f"/api/{KEY}/thing", {"i": "1"}, whole, shown="/thing?i=1")
        assert [exchange.url for exchange in caller.log] == ["/thing?i=1"]


def test_parameters_that_stand_in_the_path_stay_there() -> None:
    script = Script(good(), good())
    with calling(script) as (caller, _):
        caller.get("thing", f"{PATH}?inc=tags", {}, whole)
        caller.get("thing", PATH, {"inc": "tags"}, whole)
    assert [request.url.raw_path.decode() for request in script.requests] == [f"{PATH}?inc=tags"] * 2


def test_a_reader_that_finds_nothing_is_not_asked_twice() -> None:
    def nothing(body: bytes) -> int:
        raise NotFound("There is nothing in it.")

    with calling(Script(good())) as (caller, gate):
        with pytest.raises(NotFound):
            caller.get("thing", PATH, {}, nothing)
        assert [exchange.failure for exchange in caller.log] == ["not_found"]
    assert gate.reserved == 1


def test_everybody_rests_when_an_answer_says_that_little_is_left() -> None:
    script = Script(
        httpx.Response(200, json={"answer": 42}, headers={"left": "9"}),
        httpx.Response(200, json={"answer": 42}, headers={"left": "1"}),
    )
    with calling(script) as (caller, gate):
        caller.pace = lambda response: 5.0 if response.headers["left"] == "1" else None
        caller.get("thing", PATH, {}, whole)
        assert gate.pushed_back == []
        assert caller.get("thing", PATH, {}, whole) == 42
    assert gate.pushed_back == [5.0]


@pytest.mark.parametrize("broken", [httpx.DecodingError("gzip"), httpx.TooManyRedirects("round and round")])
def test_an_answer_that_can_not_be_taken_in_is_unavailable(broken: Exception) -> None:
    with calling(Script(broken, good()), RenewableAuth()) as (caller, _):
        assert caller.get("thing", PATH, {}, whole) == 42
        assert caller.log[0].failure == Unavailable.failure


def test_a_throttle_stays_one_for_every_way_of_asking() -> None:
    script = Script(says(429, "maximum request count", x_ratelimit_reset="2"), good())
    with calling(script) as (caller, gate):
        assert caller.send("thing", lambda: caller.http.build_request("POST", PATH, data={"a": "b"}), whole) == 42
        assert caller.log[0].failure == Throttled.failure
    assert gate.pushed_back == [2.0]


def test_a_rest_too_long_does_not_cost_the_answer_that_asked_for_it() -> None:
    def blocked(wait_s: float) -> None:
        raise Blocked("Too long.")

    with calling(Script(good())) as (caller, gate):
        gate.push_back = blocked  # type: ignore[method-assign]
        caller.pace = lambda response: 3600.0
        assert caller.get("thing", PATH, {}, whole) == 42
