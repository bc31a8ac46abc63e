"""ReccoBeats: audio features of Spotify tracks, free and without a key."""

from datetime import timedelta

from tasks.providers.descriptor import Provider, WorkKind
from tasks.providers.reccobeats.client import ReccoBeats, make_reccobeats
from tasks.providers.reccobeats.settings import ReccoBeatsSettings, make_http

PROVIDER = Provider(
    code="reccobeats",
    name="ReccoBeats",
    settings=ReccoBeatsSettings,
    make_http=make_http,
    make_client=make_reccobeats,
    allowed_per_s=1,  # it publishes no figure; a 429 moves everybody
    parallel=1,
    kinds=(
        WorkKind("audio_features", "Audio features of artists' tracks", "audio features", "artist", timedelta(days=30)),
    ),
)

__all__ = ["PROVIDER", "ReccoBeats", "ReccoBeatsSettings", "make_http", "make_reccobeats"]
