"""Where TheAudioDB is and who we are to it, from the environment."""

import httpx
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.providers.connections import open_http
from tasks.providers.header_values import Wait

# Keys for everybody, which stand in the documentation; the first is today's.
PUBLIC_KEYS = ("123", "2", "1", "523532")


class TheAudioDbSettings(BaseSettings):
    """THEAUDIODB_* settings: a supporter's key, or the free one.

    ``throttle_wait_s``: TheAudioDB does not say how long to wait after a throttle; it counts by the minute. Shorter
    only where time runs faster.
    """

    model_config = SettingsConfigDict(env_prefix="THEAUDIODB_", extra="ignore")

    base_url: str = "https://www.theaudiodb.com"
    api_key: SecretStr = SecretStr(PUBLIC_KEYS[0])
    throttle_wait_s: Wait = 60.0


def make_http(settings: TheAudioDbSettings) -> httpx.Client:
    """Connections to the provider, kept open and shared by all threads of a process."""
    return open_http(settings.base_url)
