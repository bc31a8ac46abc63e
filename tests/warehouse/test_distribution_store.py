"""Normalisation: what is written, what is left alone, what is marked, and that it can be run at any time."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from tagged import SMALL, Tagged, small_taxonomy

from db.fingerprint import fingerprint
from tasks.tags.method import method_version
from tests.sql.rows import insert
from tests.warehouse.queued import run_sql


@pytest.fixture
def world(warehouse: Engine) -> Tagged:
    return Tagged(warehouse)


def two_tracks(world: Tagged) -> tuple[int, int]:
    """One with tags of its own and its artist's, one with its artist's alone."""
    one, two = world.track("One"), world.track("Two")
    world.tag(one, "lastfm", "track", "one", {"shoegaze": 80, "sad": 20})
    world.tag(one, "lastfm", "artist", "ann", {"techno": 100, "qwertzuiop": 50})
    world.tag(two, "lastfm", "artist", "ann", {})
    return one, two


def heard(engine: Engine, item_id: int, *days: int) -> int:
    """A user in Tokyo who heard the item late (UTC) on these days of May."""
    with engine.begin() as connection:
        row = {"name": f"User {item_id}", "name_key": f"user{item_id}", "time_zone": "Asia/Tokyo"}
        user_id: int = insert(connection, "core.listening_user", row, "user_id")
        for day in days:
            play = {"user_id": user_id, "played_at": datetime(2025, 5, day, 22, tzinfo=UTC), "row_hash": day}
            rest = {"heard_item_id": item_id, "context_id": 1, "ms_played": 200_000, "file_id": 1}
            insert(connection, "core.play", play | rest)
    return user_id


def marks(engine: Engine) -> list[tuple[int, str]]:
    taken = "with taken as (delete from ops.listening_mark returning *) select user_id, heard_on::text from taken"
    return sorted(tuple(row) for row in run_sql(engine, taken))


def test_shares_and_what_they_rest_on_are_written(world: Tagged) -> None:
    one, two = two_tracks(world)
    done = world.normalise()
    assert (done.tags_mapped, done.items, done.changed) == (4, 2, 2)
    # track: 0.8 x 1/3; artist: 2/3 x 0.4 x 1/3
    track, artist = 0.8 / 3, 2 / 3 * 0.4 / 3
    assert world.shares(one)["shoegaze"] == pytest.approx(track / (track + artist) * 1e6, abs=1)
    assert world.shares(two) == {"techno": 1_000_000}
    assert world.shares(one, "mood") == {"sad": 1_000_000}
    assert world.shares(two, "mood") == {}
    rests = run_sql(
        world.engine,
        "select tags, sources, genre_ppm, mood_ppm, noise_ppm, unknown_ppm "
        "from mart.track_evidence order by heard_item_id",
    )
    assert rests == [(4, 1, 733_333, 100_000, 0, 166_667), (2, 1, 666_667, 0, 0, 333_333)]


def test_what_each_tag_means_is_kept(world: Tagged) -> None:
    two_tracks(world)
    world.normalise()
    found = run_sql(world.engine, "select tag, tag_class, genres, moods from core.tag_mapping order by tag")
    assert found == [
        ("qwertzuiop", "unknown", [], []),
        ("sad", "mood", [], ["sad"]),
        ("shoegaze", "genre", ["shoegaze"], []),
        ("techno", "genre", ["techno"], []),
    ]


def test_the_taxonomy_is_written_and_its_roots_close(world: Tagged) -> None:
    world.normalise()
    found = run_sql(world.engine, "select method_version, is_current from core.method")
    assert found == [(method_version(SMALL), True)]
    assert method_version(SMALL) == f"1.{SMALL.sha256[:10]}"
    counted = run_sql(
        world.engine, "select count(*), count(*) filter (where is_root) from core.genre where genre_id > 0"
    )
    assert counted == [(len(SMALL.genres), len(SMALL.roots))]
    assert (
        run_sql(
            world.engine, "select sum(share_ppm) from core.genre_root group by genre_id having sum(share_ppm) <> 1e6"
        )
        == []
    )
    assert len(run_sql(world.engine, "select distinct genre_id from core.genre_root")) == len(SMALL.genres)
    assert run_sql(world.engine, "select count(*) from core.mood where valence is null") == [(1,)]


def test_nothing_new_changes_nothing(world: Tagged) -> None:
    two_tracks(world)
    world.normalise()
    before = fingerprint(world.engine)
    done = world.normalise()
    assert (done.tags_mapped, done.items, done.changed) == (0, 0, 0)
    assert fingerprint(world.engine) == before


def test_only_items_whose_evidence_changed_are_counted_again(world: Tagged) -> None:
    one, two = two_tracks(world)
    world.normalise()
    heard(world.engine, two, 1)
    user_id = heard(world.engine, one, 3, 9)
    world.tag(one, "discogs", "album", "first", {"House": 1}, "style")
    done = world.normalise()
    assert (done.items, done.changed) == (1, 1)
    assert set(world.shares(one)) == {"house", "shoegaze", "techno"}
    # 22:00 UTC is the next day in Tokyo
    assert marks(world.engine) == [(user_id, "2025-05-04"), (user_id, "2025-05-10")]


def test_what_changes_no_share_marks_nothing(world: Tagged) -> None:
    _, two = two_tracks(world)
    world.normalise()
    heard(world.engine, two, 1)
    before = world.shares(two)
    run_sql(world.engine, "update core.tag_evidence set tag = 'asdfghjkl' where tag = 'qwertzuiop'")
    done = world.normalise()
    assert (done.items, done.changed) == (2, 0)
    assert world.shares(two) == before
    assert marks(world.engine) == []


@pytest.mark.parametrize(
    "loss",
    ["delete from core.item_target", "delete from core.tag_evidence"],
)
def test_evidence_that_is_gone_takes_the_shares_with_it(world: Tagged, loss: str) -> None:
    one, two = two_tracks(world)
    world.normalise()
    user_id = heard(world.engine, one, 1)
    run_sql(world.engine, loss)
    done = world.normalise()
    assert (done.items, done.changed) == (2, 2)
    assert (world.shares(one), world.shares(two)) == ({}, {})
    assert run_sql(world.engine, "select * from mart.track_evidence") == []
    assert marks(world.engine) == [(user_id, "2025-05-02")]


def test_a_user_with_very_many_changed_days_is_marked_as_a_whole(
    world: Tagged, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = two_tracks(world)
    world.normalise()
    user_id = heard(world.engine, one, *range(1, 8))
    monkeypatch.setattr("tasks.tags.store.MOST_DAYS", 6)
    world.tag(one, "discogs", "album", "first", {"House": 1}, "style")
    world.normalise()
    assert marks(world.engine) == [(user_id, None)]


def test_a_new_taxonomy_becomes_current_and_leaves_the_old_results(world: Tagged) -> None:
    one, _ = two_tracks(world)
    world.normalise()
    heard(world.engine, one, 1)
    numbers = dict(run_sql(world.engine, "select name, genre_id from core.genre"))
    later = small_taxonomy({})
    done = world.normalise(later)
    assert (done.method_version, done.items) == (method_version(later), 2)
    assert run_sql(world.engine, "select method_version from core.method where is_current") == [(done.method_version,)]
    per_method = "select count(*) from mart.track_evidence group by method_id"
    assert run_sql(world.engine, per_method) == [(2,), (2,)]
    assert dict(run_sql(world.engine, "select name, genre_id from core.genre")) == numbers
    assert run_sql(world.engine, "select name from core.genre where not is_current") == [("dream pop",)]
    assert marks(world.engine) == []  # the rollup sees the new method itself
    assert world.normalise().items == 0  # back to the first one: its results are still there
    assert run_sql(world.engine, "select count(*) from core.genre where not is_current") == [(0,)]


def test_a_run_that_dies_between_batches_is_gone_on_with(world: Tagged, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [world.track(f"Track {n}") for n in range(7)]
    for item in items:
        world.tag(item, "lastfm", "track", f"track {item}", {"techno": 100})
    run_sql(
        world.engine,
        "alter table mart.track_evidence add constraint not_now check (heard_item_id <> :last)",
        last=items[-1],
    )
    try:
        with pytest.raises(Exception, match="not_now"):
            world.normalise(batch=2)
    finally:
        run_sql(world.engine, "alter table mart.track_evidence drop constraint not_now")
    assert [bool(world.shares(item)) for item in items] == [True] * 6 + [False]
    assert world.normalise(batch=2).items == 1
    assert all(world.shares(item) for item in items)


def test_two_at_once_take_turns(world: Tagged) -> None:
    one, _ = two_tracks(world)
    done: list[int] = []
    runs = [threading.Thread(target=lambda: done.append(world.normalise().items)) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert sorted(done) == [0, 0, 2]
    assert sum(world.shares(one).values()) == 1_000_000
    held = (
        "select count(*) from pg_locks l join pg_database d on d.oid = l.database "
        "where l.locktype = 'advisory' and d.datname = current_database()"
    )
    assert run_sql(world.engine, held) == [(0,)]
