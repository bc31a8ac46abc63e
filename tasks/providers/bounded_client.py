"""httpx's client with bounds on what an answer may take: bytes, once unpacked, and time from first to last."""

import zlib
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from tasks.providers.answer_bounds import AnswerBounds
from tasks.providers.deadline import Deadline, DeadlineBackend

GZIP = 31  # zlib's number for a gzip header


class TooLarge(httpx.TransportError):
    """An answer went on beyond the bytes allowed, or unpacked to more."""


class BoundedClient(httpx.Client):
    """Reads every answer whole, within its bounds. Raises TooLarge, and httpx.ReadTimeout when the time is up.

    It unpacks by itself: httpx would unpack a piece of 64 kB to any size before anybody could count.
    """

    def __init__(self, bounds: AnswerBounds, **options: Any) -> None:
        # no provider needs cookies, and a client that lives long would keep any number of them
        super().__init__(cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())), **options)
        self._most_bytes, self._seconds = int(bounds.mb * 1_000_000), bounds.seconds
        self._deadline = Deadline()
        # httpx lets only each read be limited, not all of them together, and has no way in for a backend of one's own
        for transport in (self._transport, *self._mounts.values()):
            if isinstance(transport, httpx.HTTPTransport):
                transport._pool._network_backend = DeadlineBackend(httpcore.SyncBackend(), self._deadline)

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """The answer, read and unpacked."""
        with self._deadline.within(self._seconds):
            response = super().send(request, **{**options, "stream": True})
            try:
                body = self._body(response)
            finally:
                response.close()
        headers = [
            (name, value)
            for name, value in response.headers.raw
            if name.lower() not in (b"content-encoding", b"content-length", b"transfer-encoding")
        ]
        return httpx.Response(response.status_code, headers=headers, content=body, request=response.request)

    def _body(self, response: httpx.Response) -> bytes:
        packing = response.headers.get("content-encoding", "").strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip"):
            raise httpx.DecodingError(f"it came packed as {packing[:40]}, which was not asked for")
        unpacker = zlib.decompressobj(GZIP) if packing.endswith("gzip") else None
        body, is_empty = bytearray(), True
        for piece in response.iter_raw():
            is_empty = False
            try:
                # one byte more than allowed is enough to know
                body += unpacker.decompress(piece, self._most_bytes + 1 - len(body)) if unpacker else piece
            except zlib.error as broken:
                raise httpx.DecodingError(f"it can't be unpacked: {broken}") from broken
            if len(body) > self._most_bytes:
                raise TooLarge(f"it is larger than {self._most_bytes / 1e6:g} MB")
        if unpacker is not None and not unpacker.eof and not is_empty:
            raise httpx.DecodingError("it ends before what is packed in it does")
        return bytes(body)
