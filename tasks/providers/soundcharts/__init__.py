"""Soundcharts: charts, songs, artists and their audiences."""

from tasks.providers.soundcharts.client import Soundcharts, make_http
from tasks.providers.soundcharts.settings import SoundchartsSettings, make_auth

__all__ = ["Soundcharts", "SoundchartsSettings", "make_auth", "make_http"]
