"""Work of kind artist_snapshot: an artist at Spotify on a day, as far as the key is told."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection

from tasks.growth.audio_store import AudioProfile, put_profiles
from tasks.growth.batch import Batch
from tasks.growth.store import (
    MarketReading,
    Target,
    put_genres,
    put_levels,
    put_markets,
    put_top_tracks,
    put_track_popularity,
)
from tasks.providers.errors import Forbidden, NotFound, StopsRun
from tasks.providers.spotify.client import Spotify
from tasks.providers.spotify.records import Artist, Track
from tasks.work.item import Ending, WorkItem


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What Spotify told of an artist: top tracks by market, tracks with popularity and markets, audio profiles."""

    artist: Artist
    top_tracks: Mapping[str, Sequence[Track]] = field(default_factory=dict)
    tracks: Sequence[Track] = ()
    profiles: Sequence[AudioProfile] = ()


class RightLost(StopsRun):
    """The key is refused what it was found to be allowed: it says nothing of the artist, whose item stays queued."""


class SnapshotHandler:
    """Reads the fields that are ``wanted`` of Spotify, several artists or tracks in a call where that is allowed.

    ``unprofiled``: tracks without an audio profile, by artist.
    """

    def __init__(
        self,
        targets: Mapping[int, Target],
        wanted: Collection[str],
        allowed: Mapping[str, bool],
        markets: Sequence[str],
        day: date,
        unprofiled: Mapping[int, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self._unprofiled = unprofiled if "audio" in wanted else {}
        self._targets, self._wanted, self._markets, self._day = targets, frozenset(wanted), markets, day
        artists = [target.artist_id_spotify for target in targets.values()]
        tracks = [id_ for target in targets.values() for id_ in target.track_ids]
        self._artists: Batch[Artist] = Batch(
            artists, Spotify.artist, Spotify.artists if allowed.get("artists_batch") else None
        )
        self._tracks: Batch[Track] = Batch(
            tracks, Spotify.track, Spotify.tracks if allowed.get("tracks_batch") else None
        )

    def fetch(self, item: WorkItem, client: Spotify) -> Snapshot:
        """The snapshot. Raises NotFound for an artist Spotify does not know, RightLost where the key is refused."""
        target = self._targets[item.entity_id]
        try:
            return self._snapshot(item.entity_id, target, client)
        except Forbidden as refused:
            raise RightLost(
                f"{refused} It was allowed when the key was tried last; the key is tried anew by the next run, and "
                "what was not read is still queued. Run again: groundswell growth collect"
            ) from refused

    def _snapshot(self, artist_id: int, target: Target, client: Spotify) -> Snapshot:
        artist = self._artists.one(client, target.artist_id_spotify)
        if artist is None:
            raise NotFound(f"Spotify knows no artist {target.artist_id_spotify} ({target.name}).")
        top: dict[str, list[Track]] = {}
        if "top_tracks" in self._wanted:
            top = {market: client.top_tracks(artist.id, market) for market in self._markets}
        tracks = {track.id: track for tracks in top.values() for track in tracks}
        if self._wanted & {"markets", "track_popularity"}:
            missing = [id_ for id_ in target.track_ids if id_ not in tracks]
            found = [self._tracks.one(client, id_) for id_ in missing]
            tracks |= {track.id: track for track in found if track is not None}
        return Snapshot(artist, top, list(tracks.values()), self._profiles(artist_id, client))

    def _profiles(self, artist_id: int, client: Spotify) -> list[AudioProfile]:
        found = []
        for id_ in self._unprofiled.get(artist_id, ()):
            with suppress(NotFound):
                found.append(AudioProfile.of_spotify(client.audio_features(id_)))
        return found

    def store(self, connection: Connection, item: WorkItem, fetched: Snapshot, answers: Sequence[int | None]) -> Ending:
        """Levels, markets, top tracks and popularity of tracks, each where it is wanted and was told; genres."""
        artist, tracks = fetched.artist, fetched.tracks
        levels = {
            "artist_spotify_followers": artist.followers if "followers" in self._wanted else None,
            "artist_spotify_popularity": artist.popularity if "popularity" in self._wanted else None,
        }
        told = {code: value for code, value in levels.items() if value is not None}
        rows = put_levels(connection, item.entity_id, self._day, told)
        if "markets" in self._wanted:
            readings = market_readings(self._markets, tracks, fetched.top_tracks)
            rows += put_markets(connection, item.entity_id, "spotify", self._day, readings)
        if fetched.top_tracks:
            rows += put_top_tracks(connection, item.entity_id, self._day, fetched.top_tracks)
        if "track_popularity" in self._wanted:
            rows += put_track_popularity(connection, self._day, tracks)
        if artist.genres is not None:  # they come with the artist, whatever it was asked for
            rows += put_genres(connection, item.entity_id, "spotify", self._day, artist.genres)
        if fetched.profiles:
            rows += put_profiles(connection, "spotify", self._day, fetched.profiles)
        return Ending("stored" if rows else "unchanged", rows=rows)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """Spotify does not know the artist."""
        return Ending("no_data", reason)


def market_readings(
    markets: Sequence[str], tracks: Sequence[Track], top_tracks: Mapping[str, Sequence[Track]]
) -> list[MarketReading]:
    """A reading of each market; none at all where no track tells its markets: nothing is known then, not absence."""
    telling = [track.markets for track in tracks if track.markets is not None]
    if not telling:
        return []
    readings = []
    for market in markets:
        count = sum(market in sold for sold in telling)
        best = max(
            (track.popularity for track in top_tracks.get(market, ()) if track.popularity is not None), default=None
        )
        readings.append(MarketReading(market, count > 0, count, best))
    return readings
