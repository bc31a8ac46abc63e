"""Spotify: tracks and albums."""

from tasks.providers.spotify.client import Spotify, make_spotify
from tasks.providers.spotify.settings import SpotifySettings, make_auth, make_http

__all__ = ["Spotify", "SpotifySettings", "make_auth", "make_http", "make_spotify"]
