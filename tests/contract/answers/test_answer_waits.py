"""Whatever an answer's headers say instead of a number, the wait it asks for is one that ends."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.contract.answers.scripted_server import http
from tests.contract.answers.wire import WIRES, answered, page
from tests.unit.recording_gate import RecordingGate

DAY_S = 86_400.0
THROTTLED = {
    "soundcharts": (429, b'{"errors": [{"message": "maximum request count"}]}'),
    "musicbrainz": (503, b"<error><text>exceeding the allowable rate limit</text></error>"),
}


def after(**span: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(**span), usegmt=True)


@pytest.mark.parametrize("provider", WIRES)
@pytest.mark.parametrize(
    ("header", "waits_s"),
    [
        ("7", 7.0),
        ("-5", 0.1),
        ("nan", None),
        ("inf", DAY_S),
        ("1e999", DAY_S),
        ("3155760000", DAY_S),
        (after(days=36525), DAY_S),
        (after(days=-1), 0.1),
        ("Mon, 99 Nov 99999 99:99:99 GMT", None),
        ("\u00b2", None),
        ("1_0", None),
        ("soon", None),
    ],
    ids=[
        "7",
        "-5",
        "nan",
        "inf",
        "1e999",
        "century",
        "date_in_a_century",
        "date_past",
        "no_date",
        "superscript",
        "underscore",
        "soon",
    ],
)
def test_a_wait_is_between_a_tenth_of_a_second_and_a_day(provider: str, header: str, waits_s: float | None) -> None:
    wire, gate = WIRES[provider], RecordingGate()
    status, body = THROTTLED.get(provider, (429, b"{}"))
    name = "x_ratelimit_reset" if provider == "soundcharts" else "retry_after"
    throttle = http(body, status, **{name: header})
    with answered(provider, throttle, page(provider, wire.good("a", 5)), gate=gate) as client:
        assert wire.ask(client)[0][0] == "a"
    # Last.fm has no such header
    expected = wire.waits_s if waits_s is None or provider == "lastfm" else waits_s
    assert gate.pushed_back == [expected]


@pytest.mark.parametrize("provider", WIRES)
def test_a_date_is_waited_for(provider: str) -> None:
    wire, gate = WIRES[provider], RecordingGate()
    status, body = THROTTLED.get(provider, (429, b"{}"))
    throttle = http(body, status, retry_after=after(seconds=50))
    with answered(provider, throttle, page(provider, wire.good("a", 5)), gate=gate) as client:
        wire.ask(client)
    assert 47 < gate.pushed_back[0] < 51 or (provider == "lastfm" and gate.pushed_back == [10.0])


@pytest.mark.parametrize("provider", WIRES)
@pytest.mark.parametrize(
    "header", ["\u00b2", "--5", "9" * 5000, "1e3", "NaN"], ids=["superscript", "minuses", "long", "1e3", "nan"]
)
def test_a_header_that_is_no_number_is_none(provider: str, header: str) -> None:
    wire, gate = WIRES[provider], RecordingGate()
    good = http(wire.body([wire.good("a", 5)]), x_quota_remaining=header, x_discogs_ratelimit_remaining=header)
    with answered(provider, good, gate=gate) as client:
        assert wire.ask(client)[0][0] == "a"
        assert {exchange.quota_remaining for exchange in client.log} == {None}
    assert gate.pushed_back == []
