"""Job limits: calls as fast as the shared limit lets them through, with the threads a drain has."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from uuid import UUID

from flows.run_context import open_provider, open_run_context
from tasks.providers.soundcharts import PROVIDER, Soundcharts


@dataclass(slots=True)
class Calls:
    """Calls of one thread: when each answered one left (seconds, Unix time), and our own time for all of them."""

    answered_at: list[float] = field(default_factory=list)
    made: int = 0
    own_s: float = 0.0


@contextmanager
def open_calls(job: Mapping[str, Any]) -> Iterator[Callable[[], dict[str, Any]]]:
    """Job: ``seconds`` to go on for, ``songs`` to ask for in turn (their uuids)."""
    songs = [UUID(song) for song in job["songs"]]
    with open_run_context() as context, open_provider(context, PROVIDER) as make_client:

        def run() -> dict[str, Any]:
            ends_at = time.monotonic() + job["seconds"]
            with ThreadPoolExecutor(PROVIDER.parallel) as pool:
                threads = list(pool.map(lambda _: call_until(make_client, songs, ends_at), range(PROVIDER.parallel)))
            answered = [at for thread in threads for at in thread.answered_at]
            return {
                "calls": sum(thread.made for thread in threads),
                "answered": len(answered),
                "first_at": min(answered, default=0.0),
                "last_at": max(answered, default=0.0),
                "own_ms": sum(thread.own_s for thread in threads) * 1000,
            }

        yield run


def call_until(make_client: Callable[[], Soundcharts], songs: list[UUID], ends_at: float) -> Calls:
    """Ask for one song after the other until ``ends_at`` (monotonic)."""
    calls = Calls()
    for song in cycle(songs):
        if time.monotonic() >= ends_at:
            break
        client = make_client()
        began = time.perf_counter()
        client.song(song)
        took_s = time.perf_counter() - began
        calls.made += len(client.log)
        calls.own_s += took_s - sum(exchange.waited_ms + exchange.elapsed_ms for exchange in client.log) / 1000
        calls.answered_at += [exchange.called_at.timestamp() for exchange in client.log if exchange.status == 200]
    return calls
