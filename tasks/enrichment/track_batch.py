"""Tracks read fifty at a time where the app may do so, one at a time where it may not."""

import threading

from sqlalchemy import Engine

from tasks.enrichment.store import due_track_ids
from tasks.limits.capability_store import read_capability, remember_capability
from tasks.providers.errors import Forbidden, NotFound, Unauthorized
from tasks.providers.rejected import RejectedItem
from tasks.providers.spotify.client import Spotify
from tasks.providers.spotify.records import Track

PROVIDER, FEATURE = "spotify", "tracks_batch"
BATCH = 50


class TrackBatch:
    """Reads the track asked for together with others that work waits for, and keeps those until they are asked for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_available = read_capability(engine, PROVIDER, FEATURE)
        self._refusal: str | None = None
        self._kept: dict[str, Track | None] = {}
        self._lock = threading.Lock()

    def track(self, client: Spotify, id_: str) -> Track:
        """A track. Raises NotFound, and Unauthorized when the app is refused even a single track."""
        with self._lock:  # while one batch is under way, whoever asks may be served by it
            if id_ not in self._kept and self._is_available is not False:
                self._read(client, id_)
            if id_ in self._kept:
                track = self._kept.pop(id_)
                if track is None:
                    raise NotFound(f"Spotify knows no track {id_}.")
                return track
        try:
            track = client.track(id_)
        except Forbidden as refused:
            # open to every app: what is refused here is refused for all tracks
            raise Unauthorized(
                f"Spotify refuses this app: {refused} Check the app in Spotify's dashboard."
            ) from refused
        if self._refusal is not None:  # single tracks are open to it, so it is the batch that is closed
            remember_capability(self._engine, PROVIDER, FEATURE, is_available=False, reason=self._refusal)
            self._refusal = None
        return track

    def _read(self, client: Spotify, id_: str) -> None:
        ids = [id_, *due_track_ids(self._engine, [id_, *self._kept], BATCH - 1)]
        try:
            tracks = client.tracks(ids)
        except Forbidden as refused:
            self._is_available, self._refusal = False, str(refused)
            return
        if self._is_available is None:
            self._is_available = True
            remember_capability(self._engine, PROVIDER, FEATURE, is_available=True)
        # an unreadable one is asked for once more by itself
        read = ((id_, track) for id_, track in zip(ids, tracks, strict=True) if not isinstance(track, RejectedItem))
        self._kept.update(read)
