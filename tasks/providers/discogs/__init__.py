"""Discogs: genres and styles of albums."""

from tasks.providers.descriptor import Provider, tags_of
from tasks.providers.discogs.client import Discogs, make_discogs
from tasks.providers.discogs.settings import DiscogsSettings, make_http

PROVIDER = Provider(
    code="discogs",
    name="Discogs",
    settings=DiscogsSettings,
    make_http=make_http,
    make_client=make_discogs,
    allowed_per_s=1,  # 60 a minute
    utilisation=0.85,
    parallel=2,
    kinds=(tags_of("discogs", "Discogs"),),
    fed_by=("spotify", "musicbrainz"),
)

__all__ = ["PROVIDER", "Discogs", "DiscogsSettings", "make_discogs", "make_http"]
