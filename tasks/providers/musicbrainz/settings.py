"""Where MusicBrainz is and who we say we are, from the environment."""

import httpx
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.providers.connections import USER_AGENT, open_http
from tasks.providers.errors import Unauthorized
from tasks.providers.header_values import Wait

# Under the load of scrapers answers have taken up to 30 seconds.
PATIENCE_S = 40


class MusicBrainzSettings(BaseSettings):
    """MUSICBRAINZ_* settings. There is no key, but an address or web site at which we can be reached is wanted.

    ``throttle_wait_s``: the first wait after a throttle, which then doubles; shorter only where time runs faster.
    """

    model_config = SettingsConfigDict(env_prefix="MUSICBRAINZ_", extra="ignore")

    base_url: str = "https://musicbrainz.org"
    contact: str | None = None
    throttle_wait_s: Wait = 1.0


def make_http(settings: MusicBrainzSettings) -> httpx.Client:
    """Connections to the provider, kept open and shared by all threads of a process.

    Raises Unauthorized when no contact is set: without one in the User-Agent MusicBrainz shuts us out.
    """
    if not settings.contact:
        raise Unauthorized(
            "MusicBrainz wants to know whom to write to. Set MUSICBRAINZ_CONTACT, an e-mail address or a web site, in "
            "the environment or in .env."
        )
    agent = f"{USER_AGENT} ( {settings.contact} )"
    return open_http(settings.base_url, patience_s=PATIENCE_S, user_agent=agent)
