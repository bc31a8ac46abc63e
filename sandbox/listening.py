"""Listeners of a world and every play of theirs: tastes drift, moods go with the hour, podcasts lie in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np

from sandbox.daily_counts import Floats
from sandbox.library import Library, LibraryTrack
from sandbox.seeded_random import dice, noise
from sandbox.span import dice_day
from sandbox.styles import GENRES, MOODS

Kind = Literal["music", "podcast", "audiobook", "unknown"]

# name, time zone, country, plays on an ordinary day, root at the beginning and at the end of the history
_PEOPLE = (
    ("Ada", "Europe/London", "GB", 14, "rock", "electronic"),
    ("Bruno", "America/Sao_Paulo", "BR", 9, "latin", "latin"),
    ("Chiyo", "Asia/Tokyo", "JP", 11, "pop", "jazz"),
    ("Dmitri", "Europe/Berlin", "DE", 16, "electronic", "classical"),
    ("Efua", "Africa/Accra", "GH", 8, "r&b", "hip hop"),
    ("Finn", "America/New_York", "US", 12, "folk", "country"),
)
_HOURS = np.array([2, 1, 0.5, 0.3, 0.3, 0.6, 2, 4, 5, 4, 4, 4, 5, 5, 4, 4, 5, 6, 7, 7, 6, 6, 5, 3], dtype=np.float64)
_PLATFORMS = ("ios", "android", "web_player", "Windows 10 (10.0.19045; x64)", "Sonos_S22")


@dataclass(frozen=True, slots=True)
class Heard:
    """One row of a history. `ended_at` is UTC to the second; `id` is Spotify's, 22 characters."""

    ended_at: datetime
    kind: Kind
    id: str | None
    name: str | None
    artist: str | None
    album: str | None
    ms: int
    platform: str
    country: str
    reason_start: str | None
    reason_end: str | None
    shuffle: bool | None
    skipped: bool | None
    offline: bool | None
    offline_at: datetime | None
    incognito: bool | None
    is_video: bool = False


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody's whole history, oldest first."""

    name: str
    time_zone: str
    heard: tuple[Heard, ...]


def make_listeners(library: Library, end_on: date, days: int = 900) -> tuple[Listener, ...]:
    """Six listeners whose histories end on `end_on`."""
    return tuple(_listener(library, number, end_on, days) for number in range(len(_PEOPLE)))


def _listener(library: Library, number: int, end_on: date, days: int) -> Listener:
    name, zone, country, per_day, first_root, last_root = _PEOPLE[number]
    rolls = noise(library.seed, "listener", number)
    tracks = library.tracks
    liked = rolls.pareto(1.3, len(tracks)) + 0.2
    # a fifth of everything is never heard, so that albums have unplayed tracks
    liked[rolls.random(len(tracks)) < 0.2] = 0
    before, after = (_taste(library, tracks, root) * liked for root in (first_root, last_root))
    by_mood = {mood: _of_mood(tracks, mood) for mood in MOODS}
    heard: list[Heard] = []
    for at in range(days):
        day = end_on - timedelta(days=days - 1 - at)
        drift = at / days
        for hour in sorted(rolls.choice(24, rolls.poisson(per_day), p=_HOURS / _HOURS.sum()).tolist()):
            weights = (before * (1 - drift) + after * drift) * _at_hour(by_mood, hour)
            track = tracks[int(rolls.choice(len(tracks), p=weights / weights.sum()))]
            local = datetime.combine(day, time(hour), ZoneInfo(zone)) + timedelta(seconds=int(rolls.integers(3600)))
            heard.append(_music(library, track, local.astimezone(UTC), country, rolls))
        if rolls.random() < 0.25:
            heard.append(_talk(library.seed, number, day, dice_day(day, end_on), zone, country))
    heard.sort(key=lambda row: row.ended_at)
    return Listener(name, zone, tuple(heard))


def _taste(library: Library, tracks: Sequence[LibraryTrack], root: str) -> Floats:
    """How much a track is to the taste of somebody who likes a root; nobody likes just one."""
    below = set(GENRES[root])
    parts = [sum(share for name, share in track.genres if name in below) for track in tracks]
    return 0.08 + np.array(parts, dtype=np.float64)


def _of_mood(tracks: Sequence[LibraryTrack], mood: str) -> Floats:
    return np.array([dict(track.moods).get(mood, 0.0) for track in tracks], dtype=np.float64)


def _at_hour(by_mood: dict[str, Floats], hour: int) -> Floats:
    """What a track's moods make of it at an hour: thrice as likely where all of them are at home."""
    fits = sum(parts for mood, parts in by_mood.items() if MOODS[mood][0] <= hour < MOODS[mood][1])
    return 1 + 2 * np.asarray(fits, dtype=np.float64)


def _music(
    library: Library, track: LibraryTrack, ended_at: datetime, country: str, rolls: np.random.Generator
) -> Heard:
    draw, offline = rolls.random(), bool(rolls.random() < 0.04)
    is_whole = draw < 0.72
    ms = track.duration_ms if is_whole else int(rolls.integers(0, track.duration_ms))
    return Heard(
        ended_at=ended_at,
        kind="music",
        id=track.id_spotify,
        name=track.name,
        artist=library.artist_by_id[track.artists[0]].name,
        album=library.album_by_id[track.album].name,
        ms=ms,
        platform=_PLATFORMS[int(rolls.integers(len(_PLATFORMS)))],
        country=country,
        reason_start="trackdone" if draw < 0.5 else "clickrow",
        reason_end="trackdone" if is_whole else "fwdbtn",
        shuffle=bool(rolls.random() < 0.3),
        skipped=None if ended_at.year < 2025 else not is_whole,
        offline=offline,
        offline_at=ended_at - timedelta(milliseconds=ms) if offline else None,
        incognito=bool(rolls.random() < 0.01),
        is_video=bool(rolls.random() < 0.01),
    )


def _talk(seed: int, number: int, day: date, key: str, zone: str, country: str) -> Heard:
    """A podcast, now and then a chapter of a book, seldom a row that says nothing."""
    roll = dice(seed, "talk", number, key)
    kind: Kind = roll.choices(("podcast", "audiobook", "unknown"), (80, 17, 3))[0]
    episode = roll.randrange(200)
    ended_at = (datetime.combine(day, time(8), ZoneInfo(zone)) + timedelta(seconds=roll.randrange(3600))).astimezone(
        UTC
    )
    is_known = kind != "unknown"
    show = f"{'The Daily Wave' if kind == 'podcast' else 'Northern Tales'} {number}"
    letters = dice(seed, "talk id", kind, number, episode)
    return Heard(
        ended_at=ended_at,
        kind=kind,
        id="".join(letters.choices("0123456789abcdefghijklmnopqrstuvwxyz", k=22)) if is_known else None,
        name=f"{'Episode' if kind == 'podcast' else 'Chapter'} {episode}" if is_known else None,
        artist=show if is_known else None,
        album=show if kind == "audiobook" else None,
        ms=roll.randint(20_000, 2_400_000),
        platform="ios",
        country=country,
        reason_start="clickrow",
        reason_end="endplay",
        shuffle=False,
        skipped=None,
        offline=False,
        offline_at=None,
        incognito=False,
    )
