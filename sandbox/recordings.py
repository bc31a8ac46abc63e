"""A library's recordings as MusicBrainz holds them, and what may be taken for them: other versions and covers."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from uuid import uuid5

from sandbox.cast import NAMESPACE
from sandbox.library import Library, LibraryTrack
from sandbox.seeded_random import dice

VARIOUS = ("89ad4ac3-39f7-470e-963a-56509c546377", "Various Artists")  # MusicBrainz' own id for it
COMPILED = 14  # tracks on a compilation
_ACCENTS = str.maketrans("aeiouc", "áéíóúç")


@dataclass(frozen=True, slots=True)
class Release:
    """An album or a compilation; `artist` is (MBID, name), `day` may be a year only."""

    id: str
    group: str
    name: str
    artist: tuple[str, str]
    day: str
    is_compilation: bool


@dataclass(frozen=True, slots=True)
class KnownRecording:
    """A recording; `artists` are (MBID, name, words up to the next). `track` is the Spotify id it truly is, if any."""

    id: str
    name: str
    length_ms: int | None
    artists: tuple[tuple[str, str, str], ...]
    releases: tuple[Release, ...]
    isrcs: tuple[str, ...] = ()
    disambiguation: str = ""
    is_video: bool = False
    track: str | None = None


class Recordings:
    """Every recording MusicBrainz holds of a library's world."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.seed = library.seed
        self.releases = {album.id_spotify: self._release(album.id_spotify) for album in library.albums}
        self.compilations = self._compilations()
        self.merged: dict[str, str] = {}  # old id -> id of today
        self.recordings = tuple(
            recording for place, track in enumerate(library.tracks) for recording in self._of(place, track)
        )

    @cached_property
    def by_id(self) -> dict[str, KnownRecording]:
        return {recording.id: recording for recording in self.recordings}

    @cached_property
    def by_isrc(self) -> dict[str, list[KnownRecording]]:
        """The wrong one of two stands first as often as not."""
        found: defaultdict[str, list[KnownRecording]] = defaultdict(list)
        for recording in self.recordings:
            for isrc in recording.isrcs:
                found[isrc].append(recording)
        return {isrc: sorted(same, key=lambda one: one.id) for isrc, same in found.items()}

    @cached_property
    def release_by_id(self) -> dict[str, Release]:
        return {release.id: release for release in (*self.releases.values(), *self.compilations)}

    def _release(self, album_id: str) -> Release:
        album = self.library.album_by_id[album_id]
        artist = self.library.artist_by_id[album.artist]
        return Release(
            album.id_release,
            album.id_release_group,
            album.name,
            (artist.id_musicbrainz, artist.name),
            album.released_on.isoformat(),
            is_compilation=False,
        )

    def _compilations(self) -> tuple[Release, ...]:
        return tuple(
            Release(
                self._id("compilation", n), self._id("group", n), f"Now Hear This! {n}", VARIOUS, str(2015 + n), True
            )
            for n in range(1, 1 + len(self.library.tracks) // (COMPILED * 4))
        )

    def _of(self, place: int, track: LibraryTrack) -> list[KnownRecording]:
        """The recording of a track, unless it is absent, and those it may be taken for."""
        roll = dice(self.seed, "recordings", track.id_spotify)
        true = self._true(roll, track)
        found = [] if track.known == "absent" else [true]
        if track.known != "absent" and place % 40 == 7:
            self.merged[self._id("merged", track.id_spotify)] = true.id
        if track.known == "shared_isrc":
            found.append(self._other_title(roll, true))
        if track.known in ("name", "absent") or roll.random() < 0.1:
            found += [self._live(roll, true), self._cover(roll, true)]
        if roll.random() < 0.05:
            clip = replace(
                true, id=self._id("video", track.id_spotify), is_video=True, isrcs=(), releases=(), track=None
            )
            found.append(clip)
        return found

    def _true(self, roll: Random, track: LibraryTrack) -> KnownRecording:
        is_named = track.known == "name"
        heads = [self.library.artist_by_id[id_] for id_ in track.artists]
        guests = len(heads) - 1
        joins = [" feat. " if guests else "", *[" & "] * (guests - 1), ""]
        credit = tuple((head.id_musicbrainz, head.name, join) for head, join in zip(heads, joins, strict=False))
        name = track.name
        if is_named and len(heads) > 1:
            # the guest stands in the title instead of the credit
            credit, name = ((*credit[0][:2], ""),), f"{name} (feat. {heads[1].name})"
        elif is_named:
            name = other_spelling(roll, name)
        on = [self.releases[track.album]]
        if self.compilations and roll.random() < 0.12:
            on.insert(roll.randrange(2), roll.choice(self.compilations))
        return KnownRecording(
            id=track.id_musicbrainz,
            name=name,
            length_ms=track.duration_ms + roll.randint(-1800, 1800),
            artists=credit,
            releases=tuple(on),
            isrcs=(track.isrc,) if track.isrc and not is_named else (),
            track=track.id_spotify,
        )

    def _other_title(self, roll: Random, true: KnownRecording) -> KnownRecording:
        other = roll.choice([track for track in self.library.tracks if track.name != true.name])
        return replace(
            true,
            id=self._id("shared", true.id),
            name=other.name,
            length_ms=(true.length_ms or 0) + roll.choice((-1, 1)) * roll.randint(25_000, 60_000),
            track=None,
        )

    def _live(self, roll: Random, true: KnownRecording) -> KnownRecording:
        return replace(
            true,
            id=self._id("live", true.id),
            length_ms=(true.length_ms or 0) + roll.randint(24_000, 70_000),
            disambiguation=f"live, {roll.randint(2005, 2024)}-0{roll.randint(1, 9)}-1{roll.randint(0, 9)}",
            releases=(),
            isrcs=(),
            track=None,
        )

    def _cover(self, roll: Random, true: KnownRecording) -> KnownRecording:
        others = [artist for artist in self.library.artists if artist.id_musicbrainz != true.artists[0][0]]
        by = roll.choice(others)
        return replace(
            true,
            id=self._id("cover", true.id),
            length_ms=(true.length_ms or 0) + roll.randint(-20_000, 20_000),
            artists=((by.id_musicbrainz, by.name, ""),),
            disambiguation="cover",
            releases=(),
            isrcs=(),
            track=None,
        )

    def _id(self, kind: str, key: int | str) -> str:
        return str(uuid5(NAMESPACE, f"{self.seed}/musicbrainz/{kind}/{key}"))


def other_spelling(roll: Random, name: str) -> str:
    """The same title as somebody else wrote it: typographic signs, accents, capitals, or which edition it is."""
    ways = [f"{name} - Remastered 2011", f"{name} (2011 remaster)"]
    if "'" in name:
        ways += [name.replace("'", "’")] * 3
    if name.isascii() and any(sign in name for sign in "aeiouc"):
        at = next(place for place, sign in enumerate(name) if sign in "aeiouc")
        ways += [name[:at] + name[at].translate(_ACCENTS) + name[at + 1 :], name[0] + name[1:].lower()]
    if " " in name:
        ways.append(name.replace(" ", "  ", 1) + ".")
    return roll.choice(ways)
