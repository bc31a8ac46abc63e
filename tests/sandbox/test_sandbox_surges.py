"""Jumps of whole artists stand alone, and the truth says how strong each week of an artist is."""

import itertools
from collections import Counter
from datetime import date, timedelta

import pytest

from sandbox.cast import Track
from sandbox.places import TRACK_PLATFORMS
from sandbox.truth import PlantedJump
from sandbox.world import World, make_world

WEEK = timedelta(weeks=1)


def songs_of(world: World, artist: str) -> list[Track]:
    return [track for track in world.tracks if artist in track.artists]


def week_of(world: World, artist: str, platform: str, friday: date) -> int:
    days = [friday + timedelta(days=day) for day in range(7)]
    return sum(
        world.daily_counts(track.uuid, platform).get(day, 0) for track in songs_of(world, artist) for day in days
    )


@pytest.fixture(scope="module", params=[7, 8, 11])
def seeded(request: pytest.FixtureRequest) -> World:
    return make_world(request.param)


def test_as_many_as_wanted_in_the_weeks_wanted(seeded: World) -> None:
    weeks = {metric: Counter[int]() for metric in ("spotify:streams", "tiktok:videos")}
    for surge in seeded.surges:
        week, rest = divmod((surge.starts_on - seeded.start_on).days, 7)
        assert (rest, surge.days) == (0, 7)
        assert 14 <= week <= 52
        assert surge.factor == 2.5 or surge.metric == "tiktok:videos"
        assert 2.5 <= surge.factor <= 4.0
        weeks[surge.metric][week] += 1
    assert {metric: planted.total() for metric, planted in weeks.items()} == {
        "spotify:streams": 26,
        "tiktok:videos": 10,
    }
    assert max(weeks["spotify:streams"].values()) == weeks["spotify:streams"][52] == weeks["spotify:streams"][51] == 2
    assert set(seeded.surges) <= set(seeded.jumps)
    assert len(seeded.jumps) - len(seeded.surges) == 14


def test_none_against_the_rules(seeded: World) -> None:
    for surge in seeded.surges:
        floor = 2_000 if surge.platform == "spotify" else 150
        before = [week_of(seeded, surge.entity, surge.platform, surge.starts_on - back * WEEK) for back in (2, 3, 4)]
        # the floor is of the settled level; a quiet season may be a little below it
        assert sum(before) / 3 > 0.8 * floor
        for track in songs_of(seeded, surge.entity):
            assert not surge.starts_on - 5 * WEEK <= track.released_on <= surge.ends_on
    for one, other in itertools.combinations(seeded.surges, 2):
        apart = abs(one.starts_on - other.starts_on)
        if one.entity == other.entity:
            assert apart >= 10 * WEEK
        elif one.metric == other.metric and any(
            other.entity in track.artists for track in songs_of(seeded, one.entity)
        ):
            assert apart > WEEK


def of_partners(world: World, surge: PlantedJump) -> list[PlantedJump]:
    """Surges of the same platform by those who share a song."""
    partners = {partner for track in songs_of(world, surge.entity) for partner in track.artists} - {surge.entity}
    return [other for other in world.surges if other.entity in partners and other.metric == surge.metric]


def test_the_factor_is_that_of_the_surge(seeded: World) -> None:
    for surge in seeded.surges:
        exact = seeded.jump_factor(surge.entity, surge.platform, surge.starts_on)
        if any(other.starts_on < surge.starts_on <= other.gone_on for other in of_partners(seeded, surge)):
            assert exact >= surge.factor  # what is left of a partner's comes on top
            continue
        assert exact == pytest.approx(surge.factor)
        # what was really counted, against three weeks of the same songs; nothing else is planted on them
        before = [week_of(seeded, surge.entity, surge.platform, surge.starts_on - back * WEEK) for back in (2, 3, 4)]
        planted = [
            seeded.jump_factor(surge.entity, surge.platform, surge.starts_on - back * WEEK) for back in (2, 3, 4)
        ]
        usual = sum(week / factor for week, factor in zip(before, planted, strict=True)) / 3
        found = week_of(seeded, surge.entity, surge.platform, surge.starts_on) / usual
        assert found == pytest.approx(surge.factor, rel=0.35)


