"""What a status of TheAudioDB means. That a thing is not known it says with 200 and nothing in the answer."""

import httpx

from tasks.providers.errors import ProviderError, Throttled, Unauthorized, Unavailable
from tasks.providers.header_values import wait_s


def classify(response: httpx.Response, throttle_wait_s: float) -> ProviderError | None:
    """The error an answer means; None for a good one. Addresses are left out: they hold the key."""
    status = response.status_code
    if status == 200:
        return None
    if status == 429:
        # whatever the body says
        return Throttled("TheAudioDB answered 429: too many requests.", wait_s(response, throttle_wait_s))
    if 400 <= status < 500:
        return Unauthorized(
            f"TheAudioDB answered {status}, which is no answer about a track or artist. Check THEAUDIODB_API_KEY and "
            "THEAUDIODB_BASE_URL."
        )
    return Unavailable(f"TheAudioDB answered {status}.")
