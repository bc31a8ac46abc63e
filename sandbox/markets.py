"""Where listeners live: by country a fixed part each, but for jumps that come from one country alone.

Half of the rises nothing else is the cause of are such ones. Listeners in all stay what they are: of those who come
from the jump on, and go again with it, the country has four in five.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sandbox.cast import Track
from sandbox.happenings import PlantedEvent
from sandbox.places import CHART_COUNTRIES
from sandbox.seeded_random import dice
from sandbox.series import ROLLING_DAYS
from sandbox.span import Span
from sandbox.truth import PlantedJump

OF_ONE_COUNTRY = 0.5  # of the rises without another cause
OF_WHO_CAME = 0.8  # is of the country


def plant_market_events(
    seed: int, jumps: Sequence[PlantedJump], events: Sequence[PlantedEvent], tracks: Sequence[Track], span: Span
) -> list[PlantedEvent]:
    """Rises that come from one country; `until` is the last day on which listeners of it are counted."""
    by_uuid = {track.uuid: track for track in tracks}
    planted = []
    for jump in sorted(jumps, key=lambda jump: (jump.starts_on, jump.entity)):
        if jump.metric != "spotify:streams" or jump.days < 7 or jump.factor < 1.0:
            continue
        song = by_uuid.get(jump.entity)
        artist = song.artists[0] if song is not None else jump.entity
        near = (jump.starts_on - timedelta(days=7), jump.ends_on)
        if any(event.moves and event.artist == artist and near[0] <= event.on <= near[1] for event in events):
            continue
        roll = dice(seed, "market", jump.entity, (jump.starts_on - span.origin).days)
        if roll.random() >= OF_ONE_COUNTRY:
            continue
        country = roll.choice(CHART_COUNTRIES)
        until = jump.gone_on + timedelta(days=ROLLING_DAYS)
        planted.append(
            PlantedEvent(
                "market", artist, jump.entity if song is not None else None, jump.starts_on, until, 0, country, country,
                country, "up",
            )
        )  # fmt: skip
    return planted


def by_country(listeners: Mapping[date, int], rises: Sequence[PlantedEvent]) -> dict[str, dict[date, int]]:
    """Listeners of an artist by country on Mondays; ``rises`` are the market events of the artist, oldest first."""
    days = [day for day in listeners if day.weekday() == 0]
    located: dict[str, dict[date, int]] = {country: {} for country in CHART_COUNTRIES}
    for day in days:
        rise = next((one for one in reversed(rises) if one.until is not None and one.on < day <= one.until), None)
        before = max((known for known in days if rise is not None and known < rise.on), default=day)
        came = max(listeners[day] - listeners[before], 0)
        for place, country in enumerate(CHART_COUNTRIES):
            usual, all_came = (listeners[day] - came) // (6 + place), int(came * (1.0 - OF_WHO_CAME)) // (6 + place)
            theirs = int(came * OF_WHO_CAME) if rise is not None and country == rise.country else 0
            located[country][day] = usual + all_came + theirs
    return located
