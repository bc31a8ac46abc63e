"""Last.fm: what listeners tag tracks and artists with."""

from tasks.providers.lastfm.client import LastFm, make_lastfm
from tasks.providers.lastfm.settings import LastFmSettings, make_http

__all__ = ["LastFm", "LastFmSettings", "make_http", "make_lastfm"]
