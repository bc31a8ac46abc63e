"""What was planted is really in the numbers."""

import itertools
from datetime import date, timedelta

import pytest

from sandbox.places import TRACK_METRICS, TRACK_PLATFORMS
from sandbox.truth import PlantedJump
from sandbox.world import World, make_world


def mean(values: dict[date, int], first: date, days: int) -> float:
    return sum(values.get(first + timedelta(days=day), 0) for day in range(days)) / days


def gains(values: dict[date, int]) -> dict[date, int]:
    days = sorted(values)
    return {day: values[day] - values[before] for before, day in itertools.pairwise(days)}


def flow_of(world: World, jump: PlantedJump) -> dict[date, int]:
    if jump.entity in world.track_by_uuid:
        return world.daily_counts(jump.entity, jump.platform)
    return gains(world.artist_series(jump.entity, jump.platform, "followers"))


@pytest.mark.parametrize("seed", [1, 7, 8])
def test_jumps_are_there(seed: int) -> None:
    world = make_world(seed)
    alone = [jump for jump in world.jumps if jump not in world.surges]
    assert len(alone) == 14
    assert len({jump.entity for jump in alone}) == 14
    metrics = {f"{platform}:{metric}" for platform, metric in TRACK_METRICS.items()}
    for jump in alone:
        assert jump.metric in metrics or jump.metric.endswith(":followers")
        flow = flow_of(world, jump)
        # whole weeks before, so that the weekday shape falls out; three-day jumps keep their days of the week
        before = sum(mean(flow, jump.starts_on - timedelta(weeks=back), jump.days) for back in (3, 4)) / 2
        found = mean(flow, jump.starts_on, jump.days) / before
        assert found == pytest.approx(jump.factor, rel=0.45)
        assert (found > 1.5) == (jump.factor > 1)


def test_seven_jumps_are_of_the_last_week(world: World) -> None:
    newest = [jump for jump in world.jumps if jump.ends_on == world.end_on and jump not in world.surges]
    assert len(newest) == 8
    assert {jump.starts_on for jump in newest} == {date(2026, 11, 13)}


def test_a_jump_stays_on_its_metric(world: World) -> None:
    jump = next(jump for jump in world.jumps if jump.metric == "spotify:streams" and jump.factor == 4.0)
    views = world.daily_counts(jump.entity, "youtube")
    assert mean(views, jump.starts_on, 7) / mean(views, jump.starts_on - timedelta(days=7), 7) < 1.5


@pytest.mark.parametrize("seed", [1, 7, 8])
def test_corrections_take_their_share_away(seed: int) -> None:
    world = make_world(seed)
    assert len(world.corrections) == 7
    jumped = {jump.entity for jump in world.jumps if jump not in world.surges}
    for correction in world.corrections:
        assert correction.entity not in jumped
        flow = world.daily_counts(correction.entity, correction.platform)
        for values in world.track_series(correction.entity, correction.platform).values():
            before = max(day for day in values if day < correction.on)
            after = min(day for day in values if day >= correction.on)
            assert values[after] < values[before]
            lost = values[before] * (1 - correction.share)
            assert values[after] == pytest.approx(lost, rel=0.02, abs=3 + sum(flow.values()) / 50)
            negative = [day for day, gain in gains(values).items() if gain < 0]
            assert negative == [after]


def test_nothing_else_falls(world: World) -> None:
    corrected = {(correction.entity, correction.platform) for correction in world.corrections}
    for track in world.tracks:
        for platform in TRACK_PLATFORMS:
            if platform != "airplay" and (track.uuid, platform) not in corrected:
                for values in world.track_series(track.uuid, platform).values():
                    assert min(gains(values).values(), default=0) >= 0


def test_some_series_miss_days_about_two_in_a_hundred(world: World) -> None:
    absent = [world.missing_days(track.uuid, "spotify") for track in world.tracks]
    gappy = [days for days in absent if days]
    assert 0.25 < len(gappy) / len(absent) < 0.55
    assert 0.01 < sum(map(len, gappy)) / (len(gappy) * 371) < 0.03
    for track in world.tracks:
        for platform in TRACK_PLATFORMS:
            gone = world.missing_days(track.uuid, platform)
            first = max(track.released_on, world.start_on)
            for values in world.track_series(track.uuid, platform).values():
                assert gone.isdisjoint(values)
                whole = {first + timedelta(days=day) for day in range((world.end_on - first).days + 1)}
                assert whole - gone == set(values)


def test_one_artist_is_silent_and_carries_no_jump(world: World) -> None:
    assert world.silent_audience is not None
    artist, platform = world.silent_audience
    assert platform == "instagram"
    assert artist not in {jump.entity for jump in world.jumps}
