"""The forms of Spotify's answers: error, page, release date."""

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.responses import Response

from sandbox.library import LibraryAlbum
from sandbox.seeded_random import dice
from sandbox.servers.envelope import Json, answer
from sandbox.servers.request import Request


def error(status: int, message: str, reason: str | None = None) -> Response:
    """The documented error body."""
    body: Json = {"status": status, "message": message}
    return answer({"error": body | ({"reason": reason} if reason else {})}, status)


def page(request: Request, href: str, items: Sequence[Json], offset: int, limit: int) -> Json:
    """A page; `next` is a whole address that keeps the other parameters."""
    kept = {name: value for name, value in request.query.items() if name not in ("offset", "limit")}

    def at(place: int) -> str:
        return f"{href}?{urlencode({**kept, 'offset': place, 'limit': limit})}"

    return {
        "href": at(offset),
        "items": list(items[offset : offset + limit]),
        "limit": limit,
        "next": at(offset + limit) if offset + limit < len(items) else None,
        "offset": offset,
        "previous": at(max(0, offset - limit)) if offset else None,
        "total": len(items),
    }


def release_date(album: LibraryAlbum) -> tuple[str, str]:
    """The date as Spotify knows it, of one album in ten only the year or the month."""
    known = dice("spotify release date", album.id_spotify).choices(("day", "month", "year"), (90, 4, 6))[0]
    length = {"day": 10, "month": 7, "year": 4}[known]
    return album.released_on.isoformat()[:length], known
