"""Spotify: tracks and albums."""

from datetime import timedelta
from typing import TYPE_CHECKING

import httpx

from tasks.providers.descriptor import Provider, WorkKind
from tasks.providers.gate import Gate
from tasks.providers.spotify.settings import SpotifySettings, make_http

if TYPE_CHECKING:
    from tasks.providers.spotify.client import Spotify


def make_client(settings: SpotifySettings, http: httpx.Client, gate: Gate) -> "Spotify":
    """Its client; spotipy, which takes long to import, is imported by those alone who ask Spotify."""
    from tasks.providers.spotify.client import make_spotify

    return make_spotify(settings, http, gate)


PROVIDER = Provider(
    code="spotify",
    name="Spotify",
    settings=SpotifySettings,
    make_http=make_http,
    make_client=make_client,
    allowed_per_s=1,  # Spotify publishes no figure
    parallel=3,
    kinds=(
        WorkKind("spotify_track", "Heard tracks at Spotify", "spotify tracks", "heard_item", timedelta(days=365)),
        WorkKind("spotify_album", "Track lists of albums", "spotify albums", "catalog_album", timedelta(days=365)),
        WorkKind("work_search", "Works of the catalogue at Spotify", "works at spotify", "work", timedelta(days=14)),
        WorkKind("work_check", "Links of works checked", "links of works", "work", timedelta(days=7)),
        WorkKind("spotify_artist", "New artists at Spotify", "artists at spotify", "artist", timedelta(days=30)),
        WorkKind("artist_snapshot", "Followed artists at Spotify, a day each", "artist snapshots", "artist"),
    ),
    standin_settings={"token_url": "{base_url}/api/token"},
)
