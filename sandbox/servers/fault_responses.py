"""Faults done to an answer: each provider says it in its own words, and some answers go out broken."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.servers.faults import Faults, Kind


class FaultResponses(Protocol):
    """How a provider says that something is wrong."""

    def throttled(self, reset_s: int) -> Response:
        """Too many requests; a silent client is let in again after `reset_s` seconds."""
        ...

    def unavailable(self) -> Response:
        """It is in trouble, and knows it."""
        ...

    def failed(self) -> Response:
        """It broke down over this request."""
        ...

    def emptied(self, body: bytes) -> Response | None:
        """A good list without its items but with its true total; None for anything else."""
        ...


async def spoil(
    kind: Kind | None, faults: Faults, words: FaultResponses, endpoint: Callable[[], Awaitable[Response]]
) -> tuple[Response, Kind | None]:
    """The endpoint's answer with the fault in it, and the fault if it could be done.

    "cut" is left to the sender, see `send_half`.
    """
    if kind == "rate_limit":
        return words.throttled(1), kind
    if kind == "unavailable":
        return words.unavailable(), kind
    if kind == "error":
        return words.failed(), kind
    if kind == "slow":
        await asyncio.sleep(faults.delay_s())
    response = await endpoint()
    if kind is None or kind == "slow":
        return response, kind
    if response.status_code != 200:
        return response, None
    if kind == "bad_json":
        body = bytes(response.body)
        return Response(body[: len(body) * 3 // 5], media_type=response.media_type), kind
    if kind == "empty_page":
        emptied = words.emptied(bytes(response.body))
        return (response, None) if emptied is None else (emptied, kind)
    return response, kind


async def held(app: ASGIApp, scope: Scope, receive: Receive) -> Response:
    """The app's answer, held back instead of sent."""
    held_back = Response(media_type="application/json")

    async def hold(message: Message) -> None:
        if message["type"] == "http.response.start":
            held_back.status_code = message["status"]
        else:
            held_back.body += message["body"]

    await app(scope, receive, hold)
    held_back.headers["content-length"] = str(len(held_back.body))
    return held_back


async def send_half(response: Response, send: Send) -> None:
    """Announces the whole body and sends half; uvicorn closes the connection of an answer left open."""
    await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
    await send({"type": "http.response.body", "body": response.body[: len(response.body) // 2], "more_body": True})
