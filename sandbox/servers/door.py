"""The door of one provider: its rate, its faults, its book of what happened."""

import time
from collections import Counter
from typing import Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.servers.asked import Asked
from sandbox.servers.envelope import Json
from sandbox.servers.faults import KINDS, Faults, Kind
from sandbox.servers.limits import RateWindow
from sandbox.servers.mishaps import Words, send_half, spoil


class Provider(Words, Protocol):
    """What is behind a door."""

    def at_the_door(self, asked: Asked) -> Response | None:
        """The answer to somebody who may not ask at all, or who asks for the pass; None for all others."""
        ...

    def answer(self, asked: Asked) -> Response:
        """The answer of the endpoint."""
        ...

    def mark(self, response: Response, window: RateWindow) -> None:
        """Headers that go with every answer."""
        ...


class Door:
    """Lets requests through to a provider, strict about its rate."""

    def __init__(self, provider: Provider, window: RateWindow, faults: Faults) -> None:
        self.provider = provider
        self.window = window
        self.faults = faults
        self.requests = 0
        self.throttled_earned = 0
        self.answered: Counter[int] = Counter()

    async def serve(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        now = time.monotonic()
        self.requests += 1
        kind: Kind | None = None
        outside = self.provider.at_the_door(asked)
        if outside is not None:
            response = outside
        elif not self.window.admits(now):
            self.throttled_earned += 1
            response = self.provider.throttled(self.window.reset_s(now))
        else:
            kind = self.faults.draw(asked.key)
            response, kind = await spoil(kind, self.faults, self.provider, lambda: self._answer(asked))
            self.faults.done(asked.key, kind)
        self.provider.mark(response, self.window)
        if kind == "cut":
            await send_half(response, send)
            return
        self.answered[response.status_code] += 1
        await response(scope, receive, send)

    async def _answer(self, asked: Asked) -> Response:
        return self.provider.answer(asked)

    def stats(self) -> Json:
        """What happened since the start; `throttled_earned` leaves injected throttles out."""
        return {
            "requests": self.requests,
            "answered": {str(status): count for status, count in sorted(self.answered.items())},
            "throttled_earned": self.throttled_earned,
            "injected": {kind: self.faults.injected[kind] for kind in KINDS},
            "worst_window": self.window.worst,
            "allowed": self.window.rate,
            "window_s": self.window.window_s,
        }
