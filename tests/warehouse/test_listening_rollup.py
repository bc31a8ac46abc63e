"""Listening rollups: equal to what is counted in plain Python, whatever was loaded, marked and built in which order."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from listened import LEAST_MS, Listened
from sqlalchemy import Engine, text

from db.errors import GroundswellError
from db.fingerprint import fingerprint
from db.statements import scripts
from tasks.listening.rollup_store import TABLES, roll_up_listening
from tests.emptied import empty
from tests.warehouse.queued import run_sql

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "America/Sao_Paulo")
START = datetime(2024, 10, 20, 21, tzinfo=UTC)  # clocks change a week later, and the year after two months


def build(engine: Engine, **options: Any) -> Any:
    return roll_up_listening(engine, **({"least_play_ms": LEAST_MS} | options))


def broken_laws(engine: Engine) -> list[str]:
    return [
        name for name, check in scripts("checks/listening") if name.endswith("_do_not_close") and run_sql(engine, check)
    ]


def shares(chance: random.Random, numbers: list[int]) -> dict[int, int]:
    """Shares in millionths, or none."""
    chosen = chance.sample(numbers, chance.randrange(len(numbers)))
    cuts = sorted(chance.sample(range(1, 1_000_000), max(len(chosen) - 1, 0)))
    parts = [after - before for before, after in zip([0, *cuts], [*cuts, 1_000_000], strict=True)]
    return dict(zip(chosen, parts, strict=False)) if chosen else {}


def change(world: Listened, chance: random.Random, users: list[int], items: list[int]) -> None:
    """Something that happens: plays, a share that changes, a user who moves."""
    kind = chance.random()
    if kind < 0.7:
        user_id = chance.choice(users)
        for _ in range(chance.randrange(1, 6)):
            at = START + timedelta(minutes=chance.randrange(90 * 24 * 60))
            ms = chance.choice([0, 29_999, 30_000, 180_000, 400_000])
            world.play(user_id, at, chance.choice(items), ms, is_video=chance.random() < 0.1)
    elif kind < 0.85:
        item_id = chance.choice([item for item in items if world.kinds[item] == "music"])
        world.share(item_id, shares(chance, world.genre_ids), shares(chance, world.mood_ids))
    else:
        world.move(chance.choice(users), chance.choice(ZONES))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_whatever_happens_in_whichever_order_the_rollups_are_right(warehouse: Engine, seed: int) -> None:
    empty(warehouse)
    chance, world = random.Random(seed), Listened(warehouse)
    users = [world.user(chance.choice(ZONES)) for _ in range(3)]
    items = [world.item(kind) for kind in ("music",) * 5 + ("podcast", "audiobook", "unknown")]
    for _ in range(chance.randrange(1, 8)):
        for _ in range(chance.randrange(1, 5)):
            change(world, chance, users, items)
        build(warehouse, workers=chance.choice([1, 2]))
    assert world.built() == world.expected()
    assert broken_laws(warehouse) == []
    by_parts = fingerprint(warehouse)
    build(warehouse, full=True)
    assert fingerprint(warehouse) == by_parts


def small(engine: Engine) -> tuple[Listened, int, int]:
    """A user in Berlin and a track that is half of one genre and half of another."""
    world = Listened(engine)
    user_id, item_id = world.user("Europe/Berlin"), world.item()
    world.share(item_id, {world.genre_ids[0]: 500_000, world.genre_ids[1]: 500_000}, {world.mood_ids[0]: 1_000_000})
    return world, user_id, item_id


def test_only_what_was_marked_is_built(warehouse: Engine) -> None:
    world, user_id, item_id = small(warehouse)
    for day in range(40):
        world.play(user_id, START + timedelta(days=day), item_id)
    build(warehouse)
    run_sql(warehouse, "update mart.user_genre_day set play_ppm = 7")
    run_sql(warehouse, "update mart.user_day set video_ms = 7")
    world.play(user_id, START + timedelta(days=3), item_id)
    done = build(warehouse)
    assert (done.users, done.whole_users, done.days) == (1, 0, 1)
    assert run_sql(warehouse, "select count(*) from mart.user_day where video_ms <> 7") == [(1,)]
    assert run_sql(warehouse, "select count(*) from mart.user_genre_day where play_ppm <> 7") == [(2,)]


def test_another_zone_moves_rows_between_days(warehouse: Engine) -> None:
    world, user_id, item_id = small(warehouse)
    world.play(user_id, datetime(2024, 12, 31, 23, 30, tzinfo=UTC), item_id)
    build(warehouse)
    assert run_sql(warehouse, "select heard_on from mart.user_day") == [(date(2025, 1, 1),)]
    world.move(user_id, "America/New_York")
    assert build(warehouse).whole_users == 1
    assert run_sql(warehouse, "select heard_on from mart.user_day") == [(date(2024, 12, 31),)]
    assert run_sql(warehouse, "select heard_year from mart.user_track_year") == [(2024,)]
    assert run_sql(warehouse, "select heard_month, heard_hour from mart.user_mood_hour") == [(date(2024, 12, 1), 18)]


def test_hours_are_told_in_the_zone_when_clocks_change(warehouse: Engine) -> None:
    world, user_id, item_id = small(warehouse)
    for hour in (0, 1, 2):  # on 27 October 2024 Berlin has the hour from 2 to 3 twice
        world.play(user_id, datetime(2024, 10, 27, hour, 30, tzinfo=UTC), item_id)
    build(warehouse)
    found = run_sql(warehouse, "select heard_hour, play_ppm from mart.user_mood_hour order by 1")
    assert found == [(2, 2_000_000), (3, 1_000_000)]


def test_a_play_that_is_gone_leaves_nothing(warehouse: Engine) -> None:
    world, user_id, item_id = small(warehouse)
    world.play(user_id, START, item_id)
    build(warehouse)
    run_sql(warehouse, "delete from core.play")
    run_sql(warehouse, "insert into ops.listening_mark (user_id, heard_on) select user_id, heard_on from mart.user_day")
    build(warehouse)
    world.plays.clear()
    assert world.built() == world.expected()


@pytest.mark.parametrize("changed", ["setting", "method"])
def test_what_everything_rests_on_builds_everything_anew(warehouse: Engine, changed: str) -> None:
    world, user_id, item_id = small(warehouse)
    world.play(user_id, START, item_id, 20_000)
    build(warehouse)
    assert build(warehouse).users == 0
    least_ms = LEAST_MS
    if changed == "setting":
        least_ms = 10_000
    else:
        run_sql(warehouse, "update core.method set is_current = false")
        run_sql(
            warehouse,
            "insert into core.method (method_version, formula, taxonomy_sha256, priors, is_current) "
            "values ('2.test', 2, 'y', '{}', true)",
        )
    assert build(warehouse, least_play_ms=least_ms).whole_users == 1
    if changed == "setting":
        assert world.built() == world.expected(least_ms)
    else:
        # the new method knows no shares yet
        assert run_sql(warehouse, "select genre_id, ms_ppm from mart.user_genre_day") == [(0, 20_000 * 1_000_000)]
    assert build(warehouse, least_play_ms=least_ms).users == 0


def test_a_build_that_fails_leaves_everything_and_can_be_run_again(warehouse: Engine) -> None:
    world, user_id, item_id = small(warehouse)
    world.play(user_id, START, item_id)
    build(warehouse)
    before = world.built()
    world.play(user_id, START, item_id)
    with warehouse.begin() as connection:
        connection.execute(text("alter table mart.user_track_year add constraint not_now check (plays < 2)"))
    try:
        with pytest.raises(Exception, match="not_now"):
            build(warehouse)
        assert world.built() == before
    finally:
        run_sql(warehouse, "alter table mart.user_track_year drop constraint not_now")
    build(warehouse)
    assert world.built() == world.expected()


def test_a_full_build_that_was_stopped_is_gone_on_with(warehouse: Engine) -> None:
    world, user_id, item_id = small(warehouse)
    world.play(user_id, START, item_id)
    with warehouse.begin() as connection:
        connection.execute(text("alter table mart.user_track_year add constraint not_now check (plays < 1)"))
    try:
        with pytest.raises(Exception, match="not_now"):
            build(warehouse, full=True)
    finally:
        run_sql(warehouse, "alter table mart.user_track_year drop constraint not_now")
    build(warehouse)
    assert world.built() == world.expected()
    keys = "select count(*) from pg_constraint where contype = 'p' and conrelid = any(cast(:tables as regclass[]))"
    assert run_sql(warehouse, keys, tables=[table.fullname for table in TABLES]) == [(len(TABLES),)]


def test_without_a_method_it_says_what_to_do(warehouse: Engine) -> None:
    with pytest.raises(GroundswellError, match="groundswell normalise"):
        build(warehouse)
