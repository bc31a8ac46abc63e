"""Work of kind spotify_album: an album's whole track list, for its median counts the tracks nobody heard too."""

from collections.abc import Sequence

from sqlalchemy import Connection

from tasks.enrichment.catalog_store import put_album
from tasks.providers.errors import Forbidden, Unauthorized
from tasks.providers.spotify.client import Spotify
from tasks.providers.spotify.records import Album
from tasks.work.item import Ending, WorkItem


class SpotifyAlbumHandler:
    """Fetches an album and completes its tracks."""

    def fetch(self, item: WorkItem, client: Spotify) -> Album:
        """The album with all its tracks."""
        try:
            return client.album(item.entity_key)
        except Forbidden as refused:
            raise Unauthorized(
                f"Spotify refuses this app: {refused} Check the app in Spotify's dashboard."
            ) from refused

    def store(self, connection: Connection, item: WorkItem, fetched: Album, answers: Sequence[int | None]) -> Ending:
        """Album, tracks, artists and credits."""
        changed = put_album(connection, fetched)
        return Ending("stored" if changed else "unchanged", rows=len(fetched.tracks))

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The album is gone; what its tracks told of it stays."""
        return Ending("no_data", reason)
