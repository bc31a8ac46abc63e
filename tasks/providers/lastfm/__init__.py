"""Last.fm: tags of tracks and artists, by names."""

from typing import TYPE_CHECKING

import httpx

from tasks.providers.descriptor import Provider, tags_of
from tasks.providers.gate import Gate
from tasks.providers.lastfm.settings import LastFmSettings, make_http

if TYPE_CHECKING:
    from tasks.providers.lastfm.client import LastFm


def make_client(settings: LastFmSettings, http: httpx.Client, gate: Gate) -> "LastFm":
    """Its client; pylast, which takes long to import, is imported by those alone who ask Last.fm."""
    from tasks.providers.lastfm.client import make_lastfm

    return make_lastfm(settings, http, gate)


PROVIDER = Provider(
    code="lastfm",
    name="Last.fm",
    settings=LastFmSettings,
    make_http=make_http,
    make_client=make_client,
    allowed_per_s=5,  # its guidance is 5 on average; kept a little under
    utilisation=0.80,
    parallel=3,
    kinds=(tags_of("lastfm", "Last.fm"),),
    fed_by=("spotify", "musicbrainz"),
)
