"""What a status of Spotify means, read together with its headers and body."""

import re

import httpx
import msgspec

from tasks.providers.errors import (
    BadRequest,
    Forbidden,
    NotFound,
    ProviderError,
    QuotaExhausted,
    Throttled,
    Unauthorized,
    Unavailable,
    Unreadable,
)
from tasks.providers.header_values import wait_s
from tasks.providers.json_answer import decode

# The rate is counted over this many seconds, so that long is waited when the answer does not say.
WINDOW_S = 30.0
# Addresses of one thing: only there can 404 be about the thing.
ONE_THING = re.compile(r"/v1/(tracks|albums|audio-features)/[^/]+(/tracks)?$|/v1/artists/[^/]+(/albums)?$")


class OwnerWithoutPremium(Forbidden):
    """403 in plain text: the whole app is closed until its owner has Premium."""


class ErrorDetail(msgspec.Struct):
    message: str | None = None
    reason: str | None = None


class ErrorBody(msgspec.Struct):
    error: ErrorDetail


def classify(response: httpx.Response) -> ProviderError | None:
    """The error an answer means; None for a good one."""
    status = response.status_code
    if status == 200:
        return None
    detail = read_error(response.content)
    path = response.request.url.path
    what = f"Spotify answered {status} for {path}: {detail.message or 'no reason given'}."
    match status:
        case 400:
            return BadRequest(what)
        case 401:
            return Unauthorized("Spotify refused the token (401). Check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET.")
        case 404 if ONE_THING.search(path):
            return NotFound(what)
        case 403 if "premium" in (detail.message or "").lower():
            # in plain text
            return OwnerWithoutPremium(f"{what} It is not available to this app.")
        case 403 | 404:
            # closed endpoints answer either
            return Forbidden(f"{what} It is not available to this app.")
        case 429 if detail.reason == "QUOTA_EXCEEDED":
            return QuotaExhausted(
                "Spotify's quota of the developer account is used up. Waiting items stay queued; go on when it is "
                "renewed."
            )
        case 429:
            return Throttled(what, wait_s(response, WINDOW_S))
    return Unavailable(what)


def read_error(body: bytes) -> ErrorDetail:
    """The error's message and reason; a body that is no JSON is the message itself."""
    try:
        return decode("Spotify", body, ErrorBody).error
    except Unreadable:
        return ErrorDetail(body.decode("utf-8", "replace").strip()[:200])
