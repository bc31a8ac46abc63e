"""How long a call rests between its own attempts, besides what the gate makes everybody wait."""

import httpx
import pytest

from tests.unit.scripted_provider import Script, calling, says


def slept(monkeypatch: pytest.MonkeyPatch, *troubles: httpx.Response) -> list[float]:
    """Seconds rested before each new attempt; random pauses are at their longest."""
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    monkeypatch.setattr("random.uniform", lambda low, high: high)
    with calling(Script(*troubles, httpx.Response(200, json={}))) as (caller, _):
        caller.longest_pause_s = 1.0
        caller.get("thing", "/api/v2/thing", {}, lambda body: body)
    return pauses


def test_trouble_is_given_twice_the_time_at_each_attempt_up_to_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert slept(monkeypatch, *[says(503, "Busy.")] * 5) == pytest.approx([0.2, 0.4, 0.8, 1.0, 1.0])


def test_after_a_throttle_only_the_gate_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert slept(monkeypatch, says(429, "Slow.", x_ratelimit_reset="3"), says(503, "Busy.")) == pytest.approx([0, 0.4])
