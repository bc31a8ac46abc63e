"""From a provider's answers to events: what of them is worth keeping, and when it began and ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tasks.providers.soundcharts.event_records import ChartPlace, Concert, PlaylistPlace, RadioSpins
from tasks.providers.soundcharts.records import SongBrief

LEAST_FOLLOWERS = 1_000  # a playlist of fewer moves nobody's week
LEAST_SPINS = 3  # a week: a song played once or twice is not in rotation
WEEKS_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. ``song`` null where it happened to the artist; ``exchange`` indexes the log."""

    kind: str
    song: SongBrief | None
    happened_on: date
    until_on: date | None
    size: int | None
    unit: str | None
    country: str | None
    title: str
    identifier: str
    exchange: int


def playlist_events(stays: Iterable[tuple[PlaylistPlace, int]]) -> list[Event]:
    """Entries, and exits of those that are over, of playlists that are big enough; without a day nothing happened."""
    events = []
    for stay, exchange in stays:
        playlist, followers = stay.playlist, stay.playlist.latest_subscriber_count
        if stay.entry_date is None or followers is None or followers < LEAST_FOLLOWERS:
            continue
        entered, left = stay.entry_date.date(), stay.exit_date.date() if stay.exit_date is not None else None
        where = (followers, "followers", playlist.country_code or None, playlist.name, str(playlist.uuid), exchange)
        events.append(Event("playlist_entry", stay.song, entered, left, *where))
        if left is not None and left >= entered:
            events.append(Event("playlist_exit", stay.song, left, None, *where))
    return events


def radio_events(
    this: Iterable[tuple[RadioSpins, int]], before: Iterable[tuple[RadioSpins, int]], first: date, last: date
) -> list[Event]:
    """Stations that began to play a song in first..last, or play it more than twice as often as in the weeks before.

    ``size`` counts the spins of those days.
    """
    usual: dict[str, int] = {}
    for one, _ in before:
        usual[one.radio.slug] = usual.get(one.radio.slug, 0) + one.play_count
    played: dict[str, list[tuple[RadioSpins, int]]] = {}
    for one, exchange in this:
        played.setdefault(one.radio.slug, []).append((one, exchange))
    events = []
    for slug, ones in played.items():
        spins, (head, exchange) = sum(one.play_count for one, _ in ones), ones[0]
        if spins >= LEAST_SPINS and spins > 2 * usual.get(slug, 0) / WEEKS_BEFORE:
            country = head.radio.country_code or None
            events.append(
                Event("radio", head.song, first, last, spins, "spins", country, head.radio.name, slug, exchange)
            )
    return events


def chart_events(places: Iterable[tuple[ChartPlace, int]]) -> list[Event]:
    """Entries into charts with the best place, and exits; place 0 says that the song has left."""
    events = []
    for place, exchange in places:
        chart, best = place.chart, place.peak_position or place.position or None
        where = (best, "place", chart.country_code or None, chart.name, chart.slug, exchange)
        left = place.rank_date.date() if place.position == 0 and place.rank_date is not None else None
        if place.entry_date is not None:
            events.append(Event("chart_entry", place.song, place.entry_date.date(), left, *where))
        if left is not None:
            events.append(Event("chart_exit", place.song, left, None, *where))
    return events


def concert_events(concerts: Iterable[tuple[Concert, int]]) -> list[Event]:
    """Concerts and festivals; those that are held online have no places."""
    events = []
    for concert, exchange in concerts:
        place = concert.venue or concert.festival
        title = (place.name if place is not None else None) or concert.name
        if title is None:
            continue
        on, ends = concert.date.date(), concert.end_date
        capacity = place.capacity if place is not None else None
        country = (place.country_code or None) if place is not None else None
        identifier = str(concert.uuid) if concert.uuid is not None else title
        until = ends.date() if ends is not None and ends.date() > on else None
        events.append(Event("concert", None, on, until, capacity, "places", country, title, identifier, exchange))
    return events


def songs_of(events: Iterable[Event]) -> Mapping[str, SongBrief]:
    """The songs events are of, by uuid."""
    return {str(event.song.uuid): event.song for event in events if event.song is not None}
