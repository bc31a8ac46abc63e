"""Who may ask: the two headers of old, or a short-lived bearer token."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from sandbox.servers.credentials import Given
from sandbox.servers.envelope import answer
from sandbox.servers.tokens import Tokens, is_client, same


@dataclass(frozen=True)
class Credentials(Given):
    """What the server takes for right."""

    app_id: str = "soundcharts"
    api_key: str = "soundcharts"
    client_id: str = "standin-client"
    client_secret: str = "standin-secret"  # noqa: S105 - of a stand-in, public on purpose
    team_id: str = "standin-team"


class Access:
    """Checks credentials and hands out tokens that live `token_s` seconds."""

    def __init__(self, credentials: Credentials, token_s: int, clock: Callable[[], float]) -> None:
        self.credentials = credentials
        self._tokens = Tokens(token_s, clock)

    @property
    def issued(self) -> int:
        """Tokens handed out so far."""
        return self._tokens.issued

    def allows(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether the raw headers (lower case) carry the two keys or a token that has not run out."""
        bearer = headers.get(b"authorization", b"").decode("latin-1")
        if bearer.startswith("Bearer "):
            return self._tokens.holds(bearer)
        known = self.credentials
        return same(headers.get(b"x-app-id"), known.app_id) and same(headers.get(b"x-api-key"), known.api_key)

    async def token(self, request: Request) -> Response:
        """POST /oauth/token: HTTP Basic with client id and secret, form with grant_type and team_id."""
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        known = self.credentials
        if not is_client(request.headers.get("authorization", ""), known.client_id, known.client_secret):
            return answer({"error": "invalid_client", "error_description": "Client authentication failed"}, 401)
        if form.get("grant_type") != ["client_credentials"]:
            return answer({"error": "unsupported_grant_type", "error_description": "Use client_credentials"}, 400)
        if form.get("team_id") != [known.team_id]:
            return answer({"error": "invalid_request", "error_description": "Unknown team_id"}, 400)
        token = self._tokens.issue()
        return answer({"access_token": token, "token_type": "Bearer", "expires_in": self._tokens.life_s})
