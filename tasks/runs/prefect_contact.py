"""Telling Prefect what happens is best effort: a server that is away fails no work, and holds it up for seconds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import httpx
from prefect import Flow, Task
from prefect.context import SettingsContext, get_settings_context
from prefect.exceptions import PrefectHTTPStatusError
from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, Settings

P = ParamSpec("P")
R = TypeVar("R")
# How long an answer, or none, is taken to hold.
_THERE_S, _AWAY_S = 5.0, 30.0
_PROBE_S = 10.0  # a busy server is no lost one


class _Known:
    """What was last seen of the server of this process."""

    url: str | None = None
    is_there = True
    until = 0.0


def is_reachable() -> bool:
    """Whether somebody listens: a server answers, as far as was seen in the last seconds. True without an address."""
    url = PREFECT_API_URL.value()
    if not url:
        return True
    if url != _Known.url or time.monotonic() > _Known.until:
        try:
            is_ours = "//127.0.0.1:" in url  # no proxy leads there
            # it speaks without TLS, and certificates take 30 ms to read
            answer = httpx.get(f"{url}/health", timeout=_PROBE_S, trust_env=not is_ours, verify=not is_ours)
            _seen(url, answer.status_code < 500)
        except httpx.HTTPError:
            _seen(url, is_there=False)
    return _Known.is_there


def send(message: Callable[[], R]) -> R | None:
    """What Prefect answers to ``message``; None where its server is away, which is then left alone for a while."""
    if not is_reachable():
        return None
    try:
        with _one_retry():
            return message()
    except Exception as error:
        if not is_lost(error):
            raise
        _seen(PREFECT_API_URL.value(), is_there=False)
        return None


class _OneRetry:
    """Settings with one retry, and those they were made of: to make them takes a tenth of a second."""

    made: tuple[Settings, Settings] | None = None


@contextmanager
def _one_retry() -> Iterator[None]:
    """Prefect's ``temporary_settings``, made once and not for each message."""
    now = get_settings_context()
    made = _OneRetry.made
    if made is None or made[0] is not now.settings:
        made = _OneRetry.made = (now.settings, now.settings.copy_with_update({PREFECT_CLIENT_MAX_RETRIES: 1}))
    with SettingsContext(profile=now.profile, settings=made[1]):
        yield


def watched(work: Flow[P, R] | Task[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a flow or task watched by Prefect, and as the plain function it is where its server is away.

    Work that has ended when the server goes is not done again: what it gave or raised is what the caller gets.
    """
    body: Callable[P, R] = work.fn
    if not is_reachable():
        return body(*args, **kwargs)
    ended: list[Callable[[], R]] = []
    begun: list[bool] = []

    @wraps(body)
    def kept(*args: P.args, **kwargs: P.kwargs) -> R:
        begun.append(True)
        ended.clear()
        try:
            result = body(*args, **kwargs)
        except BaseException as error:
            ended.append(_raising(error))
            raise
        ended.append(lambda: result)
        return result

    under_prefect: Any = copy(work)
    under_prefect.fn = kept
    try:
        given: R = under_prefect(*args, **kwargs)
        return given
    except Exception as error:
        if not is_lost(error):
            raise
        if ended:
            return ended[-1]()
        if begun:
            raise
        return body(*args, **kwargs)


def is_lost(error: BaseException) -> bool:
    """Whether an error says that Prefect's server is away or ends: no answer, or one of a server that can't."""
    if isinstance(error, PrefectHTTPStatusError):
        return error.response.status_code >= 500
    return isinstance(error, httpx.TransportError) or (
        isinstance(error, RuntimeError) and "Failed to reach API" in str(error)
    )


def _raising(error: BaseException) -> Callable[[], Any]:
    def again() -> Any:
        raise error

    return again


def _seen(url: str | None, is_there: bool) -> None:
    _Known.url, _Known.is_there = url, is_there
    _Known.until = time.monotonic() + (_THERE_S if is_there else _AWAY_S)
