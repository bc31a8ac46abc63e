"""A tag provider as an ASGI application: its rate, its faults, counts of what happened."""

import time
from collections import Counter
from typing import Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.servers.envelope import Json
from sandbox.servers.fault_responses import FaultResponses, send_half, spoil
from sandbox.servers.faults import KINDS, Faults, Kind
from sandbox.servers.limits import RateWindow
from sandbox.servers.request import Request


class Provider(FaultResponses, Protocol):
    """What answers once a request is let in."""

    def check_access(self, request: Request) -> Response | None:
        """The refusal of a request without access, or the answer to one that asks for a token; None for all others."""
        ...

    def answer(self, request: Request) -> Response:
        """The answer of the endpoint."""
        ...

    def mark(self, response: Response, window: RateWindow) -> None:
        """Headers that go with every answer."""
        ...


class ProviderApp:
    """Lets requests through to a provider, strict about its rate."""

    def __init__(self, provider: Provider, window: RateWindow, faults: Faults) -> None:
        self.provider = provider
        self.window = window
        self.faults = faults
        self.requests = 0
        self.throttled_earned = 0
        self.answered: Counter[int] = Counter()

    async def serve(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        now = time.monotonic()
        self.requests += 1
        kind: Kind | None = None
        outside = self.provider.check_access(request)
        if outside is not None:
            response = outside
        elif not self.window.admits(now):
            self.throttled_earned += 1
            response = self.provider.throttled(self.window.reset_s(now))
        else:
            kind = self.faults.draw(request.key)
            response, kind = await spoil(kind, self.faults, self.provider, lambda: self._answer(request))
            self.faults.done(request.key, kind)
        self.provider.mark(response, self.window)
        if kind == "cut":
            await send_half(response, send)
            return
        self.answered[response.status_code] += 1
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        return self.provider.answer(request)

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
