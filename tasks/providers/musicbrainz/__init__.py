"""MusicBrainz: recordings and what people tag them with."""

from tasks.providers.musicbrainz.client import MusicBrainz, make_musicbrainz
from tasks.providers.musicbrainz.settings import MusicBrainzSettings, make_http

__all__ = ["MusicBrainz", "MusicBrainzSettings", "make_http", "make_musicbrainz"]
