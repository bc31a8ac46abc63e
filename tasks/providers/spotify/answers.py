"""Spotify's JSON as it comes, and the records made of it. Which fields are there depends on the app and the item."""

from datetime import date
from typing import Annotated

import msgspec

from tasks.providers.spotify.records import AlbumHead, AlbumTrack, Artist, ArtistHead, Track
from tasks.providers.wire_types import Count, Name, Place, Whole, Word

Index = Annotated[int, msgspec.Meta(ge=0, le=100)]


class WireArtist(msgspec.Struct):
    id: Word | None = None
    name: Name | None = None


class WireFollowers(msgspec.Struct):
    total: Count | None = None


class WireWholeArtist(WireArtist):
    """An artist asked for by its id."""

    genres: list[Word] | None = None
    followers: WireFollowers | None = None
    popularity: Index | None = None


class WireArtists(msgspec.Struct):
    artists: list[msgspec.Raw]


class WireIds(msgspec.Struct):
    isrc: Word | None = None


class WireAlbumHead(msgspec.Struct):
    id: Word | None = None
    name: Name | None = None
    album_type: Word | None = None
    release_date: str | None = None
    total_tracks: Whole | None = None
    artists: list[WireArtist | None] | None = None


class WireTrack(msgspec.Struct):
    """A track, alone or in an album's list; ``id`` is null of local files."""

    id: Word | None
    name: Name | None = None
    duration_ms: Whole | None = None
    disc_number: Place | None = None
    track_number: Place | None = None
    artists: list[WireArtist | None] | None = None
    album: WireAlbumHead | None = None
    external_ids: WireIds | None = None
    is_playable: bool | None = None
    popularity: Index | None = None
    available_markets: list[Word] | None = None


Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class WireFeatures(msgspec.Struct):
    """Audio features of a track; ``key`` -1 for none found."""

    id: Word
    danceability: Share | None = None
    energy: Share | None = None
    valence: Share | None = None
    tempo: float | None = None
    acousticness: Share | None = None
    speechiness: Share | None = None
    instrumentalness: Share | None = None
    liveness: Share | None = None
    loudness: float | None = None
    key: Annotated[int, msgspec.Meta(ge=-1, le=11)] | None = None
    mode: Annotated[int, msgspec.Meta(ge=0, le=1)] | None = None


class WirePage(msgspec.Struct):
    """A page of tracks. Items stay raw so that one bad item does not spoil the others; null items occur."""

    items: list[msgspec.Raw]
    total: Whole


class WireAlbum(WireAlbumHead, kw_only=True):
    tracks: WirePage


class WireSearch(msgspec.Struct):
    tracks: WirePage


class WireTracks(msgspec.Struct):
    tracks: list[msgspec.Raw]


def track(wire: WireTrack) -> Track:
    """Raises ValueError for a track without id."""
    return Track(
        id=_id(wire),
        name=wire.name or "",
        isrc=_isrc(wire.external_ids.isrc if wire.external_ids else None),
        duration_ms=wire.duration_ms,
        album=album_head(wire.album) if wire.album is not None and wire.album.id else None,
        artists=_artists(wire.artists),
        disc_number=wire.disc_number,
        track_number=wire.track_number,
        is_playable=wire.is_playable,
        markets=tuple(wire.available_markets) if wire.available_markets is not None else None,
        popularity=wire.popularity,
    )


def artist(wire: WireWholeArtist) -> Artist:
    """Raises ValueError for an artist without id."""
    if wire.id is None:
        raise ValueError("the artist has no id")
    followers = wire.followers.total if wire.followers is not None else None
    genres = tuple(wire.genres) if wire.genres is not None else None
    return Artist(wire.id, wire.name or "", genres, followers, wire.popularity)


def album_track(wire: WireTrack) -> AlbumTrack:
    """Raises ValueError for a track without id."""
    return AlbumTrack(
        id=_id(wire),
        name=wire.name or "",
        duration_ms=wire.duration_ms,
        disc_number=wire.disc_number,
        track_number=wire.track_number,
        artists=_artists(wire.artists),
    )


def album_head(wire: WireAlbumHead) -> AlbumHead:
    """Raises ValueError for an album without id."""
    if wire.id is None:
        raise ValueError("the album has no id")
    return AlbumHead(
        id=wire.id,
        name=wire.name or "",
        album_type=wire.album_type or "",
        release_on=release_on(wire.release_date),
        track_count=wire.total_tracks,
        artists=_artists(wire.artists),
    )


def release_on(text: str | None) -> date | None:
    """The day of "2011-06-24", the first day of "2011-06" and "2011"; None for anything else ("0000" too)."""
    parts = (text or "").split("-")
    try:
        year, month, day = [*(int(part) for part in parts), 1, 1][:3]
        return date(year, month, day)
    except ValueError:
        return None


def _id(wire: WireTrack) -> str:
    if wire.id is None:
        raise ValueError("the track has no id")
    return wire.id


def _isrc(text: str | None) -> str | None:
    return (text or "").replace("-", "").strip().upper() or None


def _artists(wire: list[WireArtist | None] | None) -> tuple[ArtistHead, ...]:
    return tuple(ArtistHead(one.id, one.name or "") for one in wire or () if one is not None and one.id)
