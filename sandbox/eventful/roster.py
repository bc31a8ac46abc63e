"""Songs of a roster by week: what was planned for each, and what was counted."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from sandbox.daily_counts import Floats, Ints
from sandbox.eventful.chance import LEAST, MOST, SONG_STEP, restlessness, wandering
from sandbox.eventful.events import (
    GAP_WEEKS,
    GAPS_A_YEAR,
    HALO,
    KINDS,
    RELEASE_HALF_LIFE,
    RELEASE_PEAK,
    RELEASES_A_YEAR,
    SEASONAL_SHARE,
    UNKNOWN_SHARE,
    UNREAD_SHARE,
    WEEKS_A_YEAR,
    course,
    curve,
    season,
)
from sandbox.seeded_random import noise

Bools = npt.NDArray[np.bool_]

ARTISTS, WEEKS = 60, 156
END_ON = date(2026, 11, 19)


@dataclass(frozen=True, slots=True)
class EventfulRoster:
    """Songs [songs, weeks], oldest week first.

    `planned`: streams expected without chance; `counted`: streams; `is_read`: the vendor has readings; `artist`: of
    each song; `released`: week a song came out, below 0 for old ones; `is_known`: the catalogue has that day;
    `seasonal`: the part of the plan that comes every year, a factor.
    """

    artist: Ints
    released: Ints
    is_known: Bools
    planned: Floats
    seasonal: Floats
    counted: Ints
    is_read: Bools

    @property
    def artists(self) -> int:
        return int(self.artist.max()) + 1


@dataclass(slots=True)
class _Song:
    level: float
    released: int
    is_known: bool
    plan: Floats
    seasonal: Floats
    is_read: Bools


def eventful_roster(seed: int, artists: int = ARTISTS, weeks: int = WEEKS, end_on: date = END_ON) -> EventfulRoster:
    """A label of artists of all sizes over years of weeks that end on a Thursday."""
    first_on = end_on - timedelta(days=7 * weeks - 1)
    songs: list[_Song] = []
    owners: list[int] = []
    chances: list[Floats] = []
    for artist in range(artists):
        roll = noise(seed, "eventful", artist)
        own = _songs(roll, weeks, first_on)
        step = restlessness(roll, sum(song.level for song in own if song.released < 0))
        wandered = wandering(roll, step, weeks)
        songs += own
        owners += [artist] * len(own)
        chances += [wandered + SONG_STEP * step * roll.standard_normal(weeks) for _ in own]
    planned = np.array([song.level * song.plan for song in songs])
    counted = noise(seed, "eventful", "counting").poisson(planned * np.exp(np.array(chances))).astype(np.int64)
    return EventfulRoster(
        artist=np.array(owners),
        released=np.array([song.released for song in songs]),
        is_known=np.array([song.is_known for song in songs]),
        planned=planned,
        seasonal=np.array([song.seasonal for song in songs]),
        counted=counted,
        is_read=np.array([song.is_read for song in songs]),
    )


def _songs(roll: np.random.Generator, weeks: int, first_on: date) -> list[_Song]:
    """An artist's songs with all that happens to them."""
    total = float(np.exp(roll.uniform(np.log(LEAST), np.log(MOST))))
    shares = roll.dirichlet(np.full(int(roll.integers(3, 9)), 0.7))
    songs = [_song(total * share, -1, True, weeks) for share in shares.tolist()]
    _release(roll, songs, total, weeks)
    if roll.random() < SEASONAL_SHARE:
        songs[0].seasonal = season(first_on, weeks)
        songs[0].plan = songs[0].plan * songs[0].seasonal
    _happen(roll, songs, weeks)
    _leave(roll, songs, weeks)
    return songs


def _release(roll: np.random.Generator, songs: list[_Song], total: float, weeks: int) -> None:
    """Songs that come out meanwhile; the older ones have a little of it."""
    for start in roll.integers(0, weeks, roll.poisson(RELEASES_A_YEAR * weeks / WEEKS_A_YEAR)).tolist():
        new = _song(total * float(roll.uniform(0.05, 0.4)), start, bool(roll.random() >= UNKNOWN_SHARE), weeks)
        new.plan = new.plan * (1.0 + (RELEASE_PEAK - 1.0) * course(start, 1, RELEASE_HALF_LIFE, weeks))
        for song in songs:
            song.plan = song.plan * (1.0 + float(roll.exponential(HALO)) * course(start, 1, RELEASE_HALF_LIFE, weeks))
        songs.append(new)


def _happen(roll: np.random.Generator, songs: list[_Song], weeks: int) -> None:
    """Events of one song, the sooner the bigger it is, or of all."""
    for kind in KINDS:
        for _ in range(roll.poisson(kind.rate * weeks / WEEKS_A_YEAR)):
            start, factor = curve(roll, kind, weeks)
            out = [song for song in songs if song.released <= start]
            by_level = np.array([song.level for song in out])
            for song in [out[int(roll.choice(len(out), p=by_level / by_level.sum()))]] if kind.of_song else songs:
                song.plan = song.plan * factor


def _leave(roll: np.random.Generator, songs: list[_Song], weeks: int) -> None:
    """Songs that leave and return."""
    for _ in range(roll.poisson(GAPS_A_YEAR * weeks / WEEKS_A_YEAR)):
        song, start = songs[int(roll.integers(len(songs)))], int(roll.integers(1, weeks))
        gap = slice(start, start + int(roll.choice(GAP_WEEKS)))
        song.plan[gap] = 0.0
        if roll.random() < UNREAD_SHARE:
            song.is_read[gap] = False


def _song(level: float, released: int, is_known: bool, weeks: int) -> _Song:
    is_out = np.arange(weeks) >= released
    return _Song(level, released, is_known, is_out.astype(np.float64), np.ones(weeks), is_out.copy())