def test_most_surges_last_and_go_down_week_by_week(seeded: World) -> None:
    lasting = [surge for surge in seeded.surges if surge.half_life is not None]
    assert 0.4 <= len(lasting) / len(seeded.surges) <= 0.9
    for surge in seeded.surges:
        weeks = [
            seeded.jump_factor(surge.entity, surge.platform, surge.starts_on + week * WEEK)
            for week in range(8)
            if surge.starts_on + (week + 1) * WEEK <= seeded.end_on
        ]
        added = surge.factor - 1.0
        # at least: a partner's surge may add to it
        left = [added * 0.5 ** (week / surge.half_life) if surge.half_life and week <= 6 else 0.0 for week in range(8)]
        assert all(found >= 1.0 + part - 1e-9 for found, part in zip(weeks[1:], left[1:], strict=False))
        assert surge in lasting or surge.gone_on == surge.ends_on


def test_other_weeks_and_platforms_are_untouched(world: World) -> None:
    artist = world.artists[0].uuid
    songs = {track.uuid for track in songs_of(world, artist)}
    partners = {partner for track in songs_of(world, artist) for partner in track.artists}
    touched = [jump for jump in world.jumps if jump.entity in songs | partners]
    for platform in TRACK_PLATFORMS:
        for week in range(53):
            friday = world.start_on + week * WEEK
            hit = any(
                jump.platform == platform and jump.starts_on <= friday + timedelta(days=6) and jump.gone_on >= friday
                for jump in touched
                if not jump.metric.endswith(":followers")
            )
            assert (world.jump_factor(artist, platform, friday) != 1.0) == hit


def test_a_song_and_a_partner_weigh_by_their_part() -> None:
    world = make_world()
    for jump in world.jumps:
        if jump.entity in world.track_by_uuid and jump.days == 7:
            track = world.track_by_uuid[jump.entity]
            for artist in track.artists:
                factor = world.jump_factor(artist, jump.platform, jump.starts_on)
                assert min(jump.factor, 1.0) < factor < max(jump.factor, 1.0) or factor == pytest.approx(jump.factor)
    partner, surge = next(
        (partner, surge)
        for surge in world.surges
        for track in songs_of(world, surge.entity)
        for partner in track.artists
        if partner != surge.entity and surge.platform == "spotify"
    )
    assert 1.0 < world.jump_factor(partner, "spotify", surge.starts_on) <= 2.5


def test_a_surge_multiplies_what_would_have_been(world: World) -> None:
    surge = next(surge for surge in world.surges if surge.platform == "spotify")
    calm = World(world.seed, world.artists, world.tracks, world.end_on, is_planted=False)
    assert calm.surges == ()
    ratio = week_of(world, surge.entity, "spotify", surge.starts_on) / week_of(
        calm, surge.entity, "spotify", surge.starts_on
    )
    assert ratio == pytest.approx(surge.factor, rel=0.05)


@pytest.mark.parametrize(("artists", "tracks"), [(1, 2), (2, 3), (5, 12), (12, 25)])
def test_small_worlds_have_fewer(artists: int, tracks: int) -> None:
    world = make_world(7, artists, tracks)
    assert len(world.surges) < 36
    assert world.jump_factor(world.artists[-1].uuid, "spotify", date(2020, 1, 3)) == 1.0


def test_a_jump_of_an_unknown_platform_is_refused(world: World) -> None:
    with pytest.raises(KeyError):
        world.jump_factor(world.artists[0].uuid, "deezer", world.start_on)


def test_surges_are_like_any_jump(world: World) -> None:
    assert all(isinstance(surge, PlantedJump) and surge.entity in world.artist_by_uuid for surge in world.surges)
