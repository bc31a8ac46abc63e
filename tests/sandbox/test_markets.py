"""Jumps that come from one country: its listeners rise with them, those of all countries otherwise alike."""

from datetime import timedelta

from sandbox.world import World


def test_of_who_comes_most_are_of_the_country(world: World) -> None:
    assert len(world.market_events) >= 3
    for event in world.market_events:
        assert event.until is not None
        listeners = world.artist_series(event.artist, "spotify", "listeners")
        located = world.listeners_by_country(event.artist, "spotify")
        mondays = [day for day in listeners if day.weekday() == 0]
        before = max(day for day in mondays if day < event.on)
        after = max(day for day in mondays if day <= event.on + timedelta(days=10))
        came = {country: line[after] - line[before] for country, line in located.items()}
        if listeners[after] > 1.1 * listeners[before]:
            assert max(came, key=lambda country: came[country]) == event.country
            assert came[event.country] > 0.75 * sum(came.values())
        assert all(sum(line[day] for line in located.values()) <= listeners[day] for day in mondays)


def test_no_jump_has_two_causes(world: World) -> None:
    for event in world.market_events:
        near = [
            one for one in world.events
            if one.moves and one.artist == event.artist and abs((one.on - event.on).days) < 7
        ]  # fmt: skip
        assert near == []


def test_elsewhere_countries_have_a_fixed_part(world: World) -> None:
    risen = {event.artist for event in world.market_events}
    artist = next(artist for artist in world.artists if artist.uuid not in risen)
    listeners = world.artist_series(artist.uuid, "spotify", "listeners")
    for place, line in enumerate(world.listeners_by_country(artist.uuid, "spotify").values()):
        assert line == {day: value // (6 + place) for day, value in listeners.items() if day.weekday() == 0}
