"""A label's own catalogue of works as its owner lists it, and all that Spotify has under the same names.

The truth a linker should find is here: which of Spotify's tracks each work is, or that it is not there at all. Beside
the true ones lie what is easily taken for them: concerts, remixes, covers, karaoke, new recordings, remasters, other
artists of the same name. They are of the world's artists that are not in the library, so that listening is untouched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from random import Random

from sandbox.cast import Artist, make_artists
from sandbox.identifiers import isrc
from sandbox.library import ARTISTS, LibraryAlbum, LibraryArtist, LibraryTrack
from sandbox.names import script_of, track_title
from sandbox.seeded_random import dice
from sandbox.works_lines import Line, written

SONGS = 12  # of each artist
_MADE_UP = 300_000  # numbers of titles and ISRCs that nobody else uses
_PLACES = ("Wembley", "Lisbon", "the Paradiso", "Red Rocks", "Osaka")
# Titles as they are written where another script is read.
_ELSEWHERE = {
    "cyrillic": ("Песня", "Ветер", "Окно", "Ночь", "Город", "Сад"),
    "latin": ("Kaze", "Yoru", "Nocturne", "Ulitsa", "Melodia", "Haru"),
}
_BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What is hard about a work, and how often.
HARD = {
    "plain": 20,
    "spelling": 9,
    "featured": 9,
    "reissue": 8,
    "remastered": 5,
    "live": 5,
    "remix": 5,
    "acoustic": 4,
    "live beside": 6,
    "remix beside": 6,
    "cover beside": 6,
    "again beside": 5,
    "namesake": 4,
    "other script": 4,
    "wrong isrc": 4,
    "absent": 5,
    "absent, live there": 3,
    "absent, again there": 2,
}


@dataclass(frozen=True, slots=True)
class Work:
    """A line of the owner's list; ``tracks``: Spotify ids of the recording it truly is, none where it is not there."""

    line: Line
    hard: str
    tracks: frozenset[str]


@dataclass
class Works:
    """The catalogue, and Spotify's artists, albums and tracks around it."""

    seed: int
    works: list[Work] = field(default_factory=list)
    artists: dict[str, LibraryArtist] = field(default_factory=dict)
    albums: dict[str, LibraryAlbum] = field(default_factory=dict)
    tracks: dict[str, LibraryTrack] = field(default_factory=dict)

    @cached_property
    def by_isrc(self) -> dict[str, list[LibraryTrack]]:
        """Tracks that carry an ISRC, in no telling order."""
        found: dict[str, list[LibraryTrack]] = {}
        for track in sorted(self.tracks.values(), key=lambda one: one.id_spotify):
            if track.isrc:
                found.setdefault(track.isrc, []).append(track)
        return found

    def artist(self, name: str, id_: str) -> str:
        """An artist at Spotify, made when first named; its id."""
        self.artists.setdefault(id_, LibraryArtist(id_, "", 0, name, "GB", "", (), ()))
        return id_

    def release(self, roll: Random, name: str, artist: str, day: date, kind: str = "album") -> str:
        """An empty album; its id."""
        id_ = _id(roll)
        self.albums[id_] = LibraryAlbum(id_, "", "", len(self.albums), name, artist, kind, day, ())  # type: ignore[arg-type]
        return id_

    def put(self, roll: Random, name: str, artists: Sequence[str], album: str, length_ms: int, code: str | None) -> str:
        """A track on an album; its id."""
        id_, on = _id(roll), self.albums[album]
        self.tracks[id_] = LibraryTrack(
            id_, "", name, tuple(artists), album, 1, len(on.tracks) + 1, length_ms, code, "name", (), ()
        )
        self.albums[album] = replace(on, tracks=(*on.tracks, id_))
        return id_


def make_works(seed: int = 7, artists: int = 60, songs: int = SONGS) -> Works:
    """The catalogue of a world's artists from the library's last on. The same in every process."""
    made = Works(seed)
    cast = make_artists(seed, artists)[ARTISTS:]
    for number, artist in enumerate(cast):
        _of_artist(made, number, artist, script_of(ARTISTS + number), songs, cast)
    return made


def _of_artist(made: Works, number: int, artist: Artist, script: str, songs: int, cast: Sequence[Artist]) -> None:
    roll = dice(made.seed, "works", number)
    own = made.artist(artist.name, artist.identifiers["spotify"])
    guest = cast[(number + 5) % len(cast)]
    other = made.artist(guest.name, guest.identifiers["spotify"])
    namesake = _id(dice(made.seed, "namesake", number))
    karaoke = made.artist("Karaoke All Hits", f"{'karaoke':0<22}")
    tribute = made.artist("Tribute Kings", f"{'tribute':0<22}")
    taken: set[str] = set()
    album = ""
    for place in range(songs):
        at = _MADE_UP + number * 100 + place
        title = _title(made.seed, at, script, taken)
        if place % 5 == 0:
            day = date(2004, 1, 1) + timedelta(days=roll.randrange(7600))
            album = made.release(roll, title, own, day)
        hard = roll.choices(list(HARD), list(HARD.values()))[0]
        song = _Song(made, roll, artist, title, at, album, own, other, guest.name)
        song.put(hard, namesake, karaoke, tribute)


def _title(seed: int, at: int, script: str, taken: set[str]) -> str:
    """A title without a version's words that no other work of the artist has."""
    for more in range(100):
        title = track_title(seed, at + 50 * more, script).removesuffix(" (Remix)").removesuffix(" - Live")
        if title not in taken:
            break
    taken.add(title)
    return title


