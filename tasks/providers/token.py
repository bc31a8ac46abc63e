"""Short-lived bearer tokens, got with a client's id and secret."""

import threading
import time
from collections.abc import Mapping

import httpx
import msgspec

from tasks.providers.bounded_client import TooLarge
from tasks.providers.errors import Unauthorized, Unavailable, Unreachable, Unreadable
from tasks.providers.json_answer import decode
from tasks.providers.wire_types import Whole

RENEW_BEFORE_S = 60.0


class Token(msgspec.Struct):
    """The token endpoint's answer; ``expires_in`` in seconds."""

    access_token: str
    expires_in: Whole = Whole(3600)


class ClientCredentials:
    """A token got with client id and secret, kept until shortly before it ends; shared by all threads.

    ``variables`` names the settings to look at when the provider, called ``name``, refuses; ``form`` is what it wants
    to be told besides the grant type.
    """

    def __init__(
        self,
        name: str,
        http: httpx.Client,
        token_url: str,
        client_id: str,
        client_secret: str,
        *,
        variables: str,
        form: Mapping[str, str] | None = None,
    ) -> None:
        self._name, self._variables, self._form = name, variables, dict(form or {})
        self._http, self._token_url = http, token_url
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
                data={"grant_type": "client_credentials", **self._form},
            )
        except httpx.ConnectError as broken:
            raise Unreachable(
                f"The token endpoint {self._token_url} can't be reached ({broken}). Check the address and the network; "
                "nothing was changed."
            ) from broken
        except TooLarge as broken:
            raise Unreadable(f"The token endpoint of {self._name} sent no token: {broken}.") from broken
        except httpx.RequestError as broken:
            raise Unavailable(
                f"The token endpoint of {self._name} did not answer ({type(broken).__name__})."
            ) from broken
        if answer.status_code >= 500 or answer.status_code == 429:
            raise Unavailable(f"The token endpoint of {self._name} answered {answer.status_code}.")
        if answer.status_code != 200:
            raise Unauthorized(
                f"{self._name} refused the client credentials ({answer.status_code}). Check {self._variables}."
            )
        try:
            token = decode(self._name, answer.content, Token)
        except Unreadable as broken:
            raise Unreadable(f"The token endpoint of {self._name} answered something that is no token.") from broken
        if not token.access_token.isascii() or not token.access_token.isprintable():
            raise Unreadable(f"The token of {self._name} has characters that no header can hold.")
        self._token, self._ends_at = token.access_token, time.monotonic() + token.expires_in
