"""Artists for whom things were done, with what each of them truly brought: followers by day and streams by week.

Followers grow by a drift of each artist's own that wanders, and by what all share. Some of what was done lifts them
over four weeks by a known share, some does nothing; one kind that does nothing is only ever done for who rose before
it, and one for who fell, so that whoever compares before with after would take chance for help.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sandbox.daily_counts import Floats
from sandbox.seeded_random import noise

LIFT_DAYS = 28
DAYS = 252  # 36 weeks
# kind, true lift over four weeks, chosen among: anybody, risers or fallers of the four weeks before
KINDS = (
    ("lifts much", 0.15, "anybody"),
    ("lifts some", 0.08, "anybody"),
    ("does nothing", 0.0, "anybody"),
    ("for risers", 0.0, "risers"),
    ("for fallers", 0.0, "fallers"),
)
EACH = 12


@dataclass(frozen=True, slots=True)
class Promotion:
    """Something done for an artist (its place) on a day; ``lift`` is what it truly adds to followers in four weeks."""

    artist: int
    kind: str
    done_on: date
    lift: float


@dataclass(frozen=True, slots=True)
class Promoted:
    """``followers`` [artists, days] from ``first_on``; ``streams`` [artists, weeks] from that day, a Friday."""

    first_on: date
    followers: Floats
    streams: Floats
    promotions: tuple[Promotion, ...]


def make_promoted(seed: int, artists: int = 160, first_on: date = date(2026, 1, 2), each: int = EACH) -> Promoted:
    """Artists of two sizes, and ``each`` promotions of every kind, one an artist at most."""
    roll = noise(seed, "promoted", artists)
    weeks = DAYS // 7
    drift = roll.normal(0.03, 0.02, artists)[:, None] / 28  # a month's growth, shared out to days
    wander = np.repeat(roll.standard_t(4, (artists, weeks)) * 0.006, 7, axis=1) / np.sqrt(7)
    shared = roll.normal(0, 0.0004, DAYS)[None, :]
    steps = drift + wander + shared
    size = np.where(np.arange(artists) % 2, 40_000.0, 400_000.0)
    start = np.log(size * roll.lognormal(0, 0.4, artists))
    logs = start[:, None] + np.cumsum(steps, axis=1)
    streams = size[:, None] * 0.9 * np.exp(np.cumsum(roll.normal(0, 0.03, (artists, weeks)), axis=1))
    free = list(range(artists))
    done: list[Promotion] = []
    for kind, lift, among in KINDS:
        for _ in range(each):
            day = 84 + 7 * int(roll.integers(0, 17)) + int(roll.integers(0, 7))
            before = logs[:, day] - logs[:, day - 28]
            order = sorted(free, key=lambda place: before[place])
            near = {"risers": order[-8:], "fallers": order[:8], "anybody": order}[among]
            place = int(near[int(roll.integers(len(near)))])
            free.remove(place)
            after = np.clip(np.arange(DAYS) - day, 0, LIFT_DAYS) / LIFT_DAYS
            logs[place] += np.log1p(lift) * after
            done.append(Promotion(place, kind, first_on + timedelta(days=day), lift))
    return Promoted(first_on, np.exp(logs), streams, tuple(done))
