"""MusicBrainz: recordings, their releases, and tags by votes."""

from datetime import timedelta

from tasks.providers.descriptor import Provider, WorkKind, tags_of
from tasks.providers.musicbrainz.client import MusicBrainz, make_musicbrainz
from tasks.providers.musicbrainz.settings import MusicBrainzSettings, make_http

PROVIDER = Provider(
    code="musicbrainz",
    name="MusicBrainz",
    settings=MusicBrainzSettings,
    make_http=make_http,
    make_client=make_musicbrainz,
    allowed_per_s=1,
    utilisation=0.90,
    parallel=5,
    kinds=(
        WorkKind("recording_match", "Heard tracks at MusicBrainz", "recordings", "heard_item", timedelta(days=180)),
        tags_of("musicbrainz", "MusicBrainz"),
    ),
    fed_by=("spotify",),
    standin_settings={"contact": "sandbox@groundswell.example"},
)

__all__ = ["PROVIDER", "MusicBrainz", "MusicBrainzSettings", "make_http", "make_musicbrainz"]
