"""What a status of Soundcharts means, with headers and body."""

import json

import httpx
import pytest

from tasks.providers.errors import (
    BadRequest,
    Forbidden,
    Gone,
    NotFound,
    ProviderError,
    QuotaExhausted,
    Refused,
    StopsRun,
    Throttled,
    Transient,
    Unauthorized,
    Unavailable,
)
from tasks.providers.soundcharts.status import classify

REQUEST = httpx.Request("GET", "https://provider.test/api/v2/song/1?limit=5")


def answer(status: int, message: str | None = None, **headers: str) -> httpx.Response:
    body = {"errors": [{"key": "k", "code": 1, "message": message}]} if message is not None else {"errors": []}
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json=body, headers=names, request=REQUEST)


def test_a_good_answer_is_no_error() -> None:
    assert classify(answer(200)) is None


@pytest.mark.parametrize(
    ("status", "meaning", "family"),
    [
        (400, BadRequest, Refused),
        (401, Unauthorized, StopsRun),
        (403, Forbidden, Refused),
        (404, NotFound, Refused),
        (410, Gone, Refused),
        (500, Unavailable, Transient),
        (502, Unavailable, Transient),
        (503, Unavailable, Transient),
        (504, Unavailable, Transient),
        (418, Unavailable, Transient),
    ],
)
def test_each_status_has_its_meaning(status: int, meaning: type[ProviderError], family: type[ProviderError]) -> None:
    error = classify(answer(status, "Because of this."))
    assert type(error) is meaning
    assert isinstance(error, family)


@pytest.mark.parametrize("status", [400, 403, 404, 410, 503])
def test_the_sentence_names_status_path_and_reason(status: int) -> None:
    said = str(classify(answer(status, "Because of this.")))
    assert str(status) in said
    assert "/api/v2/song/1" in said
    assert "Because of this." in said


@pytest.mark.parametrize(
    "throttle",
    [
        answer(429, "Slow down.", x_ratelimit_reset="7"),
        answer(429, "You have reached the MAXIMUM request count.", retry_after="7"),
    ],
)
def test_a_rate_429_is_a_throttle_with_its_wait(throttle: httpx.Response) -> None:
    error = classify(throttle)
    assert isinstance(error, Throttled)
    assert error.wait_s == 7


@pytest.mark.parametrize(("told", "waits"), [("soon", 1.0), ("", 1.0), ("-5", 0.1), ("0", 0.1), ("2.5", 2.5)])
def test_an_odd_reset_gives_a_short_wait(told: str, waits: float) -> None:
    error = classify(answer(429, "maximum request count", x_ratelimit_reset=told))
    assert isinstance(error, Throttled)
    assert error.wait_s == waits


@pytest.mark.parametrize("message", ["Your API quota is exhausted.", None])
def test_any_other_429_is_the_quota(message: str | None) -> None:
    error = classify(answer(429, message))
    assert isinstance(error, QuotaExhausted)
    assert not isinstance(error, Transient | Refused)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"errors": [{"message": "one"}, {"message": "two"}]}, "one; two"),
        ({"errors": [], "message": "from the top"}, "from the top"),
        ({"errors": None, "message": "from the top"}, "from the top"),
        ({"errors": [{"message": None, "code": 3}], "message": "from the top"}, "from the top"),
        ({"message": "only the top"}, "only the top"),
        ({"errors": [{"key": "bare"}]}, "no reason given"),
    ],
)
def test_the_reason_is_found_wherever_it_stands(body: object, said: str) -> None:
    content = json.dumps(body).encode()
    assert said in str(classify(httpx.Response(404, content=content, request=REQUEST)))


@pytest.mark.parametrize("content", [b"", b"<html>Bad gateway</html>", b"[1, 2]", b"\xff\xfe"])
def test_a_body_that_is_no_json_is_no_reason_to_stumble(content: bytes) -> None:
    assert "no reason given" in str(classify(httpx.Response(502, content=content, request=REQUEST)))
