"""TheAudioDB, made up."""

from sandbox.servers.standin import StandIn
from sandbox.servers.theaudiodb.server import ALLOWED, WINDOW_S, TheAudioDb

STANDIN = StandIn(
    ALLOWED, WINDOW_S, lambda library, given: TheAudioDb(library, given["api_key"]), {"api_key": "standin-audio-key"}
)
