"""The vendor's drops and the label's lists read with pandas alone: who holds what, and what was said of each day when.

Nothing of the project is used here. A drop of a day arrives at 06:00 UTC; the last word about a day holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import pandas as pd

AUDIO = ("AUDIO ON DEMAND", "Streaming On-Demand Audio")
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
Days = dict[date, int]


def friday(day: date) -> date:
    """The Friday that begins a day's week."""
    return day - (day.weekday() - 4) % 7 * DAY


def monday(week: date) -> date:
    """The Monday after a week: at 07:00 it is reported, so that day's drop is known."""
    return week + 10 * DAY


@dataclass(frozen=True)
class Drops:
    """A folder of drops and lists. Songs, sounds and artists by the vendor's or the platform's id."""

    folder: Path

    def read(self, table: str, *needed: str) -> pd.DataFrame:
        """All rows as text, oldest drop first, `drop` the day they came; files without a needed column left out."""
        found = []
        for path in sorted(self.folder.glob(f"20*/{table}.csv*")):
            rows = pd.read_csv(path, dtype=str, keep_default_na=False)
            if set(needed) <= set(rows.columns):
                found.append(rows.assign(drop=date.fromisoformat(path.parent.name)))
        return pd.concat(found, ignore_index=True)

    @cached_property
    def said(self) -> dict[int, list[tuple[date, date, int]]]:
        """Worldwide audio streams of each song: (drop, day, streams) in the order they were said."""
        rows = self.read("LUMINATE_DAILY_SONG_METRICS", "THIS_DAY")
        rows = rows[rows["METRIC_TYPE"].isin(AUDIO) & (rows["REGION"].str.upper() == "GLOBAL")]
        rows = rows[rows["THIS_DAY"].str.fullmatch(r"-?\d+") & rows["UNIFIED_SONG_ID"].str.isdigit()]
        rows = rows[rows["DATE"] <= rows["drop"].astype(str)].sort_values(["drop", "UPDATED_ON"], kind="stable")
        said: dict[int, list[tuple[date, date, int]]] = {}
        for song, drop, day, value in zip(
            rows["UNIFIED_SONG_ID"], rows["drop"], rows["DATE"], rows["THIS_DAY"], strict=True
        ):
            said.setdefault(int(song), []).append((drop, date.fromisoformat(day), int(value)))
        return said

    def streams(self, song: int, known_on: date = date.max) -> Days:
        """Streams of each day of a song, as the drops up to a day have it."""
        return {day: value for drop, day, value in self.said.get(song, []) if drop <= known_on}

    @cached_property
    def posts(self) -> dict[str, Days]:
        """The last reading of each day, by the public id of the sound."""
        public = self.read("TIKTOK_SOUNDS").set_index("ID")["TIKTOK_ID"].to_dict()
        rows = self.read("TIKTOK_SOUND_METRICS")
        rows = rows[rows["POST_COUNT"].str.isdigit() & (rows["CREATED_AT"] <= rows["drop"].astype(str))]
        rows = rows.sort_values("CREATED_AT", kind="stable")
        posts: dict[str, Days] = {}
        for sound, at, count in zip(rows["TIKTOK_SOUND_ID"], rows["CREATED_AT"], rows["POST_COUNT"], strict=True):
            posts.setdefault(public[sound], {})[date.fromisoformat(at[:10])] = int(count)
        return posts

    @cached_property
    def accounts(self) -> dict[int, str]:
        """Spotify's id of the artist by the vendor's number of the account."""
        rows = self.read("SPOTIFY_ACCOUNTS")
        return {int(number): artist for number, artist in zip(rows["ID"], rows["SPOTIFY_ID"], strict=True)}

    @cached_property
    def account_weeks(self) -> dict[str, Days]:
        """What LUMINATE_ACCOUNTS says of each artist's weeks, by Friday: the week before last too."""
        weeks: dict[str, Days] = {}
        for row in self.read("LUMINATE_ACCOUNTS").itertuples():
            this = friday(date.fromisoformat(row.UPDATED_AT[:10])) - WEEK
            told = weeks.setdefault(self.accounts[int(row.SPOTIFY_ACCOUNT_ID)], {})
            told[this], told[this - WEEK] = int(row.GLOBAL_THIS_PERIOD), int(row.GLOBAL_LAST_PERIOD)
        return weeks

    @cached_property
    def tracks(self) -> dict[str, dict[int, date]]:
        """Spotify tracks (the vendor's numbers) each artist is credited on, with the drop that said so first."""
        tracks: dict[str, dict[int, date]] = {}
        for row in self.read("SPOTIFY_ACCOUNT_TRACKS").itertuples():
            tracks.setdefault(self.accounts[int(row.SPOTIFY_ACCOUNT_ID)], {}).setdefault(
                int(row.SPOTIFY_TRACK_ID), row.drop
            )
        return tracks

    @cached_property
    def links(self) -> dict[int, list[tuple[date, int]]]:
        """(drop, song) of each Spotify track, oldest first."""
        links: dict[int, list[tuple[date, int]]] = {}
        for row in self.read("LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS").itertuples():
            links.setdefault(int(row.SPOTIFY_TRACK_ID), []).append((row.drop, int(row.UNIFIED_SONG_ID)))
        return links

    def song_of(self, track: int, known_on: date = date.max) -> int | None:
        """The song a Spotify track was last said to be."""
        return next((song for drop, song in reversed(self.links.get(track, [])) if drop <= known_on), None)

    def songs(self, artist: str, known_on: date = date.max) -> set[int]:
        """Songs of an artist as known on a day: each once, however many Spotify tracks lead to it."""
        known = (track for track, drop in self.tracks.get(artist, {}).items() if drop <= known_on)
        return {song for song in (self.song_of(track, known_on) for track in known) if song is not None}

    @cached_property
    def released(self) -> dict[int, date]:
        """Release day of each Spotify track, by its album."""
        albums = self.read("SPOTIFY_ALBUMS").set_index("ID")["RELEASE_DATE"].to_dict()
        rows = self.read("SPOTIFY_TRACKS")
        albums_of = zip(rows["ID"], rows["SPOTIFY_ALBUM_ID"], strict=True)
        return {int(track): date.fromisoformat(albums[album]) for track, album in albums_of}

    def released_song(self, song: int) -> date | None:
        """The first release among the Spotify tracks linked to a song now, else among those that were."""
        now = [track for track in self.links if self.song_of(track) == song]
        ever = [track for track, said in self.links.items() if song in {each for _, each in said}]
        return min((self.released[track] for track in now or ever), default=None)

    @cached_property
    def roster(self) -> dict[str, str]:
        """Label of each artist on the roster."""
        rows = pd.read_csv(self.folder / "roster.csv", dtype=str)
        return dict(zip(ids(rows["link"]), rows["label"], strict=True))

    @cached_property
    def sounds(self) -> dict[str, set[str]]:
        """Public ids of the sounds people linked to each artist."""
        rows = pd.read_csv(self.folder / "sounds.csv", dtype=str)
        sounds: dict[str, set[str]] = {}
        for artist, sound in zip(ids(rows["artist"]), rows["sound"].str.extract(r"-(\d+)$")[0], strict=True):
            sounds.setdefault(artist, set()).add(sound)
        return sounds


def ids(links: "pd.Series[str]") -> Iterable[str]:
    """The 22 characters in whatever form of link."""
    return links.str.extract(r"artist[/:]([0-9A-Za-z]{22})")[0]
