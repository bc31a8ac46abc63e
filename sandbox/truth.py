"""What was planted in the world on purpose: jumps, corrections, missing days. Tests of the pipeline look for these."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from sandbox.cast import Artist, Track
from sandbox.seeded_random import dice, noise
from sandbox.span import Span

TAIL_WEEKS = 6  # then an eighth of what it added is left, and nothing from one day to the next
GAPPY_SHARE = 0.4  # of all series
ABSENT_SHARE = 0.02  # of the days of a gappy series

# metric, factor, days, weeks before the last chart week in which it starts
_TRACK_JUMPS = (
    ("spotify:streams", 3.0, 7, 0),
    ("spotify:streams", 2.5, 7, 0),
    ("spotify:streams", 4.0, 7, 0),
    ("spotify:streams", 0.4, 7, 0),
    ("tiktok:videos", 4.0, 7, 0),
    ("tiktok:videos", 3.0, 7, 0),
    ("youtube:views", 3.0, 7, 0),
    ("spotify:streams", 3.0, 14, 5),
    ("spotify:streams", 2.5, 7, 12),
    ("shazam:count", 4.0, 7, 8),
    ("spotify:streams", 3.5, 3, 26),
    ("airplay:plays", 3.0, 7, 3),
)
_ARTIST_JUMPS = (("instagram:followers", 5.0, 7, 0), ("spotify:followers", 4.0, 14, 9))

# platform, share of the counter that is taken away, days before the last chart day
_CORRECTIONS = (
    ("spotify", 0.03, 2),
    ("spotify", 0.02, 40),
    ("spotify", 0.05, 130),
    ("youtube", 0.03, 4),
    ("youtube", 0.02, 75),
    ("shazam", 0.04, 20),
    ("tiktok", 0.06, 11),
)


@dataclass(frozen=True, slots=True)
class PlantedJump:
    """From `starts_on`, for `days` days, the true daily flow of `entity` is `factor` times what it would have been.

    `metric` is platform and thing counted, "spotify:streams"; for a stock ("instagram:followers") the daily gain jumps.
    With a `half_life`, in weeks, what it adds goes down week by week after those days, and ends after `TAIL_WEEKS`.
    """

    entity: str
    metric: str
    starts_on: date
    factor: float
    days: int
    half_life: float | None = None

    @property
    def platform(self) -> str:
        return self.metric.split(":")[0]

    @property
    def ends_on(self) -> date:
        """Last day of the jump in full."""
        return self.starts_on + timedelta(days=self.days - 1)

    @property
    def gone_on(self) -> date:
        """Last day on which anything of it is left."""
        return self.ends_on + (timedelta(weeks=TAIL_WEEKS) if self.half_life else timedelta())

    def factors(self) -> "npt.NDArray[np.float64]":
        """The factor of each day from `starts_on` to `gone_on`."""
        weeks_after = (np.arange((self.gone_on - self.starts_on).days + 1) - self.days) // 7 + 1
        left: npt.NDArray[np.float64] = 0.5 ** (np.maximum(weeks_after, 0) / (self.half_life or 1.0))
        return 1.0 + (self.factor - 1.0) * left


@dataclass(frozen=True, slots=True)
class Correction:
    """On the day `on` the platform takes `share` of what its counter showed the day before away, for good."""

    entity: str
    platform: str
    on: date
    share: float


def plant_jumps(seed: int, artists: tuple[Artist, ...], tracks: tuple[Track, ...], span: Span) -> list[PlantedJump]:
    """Jumps on settled songs big enough to be found, one song each, and on artists; fewer in a very small world."""
    songs = [track for track in _settled(tracks, span) if track.streams_per_day >= 2_000]
    dice(seed, "jumps").shuffle(songs)
    last_friday = span.chart_days[-1] - timedelta(days=6)
    jumps = [
        PlantedJump(song.uuid, metric, last_friday - timedelta(weeks=back), factor, days)
        for song, (metric, factor, days, back) in zip(songs, _TRACK_JUMPS, strict=False)
    ]
    # the last artist is the one without an audience on one platform
    stars = sorted(artists[:-1], key=lambda artist: (-artist.tier, artist.uuid))
    jumps += [
        PlantedJump(star.uuid, metric, last_friday - timedelta(weeks=back), factor, days)
        for star, (metric, factor, days, back) in zip(stars, _ARTIST_JUMPS, strict=False)
    ]
    return jumps


def plant_corrections(seed: int, tracks: tuple[Track, ...], jumped: set[str], span: Span) -> list[Correction]:
    """Corrections on old songs that carry no jump, so that each effect stands alone."""
    songs = [track for track in _settled(tracks, span) if track.uuid not in jumped]
    dice(seed, "corrections").shuffle(songs)
    return [
        Correction(song.uuid, platform, span.chart_days[-1] - timedelta(days=back), share)
        for song, (platform, share, back) in zip(songs, _CORRECTIONS, strict=False)
    ]


def absent_days(seed: int, entity: str, platform: str, kind: str, span: Span) -> frozenset[date]:
    """Days for which the provider has nothing; empty for most series."""
    roll = noise(seed, "gaps", entity, platform, kind)
    if roll.random() >= GAPPY_SHARE:
        return frozenset()
    absent = roll.random(len(span.served_days)) < ABSENT_SHARE
    return frozenset(day for day, gone in zip(span.served_days, absent, strict=True) if gone)


def _settled(tracks: tuple[Track, ...], span: Span) -> list[Track]:
    """Songs whose release is so long ago that neither their curve nor their small counter hides what is planted."""
    old = span.start_on - timedelta(days=400)
    return [track for track in tracks if track.released_on < old and not track.is_deleted and not track.is_thin]
