"""What a status of Discogs means, and what its headers tell of the rate."""

import httpx
import msgspec

from tasks.providers.errors import (
    BadRequest,
    Forbidden,
    NotFound,
    ProviderError,
    Throttled,
    Unauthorized,
    Unavailable,
    Unreadable,
)
from tasks.providers.header_values import wait_s, whole
from tasks.providers.json_answer import decode

REMAINING = "x-discogs-ratelimit-remaining"
# Calls left in the minute that are not ours to take: somebody else may share the address.
RESERVE = 1


class ErrorBody(msgspec.Struct):
    message: str | None = None


def classify(response: httpx.Response, throttle_wait_s: float) -> ProviderError | None:
    """The error an answer means; None for a good one. No wait comes with a throttle, so it is given."""
    status = response.status_code
    if status == 200:
        return None
    try:
        reason = decode("Discogs", response.content, ErrorBody).message
    except Unreadable:
        reason = None
    what = f"Discogs answered {status} for {response.request.url.path}: {reason or 'no reason given'}."
    match status:
        case 400 | 422:
            return BadRequest(what)
        case 401:
            return Unauthorized(f"Discogs refused the token (401: {reason or 'no reason given'}). Check DISCOGS_TOKEN.")
        case 403:
            return Forbidden(what)
        case 404:
            return NotFound(what)
        case 429:
            return Throttled(what, wait_s(response, throttle_wait_s))
    return Unavailable(what)


def rest_s(response: httpx.Response, throttle_wait_s: float) -> float | None:
    """How long to rest after a good answer: the wait of a throttle when the minute is nearly used up, else None."""
    left = whole(response, REMAINING)
    return throttle_wait_s if left is not None and 0 <= left <= RESERVE else None
