"""Audience as a provider serves it: counters, stocks and rolling numbers, corrections in, days not yet taken out."""

from collections.abc import Iterable

import numpy as np

from sandbox.cast import Artist, Track
from sandbox.daily_counts import Ints, count_before
from sandbox.places import FLOW_PLATFORMS
from sandbox.seeded_random import noise
from sandbox.span import WARMUP_DAYS, Span
from sandbox.truth import Correction, PlantedJump

ROLLING_DAYS = 28

# Followers of an artist of tier 0 on each platform; ten times as many for each tier.
_FANS = {"spotify": 6.0, "youtube": 3.5, "instagram": 5.0, "tiktok": 4.0}


def track_values(
    seed: int, track: Track, platform: str, flow: Ints, span: Span, corrections: Iterable[Correction]
) -> dict[str, Ints]:
    """Values by identifier for each day from `span.origin` on.

    Counters go on from what they had before the world began. A second Spotify id mirrors the first but for a few
    streams in a million; TikTok sounds are counters of their own that share the song's videos.
    """
    identifiers = track.identifiers[platform]
    if platform in FLOW_PLATFORMS:
        return {identifiers[0]: flow}
    before = count_before(seed, track, platform, span)
    if platform == "tiktok":
        shares = noise(seed, "sounds", track.uuid).dirichlet(np.full(len(identifiers), 1.5))
        parts = _split(noise(seed, "split", track.uuid), flow, shares)
        counters = [int(before * share) + np.cumsum(part) for share, part in zip(shares.tolist(), parts, strict=True)]
    else:
        counter = before + np.cumsum(flow)
        counters = [counter - counter // 200_000 * place for place in range(len(identifiers))]
    for correction in corrections:
        if correction.entity == track.uuid and correction.platform == platform:
            on = span.index(correction.on)
            for counter in counters:
                counter[on:] -= int(counter[on - 1] * correction.share)
    return dict(zip(identifiers, counters, strict=True))


def followers(seed: int, artist: Artist, platform: str, span: Span, jumps: Iterable[PlantedJump]) -> Ints:
    """Followers at the end of each day from `span.origin` on; small losses make it fall on some days."""
    roll = noise(seed, "followers", artist.uuid, platform)
    fans = _FANS[platform] * 10.0**artist.tier * float(np.exp(roll.normal(0.0, 0.5)))
    gain = np.full(span.length, fans * 0.0009) * np.exp(roll.normal(0.0, 0.2, span.length))
    for jump in jumps:
        if jump.entity == artist.uuid and jump.metric == f"{platform}:followers":
            start = span.index(jump.starts_on)
            gain[start : start + jump.days] *= jump.factor
    loss = np.full(span.length, fans * 0.0003)
    return int(fans) + np.cumsum(roll.poisson(gain).astype(np.int64) - roll.poisson(loss).astype(np.int64))


def side_count(seed: int, artist: Artist, platform: str, field: str, fans: Ints) -> Ints:
    """The other fields of a social audience: counters of posts, likes, views; accounts followed."""
    roll = noise(seed, field, artist.uuid, platform)
    length = len(fans)
    if field == "following":
        return np.full(length, roll.integers(0, 900), dtype=np.int64)
    if field == "posts":
        return roll.integers(20, 2_000) + np.cumsum((roll.random(length) < 0.25).astype(np.int64))
    per_fan = 0.05 if field == "views" else 0.02
    return int(fans[0]) * 30 + np.cumsum(roll.poisson(fans * per_fan).astype(np.int64))


def monthly_listeners(seed: int, artist: Artist, streams: Ints, span: Span) -> Ints:
    """Listeners of the last 28 days: streams of those days over the streams one listener makes, 2.2 to 4.5.

    `streams` are the artist's songs together, from `span.origin`; so is the result, whose first 28 days lack history.
    """
    total = np.concatenate(([0], np.cumsum(streams)))
    per_listener = noise(seed, "listeners", artist.uuid).uniform(2.2, 4.5)
    rolling = np.zeros(span.length, dtype=np.int64)
    rolling[WARMUP_DAYS:] = (
        total[WARMUP_DAYS + 1 :] - total[WARMUP_DAYS + 1 - ROLLING_DAYS : -ROLLING_DAYS]
    ) / per_listener
    return rolling


def _split(roll: np.random.Generator, flow: Ints, shares: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[Ints]:
    """Whole events of each day dealt out to sounds; the parts of a day add up to it."""
    return list(roll.multinomial(flow, shares).astype(np.int64).T.copy())
