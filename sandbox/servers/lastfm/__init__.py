"""Last.fm, made up."""

from sandbox.servers.lastfm.server import ALLOWED, WINDOW_S, LastFm
from sandbox.servers.standin import StandIn

STANDIN = StandIn(
    ALLOWED, WINDOW_S, lambda library, given: LastFm(library, given["api_key"]), {"api_key": "standin-lastfm-key"}
)
