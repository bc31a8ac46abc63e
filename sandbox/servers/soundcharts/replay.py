"""Recorded answers of the real provider, served again.

The ranking "global-28" of 23 August 2025 is served as recorded, but as a whole of 100: its second page was never
recorded, so `page.next` is null and `total` is 100. The song "bad guy" has its recorded metadata and Spotify audience
(without `page` and `errors`, which the recording lacks). What was not recorded is made up in the recorded form: the
other songs' metadata follow the one recorded, their artists are the credit line cut at " & ", ", " and " feat. " (which
tears a few real names apart), and their audiences are synthetic, for the year that ends on 28 August 2025.
"""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import cast
from uuid import uuid5

from sandbox.cast import NAMESPACE, Artist, Track
from sandbox.charts import RankingEntry, Rankings
from sandbox.identifiers import artist_identifiers, isrc, track_identifiers
from sandbox.names import slug_of
from sandbox.seeded_random import dice
from sandbox.servers.envelope import Json
from sandbox.servers.soundcharts.catalogue import Catalogue
from sandbox.servers.soundcharts.points import Points, points
from sandbox.world import World

SLUG = "global-28"
LAST_DAY = date(2025, 8, 28)

_CREDIT_CUT = re.compile(r" & |, | feat\. ")


class Recording:
    """The recorded files of a folder. Raises OSError where one is missing."""

    def __init__(self, folder: Path) -> None:
        self.ranking = _read(folder / "chart_song_ranking_latest.json")
        self.song = _read(folder / "song_metadata_v2.25.json")
        self.audience = _read(folder / "song_audience_spotify.json")
        self.platforms = _read(folder / "song_chart_platforms.json")
        self.local = _read(folder / "artist_streaming_spotify_local.json")

    @property
    def song_uuid(self) -> str:
        """The song whose metadata and audience are recorded."""
        return str(self.song["object"]["uuid"])

    @property
    def ranked_on(self) -> date:
        return _day(self.ranking["related"]["date"])


class RecordedWorld(World):
    """The songs and artists of the recording, with synthetic audiences and nothing planted."""

    def __init__(self, seed: int, recording: Recording) -> None:
        artists: dict[str, Artist] = {}
        heads = {str(artist["name"]): str(artist["uuid"]) for artist in recording.song["object"]["artists"]}
        tracks = []
        songs = [*recording.ranking["items"], _as_line(recording)]
        for index, line in enumerate(songs):
            names = list(dict.fromkeys(_CREDIT_CUT.split(line["song"]["creditName"])))
            for name in names:
                if name not in artists:
                    artists[name] = _artist(seed, name, heads.get(name))
            tracks.append(_track(seed, index, line, [artists[name].uuid for name in names]))
        super().__init__(seed, tuple(artists.values()), tracks, LAST_DAY, is_planted=False)
        self._recording = recording

    def chart_slugs(self) -> tuple[str, ...]:
        return (SLUG,)

    def rankings(self, slug: str) -> Rankings:
        if slug != SLUG:
            raise KeyError(slug)
        lines = tuple(
            RankingEntry(
                line["song"]["uuid"],
                line["position"],
                line["metric"],
                line["oldPosition"],
                _day(line["entryDate"]),
                line["timeOnChart"],
            )
            for line in self._recording.ranking["items"]
        )
        return {self._recording.ranked_on: lines}


class RecordedCatalogue(Catalogue):
    """Recorded objects where there are any, otherwise objects in their form."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.recording = Recording(folder)
        super().__init__(RecordedWorld(seed, self.recording))

    def charts(self) -> list[Json]:
        return [cast(Json, self.recording.ranking["related"]["chart"])]

    def ranking(self, slug: str, day: date) -> list[Json] | None:
        return cast(list[Json], self.recording.ranking["items"]) if day == self.recording.ranked_on else None

    def song(self, track: Track) -> Json:
        recorded = cast(Json, self.recording.song["object"])
        return recorded if track.uuid == self.recording.song_uuid else recorded | super().song(track)

    def raw_audience(self, track: Track, platform: str, start_on: date, end_on: date) -> Json | None:
        if track.uuid != self.recording.song_uuid or platform != "spotify":
            return None
        items = [item for item in self.recording.audience["items"] if start_on <= _day(item["date"]) <= end_on]
        return self.recording.audience | {"items": items}

    def local_points(self, artist: Artist, platform: str) -> Points:
        if artist.uuid != self.recording.local["related"]["artist"]["uuid"]:
            return super().local_points(artist, platform)
        return points({_day(item["date"]): item for item in self.recording.local["items"]})


def _as_line(recording: Recording) -> Json:
    """The recorded song in the form of a ranking line; its number is what its recorded counter gains in a day."""
    newest, older = (item["plots"][0]["value"] for item in recording.audience["items"][:2])
    song = recording.song["object"]
    return {"song": song, "metric": newest - older, "entryDate": song["releaseDate"]}


def _artist(seed: int, name: str, uuid: str | None) -> Artist:
    known = uuid or str(uuid5(NAMESPACE, f"recorded/artist/{name}"))
    return Artist(
        uuid=known,
        name=name,
        slug=slug_of(name, known),
        country="US",
        tier=6,
        biography=f"{name} stands in a recorded ranking; this text is made up.",
        genres=(("pop", ("pop",)),),
        identifiers=artist_identifiers(dice(seed, "recorded", name)),
    )


def _track(seed: int, index: int, line: Json, artists: list[str]) -> Track:
    song = line["song"]
    entered_on = _day(line["entryDate"])
    roll = dice(seed, "recorded", song["uuid"])
    return Track(
        uuid=song["uuid"],
        name=song["name"],
        credit_name=song["creditName"],
        artists=tuple(artists),
        isrc=isrc("US", entered_on.year, index),
        released_on=entered_on,
        home="US",
        streams_per_day=float(line["metric"]),
        duration_s=roll.randint(120, 280),
        is_explicit=False,
        genres=(("pop", ("pop",)),),
        labels=(("Unknown", "Others"),),
        audio={"tempo": 120.0, "key": 0, "mode": 1, "timeSignature": 4},
        identifiers=track_identifiers(roll, entered_on, song["uuid"]),
    )


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def _read(file: Path) -> Json:
    return cast(Json, json.loads(file.read_text("utf-8")))
