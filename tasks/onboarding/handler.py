"""Work of the kinds artist_songs and spotify_artist: what an artist has out, who it is where Soundcharts knows none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection

from tasks.onboarding.store import put_profile, put_songs
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.event_records import SongHead
from tasks.providers.spotify.records import Artist
from tasks.work.item import Ending, WorkItem

if TYPE_CHECKING:
    from tasks.providers.spotify.client import Spotify


class ArtistSongsHandler:
    """The newest songs of an artist, from Soundcharts."""

    def fetch(self, item: WorkItem, client: Soundcharts) -> list[SongHead]:
        """Heads of the songs."""
        return client.artist_songs(UUID(item.entity_key))

    def store(
        self, connection: Connection, item: WorkItem, fetched: list[SongHead], answers: Sequence[int | None]
    ) -> Ending:
        """Tracks, credited to the artist."""
        new = put_songs(connection, item.entity_id, fetched)
        return Ending("stored" if new else "unchanged", rows=new)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The provider lists none, or the plan has none."""
        return Ending("no_data" if failure in ("not_found", "gone") else "not_offered", reason)


class SpotifyArtistHandler:
    """Who an artist is, from Spotify: of the new ones Soundcharts does not know."""

    def fetch(self, item: WorkItem, client: "Spotify") -> Artist:
        """The artist."""
        return client.artist(item.entity_key)

    def store(self, connection: Connection, item: WorkItem, fetched: Artist, answers: Sequence[int | None]) -> Ending:
        """The artist's name."""
        changed = put_profile(connection, item.entity_id, fetched.name)
        return Ending("stored" if changed else "unchanged", rows=changed)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """Spotify knows no such artist either."""
        return Ending("no_data" if failure in ("not_found", "gone", "bad_request") else "not_offered", reason)
