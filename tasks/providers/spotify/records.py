"""What Spotify tells, typed. Ids are strings of 22 characters; lengths in milliseconds."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ArtistHead:
    """An artist as tracks and albums name it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class AlbumHead:
    """An album without its tracks.

    ``release_on`` is the first day of the year or month where Spotify knows no more; None where it knows nothing.
    """

    id: str
    name: str
    album_type: str
    release_on: date | None
    track_count: int | None
    artists: tuple[ArtistHead, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A track; ``isrc`` in capitals without hyphens, None where Spotify has none.

    ``is_playable`` in the market asked for, ``popularity`` (0 to 100) and ``markets`` it is sold in (ISO 3166-1) are
    None where the answer does not tell.
    """

    id: str
    name: str
    isrc: str | None
    duration_ms: int | None
    album: AlbumHead | None
    artists: tuple[ArtistHead, ...]
    disc_number: int | None
    track_number: int | None
    is_playable: bool | None = None
    markets: tuple[str, ...] | None = None
    popularity: int | None = None


@dataclass(frozen=True, slots=True)
class Artist:
    """An artist. ``genres``, ``followers`` and ``popularity`` (0 to 100) are None where the answer does not tell."""

    id: str
    name: str
    genres: tuple[str, ...] | None
    followers: int | None
    popularity: int | None


@dataclass(frozen=True, slots=True)
class AlbumTrack:
    """A track as an album lists it: without ISRC."""

    id: str
    name: str
    duration_ms: int | None
    disc_number: int | None
    track_number: int | None
    artists: tuple[ArtistHead, ...]


@dataclass(frozen=True, slots=True)
class Album:
    """An album with all its tracks in order."""

    head: AlbumHead
    tracks: tuple[AlbumTrack, ...]
