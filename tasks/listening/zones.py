"""Time zones: which there are, and which day it is in one of them."""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import numpy as np

from tasks.listening.errors import UnknownZone
from tasks.readers.history.instants import EPOCH, Ints

DAY_S = 86_400
MICROSECONDS = 1_000_000


def check_zone(name: str) -> str:
    """The name as the IANA list has it. Raises UnknownZone, with names that are near."""
    known = {zone.casefold(): zone for zone in available_timezones()}
    if found := known.get(name.casefold()):
        return found
    wanted = name.casefold().replace(" ", "_")
    cities = {zone.rsplit("/", 1)[-1]: zone for zone in known}
    near = [known[zone] for zone in get_close_matches(wanted, list(known), 3)]
    near += [known[cities[city]] for city in get_close_matches(wanted.rsplit("/", 1)[-1], list(cities), 3)]
    meant = f" Did you mean {', '.join(dict.fromkeys(near))}?" if near else ""
    raise UnknownZone(f"There is no time zone {name}.{meant} Zones are named like Europe/Berlin.")


def local_days(played_at: Ints, zone: str) -> Ints:
    """The day of each instant (microseconds since 1970, UTC) in a zone, as days since 1970."""
    if not len(played_at):
        return played_at
    seconds = played_at // MICROSECONDS
    first, last = ((EPOCH + timedelta(seconds=int(second))).year for second in (seconds.min(), seconds.max()))
    years = [_offsets(zone, year) for year in range(first, last + 1)]
    since, offset_s = (np.concatenate([year[part] for year in years]) for part in (0, 1))
    days: Ints = (seconds + offset_s[np.searchsorted(since, seconds, side="right") - 1]) // DAY_S
    return days


@cache
def _offsets(zone: str, year: int) -> tuple[Ints, Ints]:
    """From which second of a year on (UTC) which offset holds, in seconds; looked up by day, then to the second."""
    clock = ZoneInfo(zone)

    def offset(second: int) -> int:
        found = (EPOCH + timedelta(seconds=second)).astimezone(clock).utcoffset()
        assert found is not None
        return int(found.total_seconds())

    first, last = (int(datetime(at, 1, 1, tzinfo=UTC).timestamp()) for at in (year, year + 1))
    since, offsets = [first], [offset(first)]
    for second in range(first + DAY_S, last + 1, DAY_S):
        if (now := offset(second)) != offsets[-1]:
            day, before = range(second - DAY_S, second + 1), offsets[-1]
            since.append(day[bisect_right(day, 0, key=lambda at: int(offset(at) != before))])
            offsets.append(now)
    return np.array(since, np.int64), np.array(offsets, np.int64)
