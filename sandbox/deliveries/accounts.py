"""LUMINATE_ACCOUNTS: each Sunday the finished week of every artist the vendor counts, over all their songs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sandbox.daily_counts import Ints
from sandbox.deliveries.catalogue import Account, Song
from sandbox.deliveries.streams import AUDIO, GLOBAL, US, Kind, counted_before
from sandbox.span import THURSDAY
from sandbox.world import World

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Totals of an account in a region: of the week that ended last, the one before, and of all time."""

    this_period: int
    last_period: int
    activity_to_date: int


def week_ended(drop_on: date) -> date:
    """The Thursday that ended the newest finished week a Sunday's drop can hold, with the lag of two days."""
    before = drop_on - timedelta(days=3)
    return before - timedelta(days=(before.weekday() - THURSDAY) % 7)


def luminate_week(thursday: date) -> tuple[int, int]:
    """Year and number of a week, by the Thursday that ends it."""
    return thursday.year, (thursday.timetuple().tm_yday + 6) // 7


def totals(
    world: World, accounts: Sequence[Account], songs: Sequence[Song], counts: Mapping[int, Mapping[Kind, Ints]]
) -> dict[tuple[int, str], Ints]:
    """What each account LUMINATE_ACCOUNTS knows has to date in a region, after each day from `span.origin` on."""
    found = {}
    for account in accounts:
        if account.luminate_row is None:
            continue
        own = [song for song in songs if account.artist.uuid in song.track.artists]
        for region in (GLOBAL, US):
            kind = (AUDIO, region)
            before = sum(counted_before(world, song, kind) for song in own)
            daily = np.sum([counts[song.song_id][kind] for song in own], axis=0, dtype=np.int64)
            found[account.account_id, region] = before + np.cumsum(daily)
    return found


def period(world: World, total: Ints, thursday: date) -> Period:
    """The week that ended on a Thursday; the 28 days before the served history make the first ones whole."""
    ends = world.span.index(thursday)
    now, was, long_ago = (int(total[ends - back]) for back in (0, 7, 14))
    return Period(now - was, was - long_ago, now)
