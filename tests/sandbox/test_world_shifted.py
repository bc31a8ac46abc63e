"""A folder's world keeps its last day, and a world that ends on another day is the same world, shifted."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.datadir import DataDir
from db.errors import GroundswellError
from flows.services.worlds import WORLD_STATE, claim, end_of, settle_end, world_of
from sandbox.deliveries import Vendor
from sandbox.library import make_library
from sandbox.listening import make_listeners
from sandbox.world import END_ON, World, make_world

TODAY = date(2026, 11, 28)
SHIFT = 5 * timedelta(weeks=1)


@pytest.fixture
def folder(tmp_path: Path) -> DataDir:
    return DataDir.open(tmp_path / "data", create=True)


def test_a_folder_keeps_the_day_its_world_ends_on(folder: DataDir) -> None:
    assert settle_end(folder, None, TODAY) == date(2026, 11, 26)
    claim(folder, world_of(7))
    assert settle_end(folder, None, TODAY + timedelta(days=90)) == date(2026, 11, 26)
    assert settle_end(folder, date(2026, 11, 26), TODAY) == end_of(folder) == date(2026, 11, 26)
    with pytest.raises(GroundswellError, match=r"ends on 2026-11-26, not on 2026-11-19. Leave out --end-on"):
        settle_end(folder, date(2026, 11, 19), TODAY)


def test_a_folder_of_an_earlier_version_ends_when_its_world_did(folder: DataDir) -> None:
    folder.write_state(WORLD_STATE, {"world": world_of(7)})
    assert settle_end(folder, None, TODAY) == END_ON


def test_recorded_answers_end_when_they_were_recorded(folder: DataDir) -> None:
    folder.write_state(WORLD_STATE, {"world": "the recorded answers"})
    assert settle_end(folder, date(2025, 8, 28), TODAY) == date(2025, 8, 28)


@pytest.fixture(scope="module")
def worlds() -> tuple[World, World]:
    return make_world(7, 12, 30), make_world(7, 12, 30, END_ON + SHIFT)


def weekly(world: World) -> dict[date, int]:
    """Streams and posts of all songs by week, Friday to Thursday."""
    weeks: dict[date, int] = {}
    for track in world.tracks:
        for platform in ("spotify", "tiktok"):
            for day, count in world.daily_counts(track.uuid, platform).items():
                friday = day - timedelta(days=(day.weekday() - 4) % 7)
                weeks[friday] = weeks.get(friday, 0) + count
    return weeks


def test_another_end_is_the_same_story_some_weeks_later(worlds: tuple[World, World]) -> None:
    first, later = worlds
    assert later.end_on == END_ON + SHIFT
    assert {week + SHIFT: total for week, total in weekly(first).items()} == weekly(later)
    assert [track.released_on + SHIFT for track in first.tracks] == [track.released_on for track in later.tracks]
    assert [(jump.metric, jump.starts_on + SHIFT, jump.factor) for jump in first.jumps] == [
        (jump.metric, jump.starts_on, jump.factor) for jump in later.jumps
    ]
    for slug in first.chart_slugs():
        assert [day + SHIFT for day in first.rankings(slug)] == list(later.rankings(slug))


def test_its_deliveries_and_faults_come_some_weeks_later(worlds: tuple[World, World]) -> None:
    one, two = (Vendor(world) for world in worlds)
    assert one.first_drop + SHIFT == two.first_drop
    assert one.renamed_drop + SHIFT == two.renamed_drop
    for song, same in zip(one.songs(), two.songs(), strict=True):
        assert [(word.day + SHIFT, word.drop_on + SHIFT) for word in one.words(song.song_id)] == [
            (word.day, word.drop_on) for word in two.words(same.song_id)
        ]
    faults = [[(fault.missing_on, fault.song_ids) for fault in vendor.feed_faults.doubles] for vendor in (one, two)]
    assert [(day + SHIFT, songs) for day, songs in faults[0]] == faults[1]


def test_nobody_has_listened_after_it(worlds: tuple[World, World]) -> None:
    for world in worlds:
        for listener in make_listeners(make_library(world), world.end_on, days=30):
            times = [heard.ended_at.date() for heard in listener.heard]
            # somewhere it is a day later already
            assert world.end_on - timedelta(days=10) < max(times) <= world.end_on + timedelta(days=1)
