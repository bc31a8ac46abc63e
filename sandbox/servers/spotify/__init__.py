"""Spotify, made up."""

from sandbox.servers.spotify.server import ALLOWED, WINDOW_S, Spotify
from sandbox.servers.standin import StandIn

STANDIN = StandIn(
    ALLOWED,
    WINDOW_S,
    lambda library, given: Spotify(library, given["client_id"], given["client_secret"]),
    {"client_id": "standin-client", "client_secret": "standin-secret"},
)
