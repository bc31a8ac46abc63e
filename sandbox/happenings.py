"""What happens to artists and songs besides their numbers: playlists, radio, concerts, and which of it moved a week.

Nothing is added to the streams. Part of the planted jumps get an event that is their cause, of a size that could bring
them; the others stay without one. Harmless events are planted too: small playlists and late ones in weeks that jumped
for no reason, playlists of a song that did not move, and big ones in weeks like any other.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sandbox.cast import Artist, Track, entity_uuid
from sandbox.seeded_random import dice
from sandbox.span import CHART_WEEKS, Span
from sandbox.truth import PlantedJump

Kind = Literal["playlist", "radio", "concert", "market"]

CAUSED_SHARE = 0.6  # of the jumps of Spotify streams
HARMLESS = 80  # big events in weeks like any other
SERVICES = 1.6  # streams of all services over Spotify's, as the vendor counts them
LISTENED = (0.15, 0.6)  # added streams a week a follower of a playlist brings at most
SPUN = (800.0, 2_500.0)  # added streams a week one spin brings
ATTENDED = (3.0, 12.0)  # added streams in the week of a concert for each who was there
LARGEST_VENUE = 90_000

PLAYLISTS = (
    "Big Hits Today",
    "Fresh Wave",
    "Night Drive",
    "Global Pop Now",
    "Mood Lift",
    "First Listen",
    "Hot Right Now",
)
STATIONS = (("radio-one", "Radio One", "GB"), ("kiis-west", "KIIS West", "US"), ("welle-nord", "Welle Nord", "DE"))
VENUES = (("Harbour Arena", "GB"), ("Parkbühne", "DE"), ("Lakeside Festival", "US"), ("Stade du Lac", "FR"))


@dataclass(frozen=True, slots=True)
class PlantedEvent:
    """Something that happened to an artist on the day `on`.

    `size`: followers of the playlist, spins of the song a day, places of the venue; 0 of a market. `until`: the last
    day on the playlist or in rotation, or of its listeners; None while it lasts. `moves`: "up" or "down" the week it is
    the cause of; None for one without any effect. Several songs that enter a playlist together have an event each,
    under one `identifier`.
    """

    kind: Kind
    artist: str
    track: str | None
    on: date
    until: date | None
    size: int
    country: str
    title: str
    identifier: str
    moves: Literal["up", "down"] | None = None


def plant_events(
    seed: int, artists: Sequence[Artist], tracks: Sequence[Track], jumps: Sequence[PlantedJump], span: Span
) -> list[PlantedEvent]:
    """Events of a world, those with an effect first."""
    songs = {
        artist.uuid: [track for track in tracks if artist.uuid in track.artists and not track.is_deleted]
        for artist in artists
    }
    by_uuid = {track.uuid: track for track in tracks}
    planting = _Planting(seed)
    for jump in sorted(jumps, key=lambda jump: (jump.starts_on, jump.entity)):
        if jump.metric != "spotify:streams" or jump.days < 7:
            continue
        roll = dice(seed, "events", jump.entity, (jump.starts_on - span.origin).days)
        song = by_uuid.get(jump.entity)
        moved = [song] if song is not None else [s for s in songs[jump.entity] if s.released_on < jump.starts_on]
        artist = song.artists[0] if song is not None else jump.entity
        if not moved:
            continue
        if roll.random() < CAUSED_SHARE:
            planting.cause(roll, artist, moved, jump, is_of_artist=len(moved) > 1)
        else:
            planting.decoys(roll, artist, moved, songs[artist], jump)
    planting.harmless(artists, songs, span)
    return planting.events


class _Planting:
    """Plants one event after the other, each under an id of its own."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.events: list[PlantedEvent] = []

    def cause(
        self, roll: random.Random, artist: str, moved: Sequence[Track], jump: PlantedJump, *, is_of_artist: bool
    ) -> None:
        """What made a jump: of all songs a concert or a playlist of all, of one its own."""
        gain = sum(7 * SERVICES * song.streams_per_day * abs(jump.factor - 1.0) for song in moved)
        if jump.factor < 1.0:
            size = int(gain / roll.uniform(*LISTENED))
            entered = jump.starts_on - timedelta(days=roll.randint(40, 80))
            self._playlist(roll, artist, moved, entered, jump.starts_on, size, "down")
            return
        places = int(gain / roll.uniform(*ATTENDED))
        if is_of_artist and places <= LARGEST_VENUE and roll.random() < 0.5:
            self._concert(roll, artist, jump.starts_on + timedelta(days=roll.randint(0, 1)), places, "up")
        elif not is_of_artist and roll.random() < 0.5:
            spins = max(3, round(gain / roll.uniform(*SPUN) / 7))
            self._radio(roll, artist, moved[0], jump.starts_on, spins, "up")
        else:
            size = int(gain / roll.uniform(*LISTENED))
            self._playlist(roll, artist, moved, jump.starts_on - timedelta(days=roll.randint(0, 1)), None, size, "up")

    def decoys(
        self, roll: random.Random, artist: str, moved: Sequence[Track], own: Sequence[Track], jump: PlantedJump
    ) -> None:
        """What happened beside a jump nobody can explain: too small, too late, or to another song."""
        gain = sum(7 * SERVICES * song.streams_per_day * abs(jump.factor - 1.0) for song in moved)
        if roll.random() < 0.7:
            self._playlist(roll, artist, moved[:1], jump.starts_on, None, int(gain * roll.uniform(0.005, 0.2)), None)
        if roll.random() < 0.4:
            late = jump.starts_on + timedelta(days=roll.randint(5, 6))
            self._playlist(roll, artist, moved[:1], late, None, int(gain * roll.uniform(3, 9)), None)
        if others := [song for song in own if song not in moved and song.released_on < jump.starts_on]:
            self._playlist(roll, artist, others[:1], jump.starts_on, None, int(gain * roll.uniform(3, 9)), None)

    def harmless(self, artists: Sequence[Artist], songs: dict[str, list[Track]], span: Span) -> None:
        """Big events on any day, with no effect."""
        for number in range(HARMLESS):
            roll = dice(self.seed, "events", "harmless", number)
            artist = roll.choice(list(artists)).uuid
            on = span.start_on + timedelta(days=roll.randrange(7 * CHART_WEEKS))
            out = [song for song in songs[artist] if song.released_on < on]
            if not out:
                continue
            song, kind = roll.choice(out), roll.choice(("playlist", "playlist", "radio", "concert"))
            if kind == "playlist":
                until = on + timedelta(days=roll.randint(20, 90)) if roll.random() < 0.5 else None
                until = None if until is not None and until > span.end_on else until
                self._playlist(roll, artist, [song], on, until, roll.randint(20_000, 3_000_000), None)
            elif kind == "radio":
                self._radio(roll, artist, song, on, roll.randint(1, 12), None)
            else:
                self._concert(roll, artist, on, roll.randint(500, 60_000), None)

    def _playlist(
        self,
        roll: random.Random,
        artist: str,
        songs: Sequence[Track],
        on: date,
        until: date | None,
        size: int,
        moves: Literal["up", "down"] | None,
    ) -> None:
        title, identifier = roll.choice(PLAYLISTS), self._id("playlist")
        for song in songs:
            self.events.append(
                PlantedEvent(
                    "playlist", artist, song.uuid, max(on, song.released_on), until, max(size, 50), "", title,
                    identifier, moves,
                )
            )  # fmt: skip

    def _radio(
        self, roll: random.Random, artist: str, song: Track, on: date, spins: int, moves: Literal["up"] | None
    ) -> None:
        slug, name, country = roll.choice(STATIONS)
        until = on + timedelta(days=27)
        self.events.append(PlantedEvent("radio", artist, song.uuid, on, until, spins, country, name, slug, moves))

    def _concert(self, roll: random.Random, artist: str, on: date, places: int, moves: Literal["up"] | None) -> None:
        name, country = roll.choice(VENUES)
        identifier = self._id("concert")
        self.events.append(
            PlantedEvent("concert", artist, None, on, None, max(places, 50), country, name, identifier, moves)
        )

    def _id(self, kind: str) -> str:
        return entity_uuid(self.seed, kind, len(self.events))


def of_artist(
    events: Sequence[PlantedEvent], kind: Kind, artist: Artist, tracks: Sequence[Track]
) -> Iterator[PlantedEvent]:
    """Events of a kind that are an artist's: its own, and those of songs it is credited on."""
    credited = {track.uuid for track in tracks if artist.uuid in track.artists}
    for event in events:
        if event.kind == kind and (event.artist == artist.uuid or event.track in credited):
            yield event
