"""Discogs, made up."""

from sandbox.servers.discogs.server import ALLOWED, WINDOW_S, Discogs
from sandbox.servers.standin import StandIn

STANDIN = StandIn(
    ALLOWED, WINDOW_S, lambda library, given: Discogs(library, given["token"]), {"token": "standin-discogs-token"}
)
