"""The forms in which Soundcharts wraps every answer: single object, collection with page, error."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

Json = dict[str, Any]

LIST_LIMIT = 100
SEARCH_LIMIT = 20

_ENCODER = msgspec.json.Encoder()


class Refusal(Exception):
    """An answer that is not 200; `message` goes into the error body."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON response."""
    return Response(_ENCODER.encode(body), status, headers, media_type="application/json")


def single(kind: str, item: Json) -> Response:
    """One object of a kind, for example "song"."""
    return answer({"type": kind, "object": item, "errors": []})


def collection(
    request: Request, items: Sequence[object], related: Json | None = None, limit_max: int = LIST_LIMIT
) -> Response:
    """The page of `items` that the request asks for by offset and limit.

    `page.next` and `page.previous` are paths without host that keep the other parameters. Raises Refusal (400).
    """
    offset = _whole(request, "offset", 0)
    limit = _whole(request, "limit", limit_max)
    if offset < 0 or not 1 <= limit <= limit_max:
        raise Refusal(400, f"Invalid limit: it must be between 1 and {limit_max}, and offset not negative.")
    total = len(items)
    page = {
        "offset": offset,
        "limit": limit,
        "next": _link(request, offset + limit, limit) if offset + limit < total else None,
        "previous": _link(request, max(0, offset - limit), limit) if offset > 0 else None,
        "total": total,
    }
    body: Json = {} if related is None else {"related": related}
    return answer(body | {"items": items[offset : offset + limit], "page": page, "errors": []})


def refused(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """The documented error body."""
    return answer({"errors": [{"key": "", "code": status, "message": message}]}, status, headers)


def _whole(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    try:
        return int(text)
    except ValueError:
        raise Refusal(400, f"Invalid {name}: {text}.") from None


def _link(request: Request, offset: int, limit: int) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("offset", "limit")]
    return f"{request.url.path}?{urlencode([*kept, ('offset', offset), ('limit', limit)])}"
