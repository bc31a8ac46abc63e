"""TheAudioDB: genre, style, mood and theme of recordings and artists."""

from tasks.providers.descriptor import Provider, tags_of
from tasks.providers.theaudiodb.client import TheAudioDb, make_theaudiodb
from tasks.providers.theaudiodb.settings import TheAudioDbSettings, make_http

PROVIDER = Provider(
    code="theaudiodb",
    name="TheAudioDB",
    settings=TheAudioDbSettings,
    make_http=make_http,
    make_client=make_theaudiodb,
    allowed_per_s=0.5,  # 30 a minute
    utilisation=0.90,
    parallel=2,
    kinds=(tags_of("theaudiodb", "TheAudioDB"),),
    fed_by=("spotify", "musicbrainz"),
)

__all__ = ["PROVIDER", "TheAudioDb", "TheAudioDbSettings", "make_http", "make_theaudiodb"]
