"""Where ReccoBeats is, from the environment. It asks for no key."""

import httpx
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.providers.connections import open_http
from tasks.providers.header_values import Wait


class ReccoBeatsSettings(BaseSettings):
    """RECCOBEATS_* settings.

    ``throttle_wait_s``: how long is waited after a 429 that does not say it. Shorter only where time runs faster.
    """

    model_config = SettingsConfigDict(env_prefix="RECCOBEATS_", extra="ignore")

    base_url: str = "https://api.reccobeats.com"
    throttle_wait_s: Wait = 30.0


def make_http(settings: ReccoBeatsSettings) -> httpx.Client:
    """Connections to the provider, kept open and shared by all threads of a process."""
    return open_http(settings.base_url)