@dataclass
class _Song:
    """A song on its way into the catalogue and to Spotify."""

    made: Works
    roll: Random
    artist: Artist
    title: str
    at: int
    album: str
    own: str
    other: str
    guest: str

    def put(self, hard: str, namesake: str, karaoke: str, tribute: str) -> None:
        made, roll, title = self.made, self.roll, self.title
        length, code = roll.randint(125, 330) * 1000 + roll.randrange(1000), self.code(0)
        line = Line(
            title=title, artist=self.artist.name, isrc=code, album=made.albums[self.album].name, length_ms=length
        )
        line = replace(line, release_on=made.albums[self.album].released_on)
        tracks: set[str] = set()
        day = made.albums[self.album].released_on
        if hard in ("live", "remix", "acoustic"):
            self.track(title, self.album, length, code)
            words = {"live": f"Live at {roll.choice(_PLACES)}", "remix": f"{self.guest} Remix", "acoustic": "Acoustic"}
            on = self.single(f"{title} ({words[hard]})", day + timedelta(days=200))
            other = length + roll.choice((-1, 1)) * roll.randint(6, 50) * 1000
            tracks.add(self.track(f"{title} - {words[hard]}", on, other, self.code(1)))
            line = replace(
                line, title=f"{title} ({words[hard]})", isrc=self.code(1), length_ms=other, album=made.albums[on].name
            )
        elif hard == "featured":
            tracks.add(self.track(f"{title} (feat. {self.guest})", self.album, length, code, guests=(self.other,)))
            if roll.random() < 0.5:
                line = replace(line, artist=f"{self.artist.name} feat. {self.guest}")
            else:
                line = replace(line, title=f"{title} (feat. {self.guest})")
        elif hard == "other script":
            tracks.add(self.track(title, self.album, length, code))
            elsewhere = _ELSEWHERE["cyrillic" if any(sign.isascii() and sign.isalpha() for sign in title) else "latin"]
            line = replace(line, title=" ".join(roll.sample(elsewhere, 2)), has_isrc=True)
        elif not hard.startswith("absent"):
            tracks.add(self.track(title, self.album, length, code))
        if hard == "reissue":
            for name, kind in (
                (f"{made.albums[self.album].name} (Deluxe Edition)", "album"),
                ("Best Of", "compilation"),
            ):
                on = made.release(roll, name, self.own, day + timedelta(days=roll.randint(300, 2000)), kind)
                tracks.add(self.track(title, on, length + roll.randint(-400, 400), code))
        elif hard == "remastered":
            on = self.single(f"{title} (Remastered)", day + timedelta(days=3000))
            self.track(
                f"{title} - Remastered {roll.randint(2008, 2024)}", on, length + roll.randint(-900, 900), self.code(2)
            )
        elif hard in ("live beside", "absent, live there"):
            on = made.release(roll, f"Live in {roll.choice(_PLACES[:2])}", self.own, day + timedelta(days=400))
            name = title if roll.random() < 0.4 else f"{title} - Live"
            self.track(name, on, length + roll.randint(0, 45) * 1000, self.code(3))
        elif hard == "remix beside":
            on = self.single(f"{title} (Remixes)", day + timedelta(days=100))
            for word in (f"{self.guest} Remix", "Sped Up", "Instrumental", "Radio Edit"):
                self.track(f"{title} - {word}", on, length - roll.randint(0, 60) * 1000, self.code(4))
        elif hard in ("cover beside", "absent"):
            self.covers(karaoke, tribute, length, day)
        elif hard in ("again beside", "absent, again there"):
            word = roll.choice((" (Re-Recorded)", f" ({self.artist.name}'s Version)", " - 2023 Version"))
            on = self.single(f"{title}{word}", day + timedelta(days=4000))
            self.track(f"{title}{word}", on, length + roll.randint(-6, 6) * 1000, self.code(5))
        elif hard == "namesake":
            twin = made.artist(self.artist.name, namesake)
            on = made.release(roll, title, twin, day - timedelta(days=700), "single")
            made.put(roll, title, (twin,), on, length + roll.randint(-2, 2) * 1000, self.code(6))
        elif hard == "wrong isrc":
            others = [
                one for one in made.tracks.values() if one.artists[0] == self.own and one.id_spotify not in tracks
            ]
            wrong = roll.choice(others).isrc if others and roll.random() < 0.3 else None
            taken = {one.line.isrc for one in made.works}
            line = replace(line, isrc=wrong if wrong and wrong not in taken else self.code(7), has_isrc=True)
        made.works.append(Work(written(roll, line, hard), hard, frozenset(tracks)))

    def covers(self, karaoke: str, tribute: str, length: int, day: date) -> None:
        """The song as others play and sell it."""
        made, roll, title = self.made, self.roll, self.title
        for artist, name in (
            (self.other, title),
            (karaoke, f"{title} (Karaoke Version)"),
            (tribute, f"{title} (Originally Performed by {self.artist.name})"),
        ):
            on = made.release(roll, f"{name} & More", artist, day + timedelta(days=500))
            made.put(
                roll, name, (artist,), on, length + roll.randint(-3, 3) * 1000, self.code(8 if artist == karaoke else 9)
            )

    def single(self, name: str, day: date) -> str:
        return self.made.release(self.roll, name, self.own, day, "single")

    def track(self, name: str, album: str, length: int, code: str, guests: tuple[str, ...] = ()) -> str:
        return self.made.put(self.roll, name, (self.own, *guests), album, length, code)

    def code(self, which: int) -> str:
        """An ISRC; each recording of the song has one."""
        return isrc("GB", 2 + 2 * which, self.at)


def _id(roll: Random) -> str:
    return "".join(roll.choices(_BASE62, k=22))
