"""What an answer of Last.fm means. Errors stand in the body, with status 200 as well as with 4xx."""

from xml.parsers.expat import ExpatError

import httpx
import pylast

from tasks.providers.errors import BadRequest, NotFound, ProviderError, Throttled, Unauthorized, Unavailable

NOT_FOUND, REFUSED, TROUBLE, THROTTLED = {6, 7}, {4, 9, 10, 17, 26}, {8, 11, 16}, 29


def classify(response: httpx.Response, throttle_wait_s: float) -> ProviderError | None:
    """The error an answer means; None for a good one, or for one without an error that only its reader can judge."""
    status = response.status_code
    code, reason = read_error(response.content)
    what = f"Last.fm answered {status}, error {code}: {reason or 'no reason given'}."
    if code == THROTTLED or status == 429:
        return Throttled(what, throttle_wait_s)
    if code in NOT_FOUND:
        return NotFound(what)
    if code in REFUSED or (code is None and status in (401, 403)):
        return Unauthorized(f"{what} Check LASTFM_API_KEY and the account it belongs to.")
    if code in TROUBLE or status >= 500:
        return Unavailable(what)
    if code is not None:
        return BadRequest(what)
    return None if status == 200 else Unavailable(what)


def read_error(body: bytes) -> tuple[int | None, str]:
    """The error's code and text; no code for a body that tells of none, whatever it is."""
    try:
        doc = pylast._parse_response(body.decode("utf-8"))
    except (ExpatError, UnicodeDecodeError):
        return None, ""
    for error in doc.getElementsByTagName("error"):
        code = error.getAttribute("code")
        text = error.firstChild.nodeValue if error.firstChild is not None else ""
        return (int(code) if code.isdigit() else None), (text or "").strip()
    return None, ""
