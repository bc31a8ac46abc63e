"""A table of the vendor's database that can't be read is refused by name; the others are read."""

import secrets
from collections.abc import Iterator

import pytest
import sqlalchemy
from sqlalchemy import Engine

from flows.ingest_deliveries import SomeRefused
from tests.warehouse.delivered import ingest, loads, values
from tests.warehouse.queued import run_sql

TABLES = """
create table tiktok_sounds (id bigint, tiktok_id text, name text, author text, spotify_track_id bigint);
insert into tiktok_sounds values (7, '6956990112127585029', 'Sound', null, null);
create table tiktok_sound_metrics (tiktok_sound_id bigint, created_at timestamp, post_count bigint);
insert into tiktok_sound_metrics values (7, '2026-11-14 22:00', 5), (7, 'infinity', 6), (7, '0044-03-15 BC', 7);
create view spotify_albums as select 1 / 0 as id, 'x' as name, null::date as release_date;
"""


@pytest.fixture
def feed(fresh_database: str) -> Iterator[Engine]:
    engine = sqlalchemy.create_engine(fresh_database)
    run_sql(engine, TABLES)
    yield engine
    engine.dispose()


def test_a_table_that_fails_is_refused_and_the_others_are_read(warehouse: Engine, feed: Engine) -> None:
    with pytest.raises(SomeRefused, match=r"SPOTIFY_ALBUMS of the vendor's database .*division by zero"):
        ingest(warehouse, url=feed.url.render_as_string(hide_password=False))
    states = {row[0]: row[1] for row in loads(warehouse)}
    assert (states["SPOTIFY_ALBUMS"], states["TIKTOK_SOUNDS"]) == ("refused", "loaded")


def test_a_time_that_is_none_refuses_its_table(warehouse: Engine, feed: Engine) -> None:
    run_sql(feed, "drop view spotify_albums")
    with pytest.raises(SomeRefused, match=r"TIKTOK_SOUND_METRICS of .* can't be loaded \(year -44 is out"):
        ingest(warehouse, url=feed.url.render_as_string(hide_password=False))
    run_sql(feed, "delete from tiktok_sound_metrics where created_at < '2000-01-01'")
    ingest(warehouse, url=feed.url.render_as_string(hide_password=False))
    assert list(values(warehouse, "sound_tiktok_posts").values()) == [5]


def test_a_table_one_may_not_read_is_refused_by_name(warehouse: Engine, feed: Engine) -> None:
    run_sql(feed, "drop view spotify_albums")
    run_sql(feed, "delete from tiktok_sound_metrics where created_at <> '2026-11-14 22:00'")
    name = f"guest_{secrets.token_hex(4)}"
    run_sql(feed, f"create role {name} login password 'x'; grant select on tiktok_sounds to {name}")
    try:
        with pytest.raises(SomeRefused, match="permission denied for table tiktok_sound_metrics"):
            ingest(warehouse, url=feed.url.set(username=name, password="x").render_as_string(hide_password=False))
        assert run_sql(warehouse, "select sound_id_vendor from core.sound") == [(7,)]
    finally:
        run_sql(feed, f"drop owned by {name}; drop role {name}")
