"""What there is to hear in a world: artists with albums and their whole track lists, known to all open music databases.

Every led song of the world is on an album of its lead artist, between songs nobody charts. The truth a pipeline should
find is here: genres and moods of each track, which MusicBrainz recording it is, and where the databases are wrong.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Literal
from uuid import uuid5

from sandbox.cast import NAMESPACE, Artist, Track
from sandbox.identifiers import isrc
from sandbox.names import script_of, track_title
from sandbox.seeded_random import dice
from sandbox.styles import GENRES, MOODS_OF_ROOT
from sandbox.world import World

ARTISTS = 24
# How MusicBrainz knows a recording: by ISRC; by ISRC, which another recording carries too; by name alone; not at all.
Known = Literal["isrc", "shared_isrc", "name", "absent"]
_KNOWN: tuple[Known, ...] = ("isrc", "shared_isrc", "name", "absent")
_KNOWN_WEIGHTS = (78, 6, 12, 4)
_BASE62 = string.digits + string.ascii_letters
_MADE_UP = 100_000  # numbers of titles and ISRCs that the world's own songs do not use

Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class LibraryArtist:
    """An artist under all its ids. `genres` and `moods` are shares that add up to 1."""

    id_spotify: str
    id_musicbrainz: str
    id_discogs: int
    name: str
    country: str
    root: str
    genres: Shares
    moods: Shares


@dataclass(frozen=True, slots=True)
class LibraryTrack:
    """A track; `artists` are Spotify ids, the lead first. `isrc` is Spotify's; `known`: how MusicBrainz knows it."""

    id_spotify: str
    id_musicbrainz: str
    name: str
    artists: tuple[str, ...]
    album: str
    disc: int
    number: int
    duration_ms: int
    isrc: str | None
    known: Known
    genres: Shares
    moods: Shares


@dataclass(frozen=True, slots=True)
class LibraryAlbum:
    """An album; `tracks` are Spotify ids in order, all of them."""

    id_spotify: str
    id_release_group: str
    id_release: str
    id_discogs: int
    name: str
    artist: str
    album_type: Literal["album", "single", "compilation"]
    released_on: date
    tracks: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    """Artists, albums and tracks of a world, beside the world itself: providers know of its other artists too."""

    seed: int
    artists: tuple[LibraryArtist, ...]
    albums: tuple[LibraryAlbum, ...]
    tracks: tuple[LibraryTrack, ...]
    world: World = field(compare=False, repr=False)

    @cached_property
    def artist_by_id(self) -> dict[str, LibraryArtist]:
        """By Spotify id."""
        return {artist.id_spotify: artist for artist in self.artists}

    @cached_property
    def album_by_id(self) -> dict[str, LibraryAlbum]:
        """By Spotify id."""
        return {album.id_spotify: album for album in self.albums}

    @cached_property
    def track_by_id(self) -> dict[str, LibraryTrack]:
        """By Spotify id."""
        return {track.id_spotify: track for track in self.tracks}


def make_library(world: World, artists: int = ARTISTS) -> Library:
    """The library of a world: its first artists, one to three albums each. The same in every process."""
    cast = world.artists[:artists]
    known = {artist.uuid: _artist(world.seed, number, artist) for number, artist in enumerate(cast)}
    albums: list[LibraryAlbum] = []
    tracks: list[LibraryTrack] = []
    for number, artist in enumerate(cast):
        led = [song for song in world.tracks if song.artists[0] == artist.uuid and not song.is_deleted]
        roll = dice(world.seed, "library", number)
        for disc in range(max(1, min(3, len(led)))):
            songs = led[disc :: min(3, len(led)) or 1]
            album, on_it = _album(world.seed, f"{number}/{disc}", roll, known, artist, script_of(number), songs, world)
            albums.append(album)
            tracks += on_it
    return Library(world.seed, tuple(known.values()), tuple(albums), tuple(tracks), world)


def _artist(seed: int, number: int, artist: Artist) -> LibraryArtist:
    roll = dice(seed, "library artist", number)
    root = tuple(GENRES)[number % len(GENRES)]
    genres = roll.sample(GENRES[root], min(2, len(GENRES[root])))
    if roll.random() < 0.3:
        other = roll.choice([name for name in GENRES if name != root])
        genres.append(roll.choice(GENRES[other]))
    return LibraryArtist(
        id_spotify=artist.identifiers["spotify"],
        id_musicbrainz=_mbid(seed, "artist", number),
        id_discogs=10_000 + number,
        name=artist.name,
        country=artist.country,
        root=root,
        genres=_shares(roll, genres),
        moods=_shares(roll, list(MOODS_OF_ROOT[root])),
    )


def _album(
    seed: int,
    key: str,
    roll: Random,
    known: dict[str, LibraryArtist],
    artist: Artist,
    script: str,
    songs: Sequence[Track],
    world: World,
) -> tuple[LibraryAlbum, list[LibraryTrack]]:
    lead = known[artist.uuid]
    count = roll.randint(6, 11)
    places = sorted(roll.sample(range(count), min(len(songs), count)))
    album_id = _id62(roll)
    released_on = min([song.released_on for song in songs], default=world.end_on - timedelta(days=900))
    tracks = []
    for place in range(count):
        song = songs[places.index(place)] if place in places else None
        at = _MADE_UP + _place_index(key, place)
        guests = [known[uuid].id_spotify for uuid in (song.artists[1:] if song else ()) if uuid in known]
        tracks.append(
            LibraryTrack(
                id_spotify=song.identifiers["spotify"][0] if song else _id62(roll),
                id_musicbrainz=_mbid(seed, "recording", f"{key}/{place}"),
                name=song.name if song else track_title(seed, at, script),
                artists=(lead.id_spotify, *guests),
                album=album_id,
                disc=1,
                number=place + 1,
                duration_ms=(song.duration_s if song else roll.randint(95, 330)) * 1000 + roll.randrange(1000),
                isrc=(song.isrc if song else isrc(lead.country, released_on.year, at))
                if roll.random() < 0.95
                else None,
                known=roll.choices(_KNOWN, _KNOWN_WEIGHTS)[0],
                genres=_shares(roll, [name for name, _ in lead.genres]),
                moods=_shares(roll, [name for name, _ in lead.moods][: roll.randint(1, 3)]),
            )
        )
    album = LibraryAlbum(
        id_spotify=album_id,
        id_release_group=_mbid(seed, "release group", key),
        id_release=_mbid(seed, "release", key),
        id_discogs=200_000 + _place_index(key, 0),
        name=f"{tracks[0].name} & More" if len(songs) > 1 else tracks[0].name,
        artist=lead.id_spotify,
        album_type="album",
        released_on=released_on,
        tracks=tuple(track.id_spotify for track in tracks),
    )
    return album, tracks


def _place_index(key: str, place: int) -> int:
    """A number for the n-th track of album "artist/disc" that no other track has."""
    artist, disc = map(int, key.split("/"))
    return (artist * 3 + disc) * 16 + place


def _shares(roll: Random, names: Sequence[str]) -> Shares:
    """Shares that add up to 1, the first the biggest on average."""
    weights = [(0.5 + roll.random()) / (2**place) for place in range(len(names))]
    total = sum(weights)
    return tuple((name, weight / total) for name, weight in zip(names, weights, strict=True))


def _id62(roll: Random) -> str:
    return "".join(roll.choices(_BASE62, k=22))


def _mbid(seed: int, kind: str, key: int | str) -> str:
    return str(uuid5(NAMESPACE, f"{seed}/musicbrainz/{kind}/{key}"))
