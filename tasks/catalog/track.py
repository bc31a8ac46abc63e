"""Work of kind track_metadata: what a song is, and who is credited on it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from tasks.catalog.store import put_credits, put_track
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.records import Song
from tasks.work.item import Ending, WorkItem


class TrackMetadataHandler:
    """Fetches a song's metadata, completes the track and links its artists."""

    def fetch(self, item: WorkItem, client: Soundcharts) -> Song:
        """The song."""
        return client.song(UUID(item.entity_key))

    def store(self, connection: Connection, item: WorkItem, fetched: Song, answers: Sequence[int | None]) -> Ending:
        """Track, artists and credits. A song that names no artists keeps the credits known before."""
        changed = put_track(connection, item.entity_id, fetched)
        artists = fetched.artists or []
        if artists:
            changed += put_credits(connection, item.entity_id, artists)
        reason = None if artists else "the provider names no artists for it"
        return Ending("stored" if changed else "unchanged", reason, rows=1)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The song is gone, or metadata is not in the plan: the chart row is all there is."""
        return Ending("no_data" if failure in ("not_found", "gone") else "not_offered", reason)
