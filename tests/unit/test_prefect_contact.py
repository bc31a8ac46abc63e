"""Prefect is told what happens; where its server is away the work is done all the same, and once."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, Settings, temporary_settings

from tasks.runs import prefect_contact
from tasks.runs.prefect_contact import send, watched

LOST = httpx.ConnectError("refused")


class Work:
    """A flow as Prefect runs it: ``before`` and ``after`` its body its server may be away."""

    def __init__(self, fn: Callable[..., Any], before: Exception | None = None, after: Exception | None = None) -> None:
        self.fn, self.before, self.after = fn, before, after

    def __call__(self, *args: Any) -> Any:
        if self.before is not None:
            raise self.before
        try:
            return self.fn(*args)
        finally:
            if self.after is not None:
                raise self.after


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(prefect_contact, "is_reachable", lambda: True)
    return []


def run(work: Work, number: int) -> Any:
    return watched(work, number)  # type: ignore[arg-type]


def body(done: list[int]) -> Callable[[int], int]:
    def count(number: int) -> int:
        done.append(number)
        return number + 1

    return count


@pytest.mark.parametrize("lost", [{}, {"before": LOST}, {"after": LOST}], ids=["there", "away", "going away"])
def test_the_work_is_done_once_whatever_becomes_of_the_server(done: list[int], lost: dict[str, Exception]) -> None:
    assert run(Work(body(done), **lost), 3) == 4
    assert done == [3]


def test_a_server_that_is_away_is_not_asked(done: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefect_contact, "is_reachable", lambda: False)
    assert run(Work(body(done), before=AssertionError()), 3) == 4
    assert send(lambda: done.append(9)) is None
    assert done == [3]


def test_each_message_is_tried_twice_at_most_with_settings_made_once(
    done: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To make Prefect's settings took half of the time of a run that tells its progress often."""
    made: list[Settings] = []
    made_of = Settings.copy_with_update

    def counted(settings: Settings, *args: Any, **kwargs: Any) -> Settings:
        made.append(settings)
        return made_of(settings, *args, **kwargs)

    monkeypatch.setattr(Settings, "copy_with_update", counted)
    urls = ("http://127.0.0.1:1/api", "http://127.0.0.1:2/api")
    for url in urls:
        with temporary_settings({PREFECT_API_URL: url}):
            made.clear()
            told = [send(lambda: (PREFECT_API_URL.value(), PREFECT_CLIENT_MAX_RETRIES.value())) for _ in range(3)]
            assert told == [(url, 1)] * 3
            assert len(made) == 1
            assert PREFECT_CLIENT_MAX_RETRIES.value() != 1


def test_the_error_of_the_work_is_what_is_raised(done: list[int]) -> None:
    def fail(number: int) -> int:
        done.append(number)
        raise ValueError("no such chart")

    for after in (None, LOST):
        with pytest.raises(ValueError, match="no such chart"):
            run(Work(fail, after=after), 3)
    assert done == [3, 3]


def test_what_is_no_loss_of_the_server_is_raised(done: list[int]) -> None:
    with pytest.raises(TypeError, match="a defect"):
        run(Work(body(done), before=TypeError("a defect")), 3)
    assert done == []
    with pytest.raises(TypeError):
        send(lambda: len(3))  # type: ignore[arg-type]


def test_a_lost_server_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(url: str, **_: Any) -> None:
        asked.append(url)
        raise LOST

    monkeypatch.setattr(prefect_contact.PREFECT_API_URL, "value", lambda: "http://127.0.0.1:9/api")
    monkeypatch.setattr(prefect_contact.httpx, "get", refuse)
    monkeypatch.setattr(prefect_contact, "_Known", type("Known", (), {"url": None, "is_there": True, "until": 0.0}))
    for _ in range(100):
        assert send(lambda: 1) is None
    assert asked == ["http://127.0.0.1:9/api/health"]
