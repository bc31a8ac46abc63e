"""Where Soundcharts is and who we are to it, from the environment."""

import httpx
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.providers.caller import Auth
from tasks.providers.connections import open_http
from tasks.providers.errors import Unauthorized
from tasks.providers.soundcharts.auth import BearerAuth, HeaderAuth

PUBLIC_ADDRESS = "https://customer.api.soundcharts.com"


class SoundchartsSettings(BaseSettings):
    """SOUNDCHARTS_* settings. Either app id and key, or client id, secret and team id."""

    model_config = SettingsConfigDict(env_prefix="SOUNDCHARTS_", extra="ignore")

    base_url: str = PUBLIC_ADDRESS
    token_url: str = "https://account.soundcharts.com/oauth/token"  # noqa: S105 - an address
    app_id: str | None = None
    api_key: SecretStr | None = None
    client_id: str | None = None
    client_secret: SecretStr | None = None
    team_id: str | None = None


def make_http(settings: SoundchartsSettings) -> httpx.Client:
    """Connections to the provider, kept open and shared by all threads of a process."""
    return open_http(settings.base_url)


def make_auth(settings: SoundchartsSettings, http: httpx.Client) -> Auth:
    """The way of proving who we are that the settings allow; a token when both are given.

    Raises Unauthorized when neither pair is complete.
    """
    if settings.client_id and settings.client_secret and settings.team_id:
        return BearerAuth(
            http, settings.token_url, settings.client_id, settings.client_secret.get_secret_value(), settings.team_id
        )
    if settings.app_id and settings.api_key:
        return HeaderAuth(settings.app_id, settings.api_key.get_secret_value())
    raise Unauthorized(
        "No Soundcharts credentials are set. Set SOUNDCHARTS_APP_ID and SOUNDCHARTS_API_KEY, or SOUNDCHARTS_CLIENT_ID, "
        "SOUNDCHARTS_CLIENT_SECRET and SOUNDCHARTS_TEAM_ID, in the environment or in .env."
    )
