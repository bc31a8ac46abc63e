"""Which answers become events, and on which days."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tasks.events.happened import chart_events, concert_events, playlist_events, radio_events
from tasks.providers.soundcharts.event_records import (
    ChartPlace,
    Concert,
    Playlist,
    PlaylistPlace,
    Radio,
    RadioSpins,
    Venue,
)
from tasks.providers.soundcharts.records import Chart, SongBrief
from tasks.providers.wire_types import Count, Moment, Name, Whole, Word

SONG = SongBrief(UUID(int=1), Name("Song"), Name("Ann"))
FRIDAY, THURSDAY = date(2026, 11, 6), date(2026, 11, 12)


def at(day: int) -> Moment:
    return Moment.fromtimestamp(datetime(2026, 11, day, tzinfo=UTC).timestamp(), UTC)


def stay(followers: int | None, entered: int | None, left: int | None = None) -> tuple[PlaylistPlace, int]:
    size = None if followers is None else Count(followers)
    playlist = Playlist(UUID(int=7), Name("Big"), Word("spotify"), country_code="", latest_subscriber_count=size)
    days = [None if day is None else at(day) for day in (entered, left)]
    return PlaylistPlace(playlist, *days, song=SONG), 0


def kinds(events: list[Any]) -> list[tuple[str, date, date | None]]:
    return [(event.kind, event.happened_on, event.until_on) for event in events]


def test_a_stay_that_is_over_is_an_entry_and_an_exit() -> None:
    assert kinds(playlist_events([stay(34_100_000, 3, 20)])) == [
        ("playlist_entry", date(2026, 11, 3), date(2026, 11, 20)),
        ("playlist_exit", date(2026, 11, 20), None),
    ]
    [entry] = playlist_events([stay(34_100_000, 3)])
    assert (entry.size, entry.unit, entry.country, entry.title) == (34_100_000, "followers", None, "Big")


def test_small_playlists_and_those_without_a_day_are_left_out() -> None:
    assert playlist_events([stay(999, 3), stay(None, 3), stay(5_000, None)]) == []


def spins(slug: str, count: int) -> tuple[RadioSpins, int]:
    return RadioSpins(Radio(Word(slug), Name(slug.title()), "GB"), Count(count)), 0


def test_a_station_that_always_plays_a_song_is_no_event() -> None:
    this = [spins("new", 21), spins("always", 21), spins("twice", 2), spins("more", 21)]
    before = [spins("always", 84), spins("more", 40)]
    found = radio_events(this, before, FRIDAY, THURSDAY)
    assert [(event.identifier, event.size) for event in found] == [("new", 21), ("more", 21)]
    assert kinds(found)[0] == ("radio", FRIDAY, THURSDAY)


def test_a_song_that_left_a_chart_entered_it_before() -> None:
    chart = Chart(Word("top-de"), Name("Top 200"), Word("spotify"), "daily", "DE")
    place = ChartPlace(chart, Whole(0), SONG, at(1), at(9), Whole(12))
    assert kinds(chart_events([(place, 0)])) == [
        ("chart_entry", date(2026, 11, 1), date(2026, 11, 9)),
        ("chart_exit", date(2026, 11, 9), None),
    ]
    still = ChartPlace(chart, Whole(3), SONG, at(1), at(9))
    assert [(event.kind, event.size) for event in chart_events([(still, 0)])] == [("chart_entry", 3)]


def test_a_concert_has_its_venue_or_its_name() -> None:
    hall = Concert(at(7), UUID(int=9), venue=Venue(Name("Hall"), country_code="DE", capacity=Count(4_000)))
    online = Concert(at(8), name=Name("Live stream"))
    nameless = Concert(at(9))
    found = concert_events([(hall, 0), (online, 0), (nameless, 0)])
    assert [(event.title, event.size, event.country) for event in found] == [
        ("Hall", 4_000, "DE"),
        ("Live stream", None, None),
    ]
