"""Weekly song charts by country, counted from the songs' own streams.

A country hears a song in seasons. Part of the places belong to songs at home there, dealt so that each of them gets a
season within the last 52 weeks, however small it is; the others go to visitors. Who is on is dealt, but positions and
numbers are nothing but the week's streams.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sandbox.cast import Track
from sandbox.daily_counts import Ints
from sandbox.places import CHART_COUNTRIES
from sandbox.seeded_random import dice
from sandbox.span import CHART_WEEKS, Span

POSITIONS = 30
HOME_PLACES = 14
LONGEST_STAY = 14


@dataclass(frozen=True, slots=True)
class RankingEntry:
    """One line of a ranking; `old_position` is 0 without a place the week before; `weeks_on_chart` counts this one."""

    track: str
    position: int
    streams: int
    old_position: int
    entered_on: date
    weeks_on_chart: int


Rankings = dict[date, tuple[RankingEntry, ...]]


def country_share(seed: int, track: Track, country: str) -> float:
    """Part of a song's streams that comes from a country while the song is in season there."""
    roll = dice(seed, "share", track.uuid, country)
    return 0.25 + 0.35 * roll.random() if track.home == country else 0.02 + 0.05 * roll.random()


def country_rankings(
    seed: int, country: str, tracks: Sequence[Track], span: Span, streams_of: Callable[[Track], Ints]
) -> Rankings:
    """All rankings of a country, oldest first."""
    entered: dict[str, date] = {}
    weeks_on: dict[str, int] = {}
    old: dict[str, int] = {}
    rankings: Rankings = {}
    for week, on in enumerate(_seasons(seed, country, tracks, span)):
        day = span.chart_days[week]
        counted = [
            (int(streams_of(track)[span.week_slice(week)].sum() * country_share(seed, track, country)), track.uuid)
            for track in on
        ]
        counted.sort(key=lambda line: (-line[0], line[1]))
        lines = []
        for position, (streams, uuid) in enumerate(counted[:POSITIONS], start=1):
            weeks_on[uuid] = weeks_on.get(uuid, 0) + 1
            first = entered.setdefault(uuid, day)
            lines.append(RankingEntry(uuid, position, streams, old.get(uuid, 0), first, weeks_on[uuid]))
        old = {line.track: line.position for line in lines}
        rankings[day] = tuple(lines)
    return rankings


def _seasons(seed: int, country: str, tracks: Sequence[Track], span: Span) -> list[list[Track]]:
    """Songs in season for each week; at most `POSITIONS` a week."""
    home = [track for track in tracks if track.home == country]
    away = [track for track in tracks if track.home != country]
    at_home = _deal_home(seed, country, home, span)
    visiting = _deal_visits(seed, country, away, span, [POSITIONS - len(residents) for residents in at_home])
    return [residents + guests for residents, guests in zip(at_home, visiting, strict=True)]


def _deal_home(seed: int, country: str, home: list[Track], span: Span) -> list[list[Track]]:
    """Residents by week: who has not been on yet goes first, and a new release enters in its first week.

    Raises ValueError where the country has more songs than its places can show in a year.
    """
    roll = dice(seed, "home", country)
    longest = max(2, min(LONGEST_STAY, HOME_PLACES * (CHART_WEEKS - 5) // (2 * len(home) + 1)))
    first = {track.uuid: span.first_week(track.released_on) for track in home}
    waiting = roll.sample(home, len(home))  # not on yet, in the order in which they get their turn
    leaves: dict[str, int] = {}
    by_uuid = {track.uuid: track for track in home}
    weeks = []
    for week in range(CHART_WEEKS):
        leaves = {uuid: until for uuid, until in leaves.items() if until > week}
        fresh = [track for track in waiting if first[track.uuid] == week > 0]
        for track in fresh[:HOME_PLACES]:
            if len(leaves) >= HOME_PLACES:
                del leaves[min(leaves, key=lambda uuid: (leaves[uuid], uuid))]
            leaves[track.uuid] = week + roll.randint(2, longest)
        ready = [track for track in waiting if first[track.uuid] <= week and track.uuid not in leaves]
        again = [
            track for track in home if first[track.uuid] <= week and track.uuid not in leaves and track not in ready
        ]
        for track in [*ready, *roll.sample(again, len(again))][: HOME_PLACES - len(leaves)]:
            leaves[track.uuid] = week + roll.randint(2, longest)
        if week > 0:  # the first ranking is older than 52 weeks
            waiting = [track for track in waiting if track.uuid not in leaves]
        weeks.append([by_uuid[uuid] for uuid in leaves])
    if waiting:
        raise ValueError(f"{len(home)} songs at home in {country} are more than a year of charts can show")
    return weeks


def _deal_visits(seed: int, country: str, away: list[Track], span: Span, places: list[int]) -> list[list[Track]]:
    """Visitors by week, bigger songs more often; `places` are those the residents leave, empty where nobody is left."""
    roll = dice(seed, "visits", country)
    first = {track.uuid: span.first_week(track.released_on) for track in away}
    leaves: dict[str, int] = {}
    by_uuid = {track.uuid: track for track in away}
    weeks = []
    for week in range(CHART_WEEKS):
        leaves = {uuid: until for uuid, until in leaves.items() if until > week}
        ready = [track for track in away if first[track.uuid] <= week and track.uuid not in leaves]
        while len(leaves) > places[week]:
            del leaves[min(leaves, key=lambda uuid: (leaves[uuid], uuid))]
        while ready and len(leaves) < places[week]:
            at = roll.choices(range(len(ready)), weights=[track.streams_per_day**0.3 for track in ready])[0]
            leaves[ready.pop(at).uuid] = week + roll.randint(1, 9)
        weeks.append([by_uuid[uuid] for uuid in leaves])
    return weeks


def chart_slug(country: str) -> str:
    """Slug of a country's weekly song chart."""
    return f"spotify-weekly-{country.lower()}"


COUNTRY_OF_SLUG = {chart_slug(country): country for country in CHART_COUNTRIES}
