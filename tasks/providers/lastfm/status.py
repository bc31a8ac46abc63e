"""What an answer of Last.fm means. Errors stand in the body, with status 200 as well as with 4xx."""

import re
from xml.dom.minidom import Document
from xml.parsers.expat import ExpatError

import httpx
import pylast

from tasks.providers.answer_text import clean_xml
from tasks.providers.errors import BadRequest, NotFound, ProviderError, Throttled, Unauthorized, Unavailable

CODE = re.compile(r"[0-9]{1,4}", re.ASCII)
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
        errors = parse(body).getElementsByTagName("error")
    except ValueError:
        return None, ""
    for error in errors:
        code = error.getAttribute("code")
        text = error.firstChild.nodeValue if error.firstChild is not None else ""
        return (int(code) if CODE.fullmatch(code) else None), (text or "").strip()
    return None, ""


def parse(body: bytes) -> Document:
    """The answer's XML. Raises ValueError, also for one nested more deeply than it can be walked through."""
    try:
        doc = pylast._parse_response(clean_text(body))
        doc.getElementsByTagName("error")  # walks through all of it
    except ExpatError as broken:
        raise ValueError(str(broken)) from broken
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return doc


def clean_text(body: bytes) -> str:
    """The answer as text that can be parsed. Raises ValueError."""
    return clean_xml(body).decode("utf-8")
