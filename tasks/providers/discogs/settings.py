"""Where Discogs is and who we are to it, from the environment."""

import httpx
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.providers.connections import open_http
from tasks.providers.errors import Unauthorized
from tasks.providers.header_values import Wait


class DiscogsSettings(BaseSettings):
    """DISCOGS_* settings: a user's token, without which nothing can be searched.

    ``throttle_wait_s``: Discogs does not say how long to wait after a throttle; its window is a moving minute, so this
    frees a sixth of it. Shorter only where time runs faster.
    """

    model_config = SettingsConfigDict(env_prefix="DISCOGS_", extra="ignore")

    base_url: str = "https://api.discogs.com"
    token: SecretStr | None = None
    throttle_wait_s: Wait = 10.0

    def key(self) -> str:
        """The token. Raises Unauthorized when it is missing."""
        if self.token is None or not self.token.get_secret_value():
            raise Unauthorized("No Discogs token is set. Set DISCOGS_TOKEN in the environment or in .env.")
        return self.token.get_secret_value()


def make_http(settings: DiscogsSettings) -> httpx.Client:
    """Connections to the provider, kept open and shared by all threads of a process."""
    return open_http(settings.base_url)
