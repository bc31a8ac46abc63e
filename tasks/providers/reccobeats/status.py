"""What a status of ReccoBeats means."""

import httpx

from tasks.providers.errors import BadRequest, Forbidden, NotFound, ProviderError, Throttled, Unavailable
from tasks.providers.header_values import wait_s


def classify(response: httpx.Response, throttle_wait_s: float) -> ProviderError | None:
    """The error an answer means; None for a good one."""
    status = response.status_code
    what = f"ReccoBeats answered {status} for {response.request.url.path}."
    match status:
        case 200:
            return None
        case 400:
            return BadRequest(what)
        case 401 | 403:
            return Forbidden(f"{what} It is not open without a key any more.")
        case 404:
            return NotFound(what)
        case 429:
            return Throttled(f"{what} Too many requests.", wait_s(response, throttle_wait_s))
    return Unavailable(what)
