"""Where Spotify is and who we are to it, from the environment."""

import httpx
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.providers.caller import Auth
from tasks.providers.connections import open_http
from tasks.providers.errors import Unauthorized
from tasks.providers.token import ClientCredentials

VARIABLES = "SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET"


class SpotifySettings(BaseSettings):
    """SPOTIFY_* settings: an app's client id and secret."""

    model_config = SettingsConfigDict(env_prefix="SPOTIFY_", extra="ignore")

    base_url: str = "https://api.spotify.com"
    token_url: str = "https://accounts.spotify.com/api/token"  # noqa: S105 - an address
    client_id: str | None = None
    client_secret: SecretStr | None = None


def make_http(settings: SpotifySettings) -> httpx.Client:
    """Connections to the provider, kept open and shared by all threads of a process."""
    return open_http(settings.base_url)


def make_auth(settings: SpotifySettings, http: httpx.Client) -> Auth:
    """The app's token, to be shared by all clients. Raises Unauthorized when id or secret is missing."""
    if not settings.client_id or not settings.client_secret:
        raise Unauthorized(f"No Spotify credentials are set. Set {VARIABLES} in the environment or in .env.")
    secret = settings.client_secret.get_secret_value()
    return ClientCredentials("Spotify", http, settings.token_url, settings.client_id, secret, variables=VARIABLES)
