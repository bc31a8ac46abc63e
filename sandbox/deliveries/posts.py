"""Readings of TikTok sounds: about one a day, sometimes two, on some days none; a fall is a removal."""

import itertools
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sandbox.deliveries.arrivals import SOUND_LAG, first_drop
from sandbox.deliveries.catalogue import Sound
from sandbox.seeded_random import noise
from sandbox.world import World

NONE_SHARE, TWICE_SHARE = 0.07, 0.10  # of all days


@dataclass(frozen=True, slots=True)
class Reading:
    """A sound's counter at a moment (UTC), and the drop that brings it."""

    read_at: datetime
    count: int
    drop_on: date


def reading_days(world: World, sound: Sound) -> Set[date]:
    """Days on which a sound was read at all."""
    return {reading.read_at.date() for reading in readings(world, sound)}


def readings(world: World, sound: Sound) -> list[Reading]:
    """All readings of a sound, oldest first; the last of a day is what the world counted up to its end."""
    roll = noise(world.seed, "vendor", "readings", sound.tiktok_id)
    counts = world.track_series(sound.track.uuid, "tiktok")[sound.tiktok_id]
    chances, parts = roll.random(len(counts)).tolist(), roll.random(len(counts)).tolist()
    seconds = roll.integers(0, 43_200, (len(counts), 2)).tolist()
    first = first_drop(world.span)
    found = []
    before = itertools.chain(itertools.islice(counts.values(), 1), counts.values())
    # the counter of the day before comes first, so that an early reading lies between the two
    for (day, count), chance, part, (early, late), was in zip(
        counts.items(), chances, parts, seconds, before, strict=False
    ):
        midnight = datetime.combine(day, time())
        drop_on = max(day + SOUND_LAG, first)
        if chance < TWICE_SHARE:
            found.append(Reading(midnight + timedelta(seconds=early), was + int(part * (count - was)), drop_on))
        if chance < 1 - NONE_SHARE:
            found.append(Reading(midnight + timedelta(seconds=43_200 + late), count, drop_on))
    return found
