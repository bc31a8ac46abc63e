"""Who may ask: the two headers of old, or a short-lived bearer token."""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from sandbox.servers.envelope import answer


@dataclass(frozen=True)
class Credentials:
    """What the server takes for right."""

    app_id: str = "soundcharts"
    api_key: str = "soundcharts"
    client_id: str = "standin-client"
    client_secret: str = "standin-secret"  # noqa: S105 - of a stand-in, public on purpose
    team_id: str = "standin-team"

    @classmethod
    def from_environment(cls, file: Path | None = None) -> "Credentials":
        """STANDIN_APP_ID and so on from the environment; members of a JSON file (`app_id`, ...) go before them.

        Raises OSError or ValueError for a file that cannot be read.
        """
        names = [field.name for field in fields(cls)]
        given = {
            name: os.environ[f"STANDIN_{name.upper()}"] for name in names if f"STANDIN_{name.upper()}" in os.environ
        }
        if file is not None:
            given |= {name: str(value) for name, value in json.loads(file.read_text("utf-8")).items() if name in names}
        return cls(**given)


class Access:
    """Checks credentials and hands out tokens that live `token_s` seconds."""

    def __init__(self, credentials: Credentials, token_s: int, clock: Callable[[], float]) -> None:
        self.credentials = credentials
        self.token_s = token_s
        self.issued = 0
        self._clock = clock
        self._ends_at: dict[str, float] = {}

    def allows(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether the raw headers (lower case) carry the two keys or a token that has not run out."""
        bearer = headers.get(b"authorization", b"").decode("latin-1")
        if bearer.startswith("Bearer "):
            return self._ends_at.get(bearer.removeprefix("Bearer "), 0.0) > self._clock()
        known = self.credentials
        return _same(headers.get(b"x-app-id"), known.app_id) and _same(headers.get(b"x-api-key"), known.api_key)

    async def token(self, request: Request) -> Response:
        """POST /oauth/token: HTTP Basic with client id and secret, form with grant_type and team_id."""
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        if not self._is_client(request.headers.get("authorization", "")):
            return answer({"error": "invalid_client", "error_description": "Client authentication failed"}, 401)
        if form.get("grant_type") != ["client_credentials"]:
            return answer({"error": "unsupported_grant_type", "error_description": "Use client_credentials"}, 400)
        if form.get("team_id") != [self.credentials.team_id]:
            return answer({"error": "invalid_request", "error_description": "Unknown team_id"}, 400)
        now = self._clock()
        self._ends_at = {token: ends_at for token, ends_at in self._ends_at.items() if ends_at > now}
        token = secrets.token_urlsafe(32)
        self._ends_at[token] = now + self.token_s
        self.issued += 1
        return answer({"access_token": token, "token_type": "Bearer", "expires_in": self.token_s})

    def _is_client(self, header: str) -> bool:
        try:
            pair = base64.b64decode(header.removeprefix("Basic "), validate=True)
        except (binascii.Error, ValueError):
            return False
        name, _, secret = pair.partition(b":")
        return _same(name, self.credentials.client_id) and _same(secret, self.credentials.client_secret)


def _same(given: bytes | None, known: str) -> bool:
    return given is not None and secrets.compare_digest(given, known.encode())
