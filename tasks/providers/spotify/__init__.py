"""Spotify: tracks and albums."""

from datetime import timedelta

from tasks.providers.descriptor import Provider, WorkKind
from tasks.providers.spotify.client import Spotify, make_spotify
from tasks.providers.spotify.settings import SpotifySettings, make_auth, make_http

PROVIDER = Provider(
    code="spotify",
    name="Spotify",
    settings=SpotifySettings,
    make_http=make_http,
    make_client=make_spotify,
    allowed_per_s=1,  # Spotify publishes no figure
    parallel=3,
    kinds=(
        WorkKind("spotify_track", "Heard tracks at Spotify", "spotify tracks", "heard_item", timedelta(days=365)),
        WorkKind("spotify_album", "Track lists of albums", "spotify albums", "catalog_album", timedelta(days=365)),
    ),
    standin_settings={"token_url": "{base_url}/api/token"},
)

__all__ = ["PROVIDER", "Spotify", "SpotifySettings", "make_auth", "make_http", "make_spotify"]
