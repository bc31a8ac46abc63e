"""True daily numbers of a song: weekday shape, release curve, slow drift, noise, planted jumps."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import numpy.typing as npt

from sandbox.cast import Track
from sandbox.places import TRACK_METRICS
from sandbox.seeded_random import noise
from sandbox.span import Span
from sandbox.truth import PlantedJump

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Monday first; audio Sundays are 85 % of Fridays, video is strongest on Saturdays.
AUDIO_WEEK = (0.95, 0.96, 0.97, 0.99, 1.10, 1.03, 0.935)
VIDEO_WEEK = (0.93, 0.93, 0.95, 0.97, 1.04, 1.14, 1.04)

# Week two of a release brings about half of week one.
RELEASE_PEAK = 6.0
RELEASE_DECAY = 0.15

# How many of a platform's events go with one Spotify stream, and how restless the platform is from day to day.
RATIO = {"spotify": 1.0, "youtube": 0.4, "shazam": 0.004, "airplay": 0.0015, "tiktok": 0.0012}
RESTLESSNESS = {"spotify": 0.035, "youtube": 0.05, "shazam": 0.08, "airplay": 0.08, "tiktok": 0.09}
DRIFT_STEP = 0.008
DRIFT_MEMORY = 0.985


def daily_flow(seed: int, track: Track, platform: str, span: Span, jumps: Iterable[PlantedJump]) -> Ints:
    """Events of each day from `span.origin` on: streams, views, Shazams, plays, new videos. 0 before the release."""
    roll = noise(seed, "flow", track.uuid, platform)
    expected = _usual(roll, seed, track, platform, span) * lift(track, platform, span, jumps)
    return roll.poisson(expected).astype(np.int64)


def expected_flow(seed: int, track: Track, platform: str, span: Span) -> Floats:
    """What `daily_flow` counts around, without jumps and without the chance of counting."""
    return _usual(noise(seed, "flow", track.uuid, platform), seed, track, platform, span)


def lift(track: Track, platform: str, span: Span, jumps: Iterable[PlantedJump]) -> Floats:
    """A factor for each day: the jumps of the song itself and of every artist credited on it, multiplied."""
    metric = f"{platform}:{TRACK_METRICS[platform]}"
    factor = np.ones(span.length)
    for jump in jumps:
        if jump.metric == metric and (jump.entity == track.uuid or jump.entity in track.artists):
            start, factors = span.index(jump.starts_on), jump.factors()
            factor[start : start + len(factors)] *= factors[: span.length - start]
    return factor


def platform_level(seed: int, track: Track, platform: str) -> float:
    """Settled events a day of a song on a platform."""
    if platform == "spotify":
        return track.streams_per_day
    scatter = float(np.exp(noise(seed, "level", track.uuid, platform).normal(0.0, 0.4)))
    return track.streams_per_day * RATIO[platform] * scatter


def count_before(seed: int, track: Track, platform: str, span: Span) -> int:
    """What a counter had reached on the eve of `span.origin`; 0 for a song that was not out."""
    age = min((span.origin - track.released_on).days, 3_000)
    if age <= 0:
        return 0
    # older days were quieter ones, and the release brought about 40 days' worth at once
    return int(platform_level(seed, track, platform) * (age * 0.7 + 40.0))


def weekday_shape(span: Span, platform: str) -> Floats:
    """A factor for each day, mean 1 over a week within 1 %."""
    week = np.array(VIDEO_WEEK if platform in ("youtube", "tiktok") else AUDIO_WEEK)
    return week[(np.arange(span.length) + span.origin.weekday()) % 7]


def release_curve(released_on: date, span: Span) -> Floats:
    """A factor for each day: 0 before the release, high on it, 1 in the long run."""
    age = np.arange(span.length, dtype=np.float64) - span.index(released_on)
    curve = 1.0 + (RELEASE_PEAK - 1.0) * np.exp(-RELEASE_DECAY * np.clip(age, 0.0, 400.0))
    return np.where(age < 0, 0.0, curve)


def _usual(roll: np.random.Generator, seed: int, track: Track, platform: str, span: Span) -> Floats:
    """Expected events of each day without jumps; leaves the generator where the counting begins."""
    level = platform_level(seed, track, platform)
    drift = _drift(roll, span.length)
    restless = np.exp(roll.normal(0.0, RESTLESSNESS[platform], span.length))
    return level * weekday_shape(span, platform) * release_curve(track.released_on, span) * drift * restless


def _drift(roll: np.random.Generator, length: int) -> Floats:
    """A slow wandering around 1 that forgets within about two months."""
    steps = roll.normal(0.0, DRIFT_STEP, length)
    drift = np.empty(length)
    level = 0.0
    for day in range(length):
        level = DRIFT_MEMORY * level + steps[day]
        drift[day] = level
    return np.exp(drift)
