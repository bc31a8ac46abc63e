"""musicbrainzngs made to form requests and to read answers, but to send nothing.

The library sends from within module-global functions, under one lock for all threads, with retries and waits of its
own that know nothing of our gate and log. It has been frozen since January 2020 and offers no way in, so the one
private function that sends, ``_safe_read``, is replaced: it hands back the request it was given, and the parser, which
the library lets be set, passes it on. What is left in the library is without state that calls could mix.
"""

from collections.abc import Callable
from typing import Any
from urllib.request import Request

import musicbrainzngs
from musicbrainzngs import musicbrainz

from tasks.providers.answer_text import clean_xml
from tasks.providers.errors import BadRequest, Unreadable
from tasks.providers.rejected import UNREADABLE


def _hand_back(opener: object, request: Request, body: bytes | None = None) -> Request:
    """In the place of ``_safe_read(opener, request, body)``."""
    return request


musicbrainz._safe_read = _hand_back
musicbrainzngs.set_parser(musicbrainz.mb_parser_null)
musicbrainzngs.set_rate_limit(False)
# the library refuses to form requests without one; what is sent is the header of our connections
musicbrainzngs.set_useragent("groundswell", "0.1")


def path_and_query(form: Callable[[], Any]) -> str:
    """What the library would send for a call, for example lambda: musicbrainzngs.get_artist_by_id(mbid).

    Raises BadRequest for what it refuses to form.
    """
    try:
        request: Request = form()
    except (musicbrainz.MusicBrainzError, ValueError) as refused:
        raise BadRequest(f"That can't be asked of MusicBrainz: {refused}.") from refused
    return request.selector


def parse(body: bytes) -> dict[str, Any]:
    """The XML as the library's dicts. Raises Unreadable."""
    try:
        parsed: dict[str, Any] = musicbrainz.mb_parser_xml(clean_xml(body))
    except (musicbrainz.ResponseError, *UNREADABLE) as broken:
        raise Unreadable(f"The answer of MusicBrainz can't be read: {broken}.") from broken
    return parsed
