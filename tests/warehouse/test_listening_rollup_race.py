"""Loads that commit while rollups run: nothing is lost, whoever comes first. And the laws that must hold ever after."""

import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from listened import Listened
from sqlalchemy import Engine
from test_listening_rollup import broken_laws, build, small

from db.statements import scripts
from tests.warehouse.queued import run_sql

START = datetime(2025, 3, 1, tzinfo=UTC)
BREAKS = {
    "genre_day_shares_do_not_close": "update mart.user_genre_day set play_ppm = play_ppm + 1",
    "genre_month_shares_do_not_close": "update mart.user_genre_month set ms_ppm = ms_ppm - 1",
    "mood_day_shares_do_not_close": "delete from mart.user_mood_day",
    "mood_month_shares_do_not_close": "update mart.user_mood_month set play_ppm = play_ppm + 1",
    "mood_hour_shares_do_not_close": "update mart.user_mood_hour set ms_ppm = ms_ppm + 1",
    "track_shares_do_not_close": "update mart.track_genre set share_ppm = share_ppm - 1",
    "years_do_not_close": "update mart.user_track_year set plays = plays + 1",
}


def test_plays_loaded_and_shares_changed_during_rollups_are_never_lost(warehouse: Engine) -> None:
    world = Listened(warehouse)
    users = [world.user("Europe/Berlin"), world.user("Asia/Kathmandu")]
    items = [world.item() for _ in range(4)]
    is_over = threading.Event()
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            failures.append(error)

    def load(user_id: int, seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(120):
            world.play(user_id, START + timedelta(minutes=chance.randrange(6 * 24 * 60)), chance.choice(items))

    def roll() -> None:
        while not is_over.is_set():
            build(warehouse)

    rolling = [threading.Thread(target=guarded, args=(roll,)) for _ in range(2)]
    loading = [threading.Thread(target=guarded, args=(partial(load, user_id, user_id),)) for user_id in users]
    for thread in (*rolling, *loading):
        thread.start()
    for thread in loading:
        thread.join()
    is_over.set()
    for thread in rolling:
        thread.join()
    assert failures == []
    build(warehouse)
    assert len(world.plays) == 240
    assert world.built() == world.expected()


def test_every_law_is_tried() -> None:
    assert set(BREAKS) == {name for name, _ in scripts("checks/listening") if name.endswith("_do_not_close")}


@pytest.mark.parametrize("law", BREAKS)
def test_a_broken_law_is_seen(warehouse: Engine, law: str) -> None:
    world, user_id, item_id = small(warehouse)
    world.play(user_id, START, item_id)
    build(warehouse)
    assert broken_laws(warehouse) == []
    run_sql(warehouse, BREAKS[law])
    assert broken_laws(warehouse) == [law]
