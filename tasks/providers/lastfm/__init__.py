"""Last.fm: tags of tracks and artists, by names."""

from tasks.providers.descriptor import Provider, tags_of
from tasks.providers.lastfm.client import LastFm, make_lastfm
from tasks.providers.lastfm.settings import LastFmSettings, make_http

PROVIDER = Provider(
    code="lastfm",
    name="Last.fm",
    settings=LastFmSettings,
    make_http=make_http,
    make_client=make_lastfm,
    allowed_per_s=5,  # its guidance is 5 on average; kept a little under
    utilisation=0.80,
    parallel=3,
    kinds=(tags_of("lastfm", "Last.fm"),),
    fed_by=("spotify", "musicbrainz"),
)

__all__ = ["PROVIDER", "LastFm", "LastFmSettings", "make_http", "make_lastfm"]
