"""What a status of MusicBrainz means, read together with its body: 503 is a throttle or a busy server."""

import httpx
from musicbrainzngs import mbxml

from tasks.providers.answer_text import clean_xml
from tasks.providers.errors import (
    BadRequest,
    Forbidden,
    NotFound,
    ProviderError,
    Refused,
    Throttled,
    Unauthorized,
    Unavailable,
)
from tasks.providers.header_values import wait_s
from tasks.providers.rejected import UNREADABLE

ROOT = "/ws/2/"
# Words of the 503 that is our fault; the other one says that the search server is busy.
RATE_WORDS = ("exceeding the allowable rate limit", "rate limit")


class Moved(Refused):
    """The entity was merged into another one; ``path`` and query of where it is now."""

    failure = "moved"

    def __init__(self, message: str, path: str) -> None:
        super().__init__(message)
        self.path = path


def classify(response: httpx.Response, throttle_wait_s: float) -> ProviderError | None:
    """The error an answer means; None for a good one. ``throttle_wait_s`` is how long a throttle holds us back."""
    status = response.status_code
    if status == 200:
        return None
    reason = message(response.content)
    what = f"MusicBrainz answered {status} for {response.request.url.path}: {reason or 'no reason given'}."
    match status:
        case 301 | 302 | 307 | 308 if ROOT in response.headers.get("location", ""):
            # only the path counts: the address of a server behind us may be another one to it
            return Moved(what, ROOT + response.headers["location"].partition(ROOT)[2])
        case 400:
            return BadRequest(what)
        case 401 | 403:
            return Unauthorized(
                f"MusicBrainz shut us out ({status}: {reason or 'no reason given'}). Check that MUSICBRAINZ_CONTACT "
                "says how we can be reached."
            )
        case 404:
            return NotFound(what)
        case 405 | 406 | 410:
            return Forbidden(what)
        case 429:
            return Throttled(what, wait_s(response, throttle_wait_s))
        case 503 if any(words in reason.lower() for words in RATE_WORDS):
            return Throttled(what, wait_s(response, throttle_wait_s))
    return Unavailable(what)


def message(body: bytes) -> str:
    """The error's text, whether it came as XML, as JSON or as plain text."""
    try:
        texts = mbxml.get_error_message(clean_xml(body))
    except UNREADABLE:
        texts = None
    return "; ".join(text for text in texts if text) if texts else body.decode("utf-8", "replace").strip()[:300]
