"""spotipy's session: what spotipy wants to send goes through our caller, with its gate, log, retries and errors."""

from collections.abc import Callable, Mapping
from typing import Any

import requests

from tasks.providers.caller import Caller


class CallerSession(requests.Session):
    """Takes the place of the session that spotipy would send with.

    ``expect`` before each call: the endpoint's name for the log, and a function that raises Unreadable for a body that
    can't be what was meant. Only good answers get to spotipy; the caller raises our errors for all others, so neither
    spotipy's own error handling nor its retries (which can sleep for a day) ever run.
    """

    def __init__(self, caller: Caller) -> None:
        super().__init__()
        self._caller = caller
        self._endpoint = ""
        self._check: Callable[[bytes], object] = len

    def expect(self, endpoint: str, check: Callable[[bytes], object]) -> None:
        self._endpoint, self._check = endpoint, check

    def request(  # type: ignore[override]
        self, method: str, url: str, params: Mapping[str, str | int | None] | None = None, **_: Any
    ) -> requests.Response:
        """Send it our way; spotipy's headers, proxies and timeout are left out, ours hold."""
        given = {name: value for name, value in (params or {}).items() if value is not None}

        def read(body: bytes) -> requests.Response:
            self._check(body)
            answer = requests.Response()
            answer.status_code, answer.url, answer._content = 200, url, body
            return answer

        # parameters that already stand in the address must not be replaced by an empty set
        return self._caller.send(
            self._endpoint, lambda: self._caller.http.build_request(method, url, params=given or None), read
        )
