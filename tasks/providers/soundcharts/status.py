"""What a status of Soundcharts means, read together with its headers and body."""

import httpx
import msgspec

from tasks.providers.errors import (
    BadRequest,
    Forbidden,
    Gone,
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

# The only two signs by which its two kinds of 429 can be told apart.
RATE_HEADER = "x-ratelimit-reset"
RATE_WORDS = "maximum request count"


class ErrorItem(msgspec.Struct):
    message: str | None = None


class ErrorBody(msgspec.Struct):
    errors: list[ErrorItem] | None = None
    message: str | None = None


def classify(response: httpx.Response) -> ProviderError | None:
    """The error an answer means; None for a good one."""
    status = response.status_code
    if status == 200:
        return None
    reason = message(response.content)
    what = f"Soundcharts answered {status} for {response.request.url.path}: {reason or 'no reason given'}."
    match status:
        case 400:
            return BadRequest(what)
        case 401:
            return Unauthorized(
                "Soundcharts refused the credentials (401). Check SOUNDCHARTS_APP_ID and SOUNDCHARTS_API_KEY, or the "
                "client id, secret and team id; nothing was changed."
            )
        case 403:
            return Forbidden(what)
        case 404:
            return NotFound(what)
        case 410:
            return Gone(what)
        case 429 if RATE_HEADER in response.headers or RATE_WORDS in reason.lower():
            return Throttled(what, wait_s(response, 1.0, RATE_HEADER))
        case 429:
            return QuotaExhausted(
                f"Soundcharts' quota of calls is used up ({reason or 'no reason given'}). Waiting items stay queued; "
                "go on when the quota is renewed or raised.",
            )
    return Unavailable(what)


def message(body: bytes) -> str:
    """The error's text; empty when the body tells none."""
    try:
        read = decode("Soundcharts", body, ErrorBody)
    except Unreadable:
        return ""
    return "; ".join(item.message for item in read.errors or () if item.message) or read.message or ""
