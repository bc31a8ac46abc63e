"""Soundcharts' two ways of authentication: the older pair of headers, and short-lived bearer tokens."""

import threading
import time
from collections.abc import Mapping

import httpx
import msgspec

from tasks.providers.errors import Unauthorized, Unavailable, Unreachable, Unreadable

RENEW_BEFORE_S = 60.0
# The key of the provider's public sandbox stands in its documentation, and in every body that names it.
PUBLIC_KEY = "soundcharts"


class HeaderAuth:
    """The pair x-app-id and x-api-key."""

    def __init__(self, app_id: str, api_key: str) -> None:
        self._headers = {"x-app-id": app_id, "x-api-key": api_key}

    def headers(self) -> Mapping[str, str]:
        return self._headers

    def renew(self) -> bool:
        """A key can't be renewed by us."""
        return False

    def secrets(self) -> tuple[str, ...]:
        key = self._headers["x-api-key"]
        return () if key == PUBLIC_KEY else (key,)


class Token(msgspec.Struct):
    """The token endpoint's answer; ``expires_in`` in seconds."""

    access_token: str
    expires_in: int = 3600


class BearerAuth:
    """A token got with client id and secret, kept until shortly before it ends; shared by all threads."""

    def __init__(self, http: httpx.Client, token_url: str, client_id: str, client_secret: str, team_id: str) -> None:
        self._http, self._token_url, self._team_id = http, token_url, team_id
        self._client_id, self._client_secret = client_id, client_secret
        self._token: str | None = None
        self._ends_at = 0.0
        self._lock = threading.Lock()

    def headers(self) -> Mapping[str, str]:
        with self._lock:
            if self._token is None or time.monotonic() > self._ends_at - RENEW_BEFORE_S:
                self._fetch()
            return {"Authorization": f"Bearer {self._token}"}

    def renew(self) -> bool:
        with self._lock:
            self._token = None
        return True

    def secrets(self) -> tuple[str, ...]:
        return tuple(secret for secret in (self._client_secret, self._token) if secret)

    def _fetch(self) -> None:
        try:
            answer = self._http.post(
                self._token_url,
                auth=(self._client_id, self._client_secret),
                data={"grant_type": "client_credentials", "team_id": self._team_id},
            )
        except httpx.ConnectError as broken:
            raise Unreachable(
                f"Soundcharts' token endpoint {self._token_url} can't be reached ({broken}). Check the address and the "
                "network; nothing was changed."
            ) from broken
        except httpx.TransportError as broken:
            raise Unavailable(f"Soundcharts' token endpoint did not answer ({type(broken).__name__}).") from broken
        if answer.status_code >= 500 or answer.status_code == 429:
            raise Unavailable(f"Soundcharts' token endpoint answered {answer.status_code}.")
        if answer.status_code != 200:
            raise Unauthorized(
                f"Soundcharts refused the client credentials ({answer.status_code}). Check SOUNDCHARTS_CLIENT_ID, "
                "SOUNDCHARTS_CLIENT_SECRET and SOUNDCHARTS_TEAM_ID."
            )
        try:
            token = msgspec.json.decode(answer.content, type=Token)
        except msgspec.DecodeError as broken:
            raise Unreadable("Soundcharts' token endpoint answered something that is no token.") from broken
        self._token, self._ends_at = token.access_token, time.monotonic() + token.expires_in
