"""Work of the kinds artist_songs and spotify_artist: what an artist has out, who it is where Soundcharts knows none."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection

from tasks.onboarding.store import put_profile, put_songs
from tasks.providers.errors import Forbidden, NotFound
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.event_records import SongHead
from tasks.providers.spotify.records import Album, Artist, Track
from tasks.work.item import Ending, WorkItem

if TYPE_CHECKING:
    from tasks.providers.spotify.client import Spotify

MOST_ALBUMS = 20  # the newest; a call each
TOP_MARKET = "US"  # whose top tracks are asked for, where the key is told any


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


@dataclass(frozen=True, slots=True)
class SpotifyProfile:
    """An artist with the newest albums, and the tracks heard most where the key is told them."""

    artist: Artist
    albums: Sequence[Album]
    top_tracks: Sequence[Track]


class SpotifyArtistHandler:
    """Who an artist is and what it has out, from Spotify: of the new ones Soundcharts does not know, or can't be asked.

    ``put_album`` and ``put_track`` keep what Spotify's catalogue tells.
    """

    def __init__(
        self,
        put_album: Callable[[Connection, Album], int],
        put_track: Callable[[Connection, Track], tuple[int, int]],
    ) -> None:
        self._put_album, self._put_track = put_album, put_track

    def fetch(self, item: WorkItem, client: "Spotify") -> SpotifyProfile:
        """The artist with albums and top tracks, a call for each album."""
        artist = client.artist(item.entity_key)
        albums = []
        for head in client.artist_albums(artist.id, MOST_ALBUMS):
            with suppress(NotFound):  # it went between the two calls
                albums.append(client.album(head.id))
        top: list[Track] = []
        with suppress(Forbidden, NotFound):  # an app in development is not told
            top = client.top_tracks(artist.id, TOP_MARKET)
        return SpotifyProfile(artist, albums, top)

    def store(
        self, connection: Connection, item: WorkItem, fetched: SpotifyProfile, answers: Sequence[int | None]
    ) -> Ending:
        """The artist's name, albums and tracks."""
        changed = put_profile(connection, item.entity_id, fetched.artist.name)
        changed += sum(self._put_album(connection, album) for album in fetched.albums)
        changed += sum(self._put_track(connection, track)[1] for track in fetched.top_tracks)
        return Ending("stored" if changed else "unchanged", rows=changed)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """Spotify knows no such artist either."""
        return Ending("no_data" if failure in ("not_found", "gone", "bad_request") else "not_offered", reason)
