"""The gate before the endpoints: credentials, rate, quota, plan, faults, and a book of what happened."""

import time
from collections import Counter
from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.servers.envelope import Json, answer, refused
from sandbox.servers.fault_responses import held, send_half, spoil
from sandbox.servers.faults import KINDS, Faults, Kind
from sandbox.servers.limits import Quota, RateWindow
from sandbox.servers.soundcharts.access import Access

FREE_PATHS = frozenset({"/api/v2/team/usage"})


class FaultResponses:
    """How Soundcharts says that something is wrong."""

    def throttled(self, reset_s: int) -> Response:
        return refused(429, "You have reached the maximum request count.", {"x-ratelimit-reset": str(reset_s)})

    def unavailable(self) -> Response:
        return refused(503, "Service temporarily unavailable.")

    def failed(self) -> Response:
        return refused(500, "Internal server error.")

    def emptied(self, body: bytes) -> Response | None:
        """The collection without its items but with its true total; None for anything else."""
        content: Json = msgspec.json.decode(body)
        if not content.get("items") or "page" not in content:
            return None
        return answer(content | {"items": []})


WORDS = FaultResponses()


class Gate:
    """ASGI application around the endpoints."""

    def __init__(self, app: ASGIApp, access: Access, window: RateWindow, quota: Quota, faults: Faults) -> None:
        self.app = app
        self.access = access
        self.window = window
        self.quota = quota
        self.faults = faults
        self.requests = 0
        self.throttled_earned = 0
        self.answered: Counter[int] = Counter()
        self.left_out: tuple[str, ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if path == "/oauth/token" and scope["method"] == "POST":
            await (await self.access.token(Request(scope, receive)))(scope, receive, send)
            return
        if path.startswith("/_standin/"):
            await (await self._desk(Request(scope, receive)))(scope, receive, send)
            return
        await self._serve(path, scope, receive, send)

    async def _serve(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        now = time.monotonic()
        self.requests += 1
        key = f"{path}?{scope['query_string'].decode('latin-1')}"
        kind: Kind | None = None
        if not self.access.allows(dict(scope["headers"])):
            response = refused(401, "You are not logged in.")
        elif not self.window.admits(now):
            self.throttled_earned += 1
            response = WORDS.throttled(self.window.reset_s(now))
        elif self.quota.is_exhausted and path not in FREE_PATHS:
            response = refused(429, "Your API quota is exhausted.")
        elif any(part in path for part in self.left_out):
            response = refused(403, "This endpoint is not included in your current plan.")
        else:
            kind = self.faults.draw(key)
            response, kind = await spoil(kind, self.faults, WORDS, lambda: held(self.app, scope, receive))
            self.faults.done(key, kind)
            if response.status_code < 429 and kind != "cut" and path not in FREE_PATHS:
                self.quota.charge()
        response.headers["x-quota-remaining"] = str(max(0, self.quota.remaining))
        if kind == "cut":
            await send_half(response, send)
            return
        self.answered[response.status_code] += 1
        await response(scope, receive, send)

    async def _desk(self, request: Request) -> Response:
        """The stand-in's own desk: free, without credentials, not part of the provider."""
        name = request.url.path.removeprefix("/_standin/")
        try:
            if name == "stats" and request.method == "GET":
                return answer(self.stats())
            wanted: Mapping[str, object] = msgspec.json.decode(await request.body(), type=dict)
            if name == "quota" and request.method == "POST":
                self.quota.remaining = msgspec.convert(wanted["remaining"], int)
                return answer(self.stats())
            if name == "plan" and request.method == "POST":
                self.left_out = tuple(msgspec.convert(wanted["left_out"], list[str]))
                return answer(self.stats())
            if name == "faults" and request.method == "POST":
                self.faults.order(wanted)
                return answer(self.stats())
        except (KeyError, ValueError) as problem:
            return refused(400, f"Cannot do that: {problem}")
        return refused(404, "Not found.")

    def stats(self) -> Json:
        """What happened since the start; `throttled_earned` leaves injected 429s out."""
        return {
            "requests": self.requests,
            "answered": {str(status): count for status, count in sorted(self.answered.items())},
            "throttled_earned": self.throttled_earned,
            "injected": {kind: self.faults.injected[kind] for kind in KINDS},
            "worst_second": self.window.worst,
            "rate": self.window.rate,
            "quota_remaining": max(0, self.quota.remaining),
            "tokens_issued": self.access.issued,
        }
