"""Work of kind artist_metadata: who an artist is."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from tasks.catalog.store import put_artist
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.records import Artist
from tasks.work.item import Ending, WorkItem


class ArtistMetadataHandler:
    """Fetches an artist's metadata and completes the artist."""

    def fetch(self, item: WorkItem, client: Soundcharts) -> Artist:
        """The artist."""
        return client.artist(UUID(item.entity_key))

    def store(self, connection: Connection, item: WorkItem, fetched: Artist, answers: Sequence[int | None]) -> Ending:
        """The artist's row."""
        changed = put_artist(connection, item.entity_id, fetched)
        return Ending("stored" if changed else "unchanged", rows=1)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The artist is gone, or metadata is not in the plan: the credit is all there is."""
        return Ending("no_data" if failure in ("not_found", "gone") else "not_offered", reason)
