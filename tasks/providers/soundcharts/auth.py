"""Soundcharts' two ways of authentication: the older pair of headers, and short-lived bearer tokens."""

import httpx

from tasks.providers.key import Key
from tasks.providers.token import ClientCredentials

# The key of the provider's public sandbox stands in its documentation, and in every body that names it.
PUBLIC_KEY = "soundcharts"


class HeaderAuth(Key):
    """The pair x-app-id and x-api-key."""

    def __init__(self, app_id: str, api_key: str) -> None:
        secret = None if api_key == PUBLIC_KEY else api_key
        super().__init__(secret, {"x-app-id": app_id, "x-api-key": api_key})


class BearerAuth(ClientCredentials):
    """A token of a team's client."""

    def __init__(self, http: httpx.Client, token_url: str, client_id: str, client_secret: str, team_id: str) -> None:
        variables = "SOUNDCHARTS_CLIENT_ID, SOUNDCHARTS_CLIENT_SECRET and SOUNDCHARTS_TEAM_ID"
        super().__init__(
            "Soundcharts",
            http,
            token_url,
            client_id,
            client_secret,
            variables=variables,
            form={"team_id": team_id},
        )
