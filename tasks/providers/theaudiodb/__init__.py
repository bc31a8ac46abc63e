"""TheAudioDB: genre, style, mood and theme of tracks and artists."""

from tasks.providers.theaudiodb.client import TheAudioDb, make_theaudiodb
from tasks.providers.theaudiodb.settings import TheAudioDbSettings, make_http

__all__ = ["TheAudioDb", "TheAudioDbSettings", "make_http", "make_theaudiodb"]
