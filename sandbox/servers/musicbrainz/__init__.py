"""MusicBrainz, made up."""

from sandbox.servers.musicbrainz.server import ALLOWED, WINDOW_S, MusicBrainz
from sandbox.servers.standin import StandIn

STANDIN = StandIn(ALLOWED, WINDOW_S, lambda library, given: MusicBrainz(library), {})
