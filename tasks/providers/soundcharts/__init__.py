"""Soundcharts: charts, songs, artists and their audiences."""

from datetime import timedelta

from tasks.providers.descriptor import Provider, WorkKind
from tasks.providers.soundcharts.client import Soundcharts, make_soundcharts
from tasks.providers.soundcharts.endpoints import WINDOW_DAYS
from tasks.providers.soundcharts.settings import SoundchartsSettings, make_auth, make_http

PROVIDER = Provider(
    code="soundcharts",
    name="Soundcharts",
    settings=SoundchartsSettings,
    make_http=make_http,
    make_client=make_soundcharts,
    allowed_per_s=83.3333,  # 5,000 a minute
    daily_budget=100_000,
    parallel=6,
    kinds=(
        WorkKind("chart_ranking", "Rankings of charts", "rankings", "chart"),
        WorkKind("track_metadata", "Details of tracks", "track metadata", "track", timedelta(days=30)),
        WorkKind("artist_metadata", "Details of artists", "artist metadata", "artist", timedelta(days=30)),
        WorkKind(
            "track_audience", "Figures of tracks", "track audience", "track", timedelta(days=1), 180, 7, WINDOW_DAYS
        ),
        WorkKind(
            "artist_audience", "Figures of artists", "artist audience", "artist", timedelta(days=2), 180, 7, WINDOW_DAYS
        ),
        WorkKind("artist_identity", "Artists by their Spotify id", "artist ids", "artist", timedelta(days=7)),
        WorkKind("artist_songs", "Songs of new artists", "songs of artists", "artist", timedelta(days=30)),
        WorkKind("artist_playlists", "Playlists of artists", "playlists", "artist", timedelta(days=1)),
        WorkKind("artist_concerts", "Concerts of artists", "concerts", "artist", timedelta(days=7)),
        WorkKind("artist_chart_places", "Chart places of artists", "chart places", "artist", timedelta(days=7)),
        WorkKind("artist_related", "Similar artists", "similar artists", "artist", timedelta(days=30)),
        WorkKind("tiktok_sound", "TikTok sounds linked by hand", "sounds", "sound", timedelta(days=30)),
        WorkKind("track_radio", "Radio play of tracks that moved", "radio", "track"),
        WorkKind(
            "artist_popularity",
            "Popularity of artists",
            "artist popularity",
            "artist",
            timedelta(days=1),
            90,
            7,
            WINDOW_DAYS,
        ),
        WorkKind(
            "track_popularity",
            "Popularity of tracks",
            "track popularity",
            "track",
            timedelta(days=1),
            90,
            7,
            WINDOW_DAYS,
        ),
    ),
)

__all__ = ["PROVIDER", "Soundcharts", "SoundchartsSettings", "make_auth", "make_http", "make_soundcharts"]
