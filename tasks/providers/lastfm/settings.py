"""Where Last.fm is and who we are to it, from the environment."""

import httpx
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.providers.connections import open_http
from tasks.providers.errors import Unauthorized
from tasks.providers.header_values import Wait


class LastFmSettings(BaseSettings):
    """LASTFM_* settings: the key of an API account.

    ``throttle_wait_s``: Last.fm does not say how long to wait after a throttle; shorter only where time runs faster.
    """

    model_config = SettingsConfigDict(env_prefix="LASTFM_", extra="ignore")

    base_url: str = "https://ws.audioscrobbler.com"
    api_key: SecretStr | None = None
    throttle_wait_s: Wait = 10.0

    def key(self) -> str:
        """The key. Raises Unauthorized when it is missing."""
        if self.api_key is None or not self.api_key.get_secret_value():
            raise Unauthorized("No Last.fm key is set. Set LASTFM_API_KEY in the environment or in .env.")
        return self.api_key.get_secret_value()


def make_http(settings: LastFmSettings) -> httpx.Client:
    """Connections to the provider, kept open and shared by all threads of a process."""
    return open_http(settings.base_url)
