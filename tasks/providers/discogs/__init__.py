"""Discogs: genres and styles of albums."""

from tasks.providers.discogs.client import Discogs, make_discogs
from tasks.providers.discogs.settings import DiscogsSettings, make_http

__all__ = ["Discogs", "DiscogsSettings", "make_discogs", "make_http"]
