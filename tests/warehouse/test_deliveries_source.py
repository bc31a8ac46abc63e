"""The vendor's tables from its own database: all of it at first, then what changed; nothing when it is away."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import Engine, text

from db.fingerprint import fingerprint
from flows.ingest_deliveries import SomeRefused
from tasks.readers.deliveries.errors import NothingToLoad, SourceUnreachable
from tests.warehouse.delivered import ingest, loads, values
from tests.warehouse.queued import run_sql

SONGS, SOUNDS = "LUMINATE_DAILY_SONG_METRICS", "TIKTOK_SOUND_METRICS"
SOUND_ID = "6956990112127585029"

TABLES = """
create schema feed;
create table feed."LUMINATE_DAILY_SONG_METRICS" (
    "UNIFIED_SONG_ID" numeric, "ARTIST" text, "TITLE" text, "METRIC_TYPE" text, "REGION" text, "DATE" date,
    "UPDATED_ON" timestamp, "THIS_DAY" numeric, "YEAR" numeric, "WEEK" numeric
);
create table feed.tiktok_sounds (id bigint, tiktok_id numeric, name text, author text, spotify_track_id bigint);
create view feed.tiktok_sound_metrics as
    select 7::bigint as tiktok_sound_id, d as created_at, 100 + extract(day from d)::int as post_count
    from generate_series('2026-11-01 22:00'::timestamptz, '2026-11-14 22:00'::timestamptz, '1 day') d;
"""


@pytest.fixture
def feed(fresh_database: str) -> Iterator[Engine]:
    """The vendor's database."""
    engine = sqlalchemy.create_engine(fresh_database)
    with engine.begin() as connection:
        connection.execute(text(TABLES))
    add(engine, 900, "2026-11-13", 1000, "2026-11-15 04:00")
    add(engine, 900, "2026-11-12", 900, "2026-11-14 04:00")
    run_sql(engine, f"insert into feed.tiktok_sounds values (7, {SOUND_ID}, 'Sound', null, null)")
    yield engine
    engine.dispose()


def add(engine: Engine, song: int, day: str, value: int, updated: str) -> None:
    row = "(:s, 'Ann', 'Song', 'AUDIO ON DEMAND', 'GLOBAL', :d, :u, :v)"
    run_sql(engine, f'insert into feed."{SONGS}" values {row}', s=song, d=day, u=updated, v=value)


def address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def test_everything_at_first_then_what_changed(warehouse: Engine, feed: Engine) -> None:
    url = address(feed)
    done = ingest(warehouse, url=url, of_schema="feed")
    assert values(warehouse) == {("900", "", "2026-11-12"): 900, ("900", "", "2026-11-13"): 1000}
    assert run_sql(warehouse, "select sound_id_tiktok from core.sound") == [(SOUND_ID,)]
    assert len(values(warehouse, "sound_tiktok_posts")) == 14
    assert f"SPOTIFY_TRACKS is not in {done.loads[0].origin}" in " ".join(done.warnings)
    before = fingerprint(warehouse)

    add(feed, 900, "2026-11-14", 1100, "2026-11-16 04:00")
    restated = """ set "THIS_DAY" = 950, "UPDATED_ON" = '2026-11-16 04:00' where "DATE" = '2026-11-12'"""
    run_sql(feed, f'update feed."{SONGS}"{restated}')
    add(feed, 901, "2026-10-01", 5, "2026-10-03 04:00")  # older than what was read: never asked for again
    ingest(warehouse, url=url, of_schema="feed")
    assert values(warehouse) == {
        ("900", "", "2026-11-12"): 950,
        ("900", "", "2026-11-13"): 1000,
        ("900", "", "2026-11-14"): 1100,
    }
    # the day before the latest change, and seven days of readings, are read once more
    by_source = {row[0]: row[2:6] for row in loads(warehouse)[-3:]}
    assert by_source == {"TIKTOK_SOUNDS": (1, 0, 0, 1), SONGS: (3, 1, 1, 1), SOUNDS: (8, 0, 0, 8)}
    assert fingerprint(warehouse) != before


def test_only_the_tables_asked_for(warehouse: Engine, feed: Engine) -> None:
    ingest(warehouse, url=address(feed), tables=["tiktok_sounds"], of_schema="feed")
    assert [row[0] for row in loads(warehouse)] == ["TIKTOK_SOUNDS"]
    with pytest.raises(NothingToLoad, match="There is no table SPOTIFY_TRACKS"):
        ingest(warehouse, url=address(feed), tables=["SPOTIFY_TRACKS"], of_schema="feed")
    with pytest.raises(NothingToLoad, match="PLAYS is no vendor table"):
        ingest(warehouse, url=address(feed), tables=["PLAYS"], of_schema="feed")
    with pytest.raises(NothingToLoad, match="None of the vendor's tables"):
        ingest(warehouse, url=address(feed))


def test_a_missing_column_is_refused_before_a_row_is_read(warehouse: Engine, feed: Engine) -> None:
    run_sql(feed, 'alter table feed."LUMINATE_DAILY_SONG_METRICS" rename column "THIS_DAY" to "DAY_TOTAL"')
    with pytest.raises(SomeRefused, match=r"lacks the column THIS_DAY.*Perhaps renamed to DAY_TOTAL"):
        ingest(warehouse, url=address(feed), of_schema="feed")
    assert values(warehouse) == {}
    assert len(values(warehouse, "sound_tiktok_posts")) == 14


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bo:s3cret-pass@127.0.0.1:1/feed",
        "nosuch://bo:s3cret-pass@host/feed",
        "s3cret-pass",
        "sqlite:////s3cret-pass/feed.db",
    ],
)
def test_a_source_that_is_away_changes_nothing_and_tells_no_password(warehouse: Engine, url: str) -> None:
    with pytest.raises((SourceUnreachable, NothingToLoad)) as refusal:
        ingest(warehouse, url=url)
    if "sqlite" not in url:
        assert "s3cret-pass" not in str(refusal.value)
        assert "s3cret-pass" not in str(run_sql(warehouse, "select parameters, reason from ops.run"))
    assert loads(warehouse) == []


def test_another_dialect_is_read_too(warehouse: Engine, tmp_path: Path) -> None:
    feed = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'feed.db'}")
    columns = [
        sqlalchemy.Column(name, sqlalchemy.BigInteger if name.endswith("ID") or name == "THIS_DAY" else sqlalchemy.Text)
        for name in ("UNIFIED_SONG_ID", "ARTIST", "TITLE", "METRIC_TYPE", "REGION", "THIS_DAY")
    ]
    table = sqlalchemy.Table(
        SONGS,
        sqlalchemy.MetaData(),
        *columns,
        sqlalchemy.Column("DATE", sqlalchemy.Date),
        sqlalchemy.Column("UPDATED_ON", sqlalchemy.DateTime),
    )
    row = {"UNIFIED_SONG_ID": 900, "METRIC_TYPE": "AUDIO ON DEMAND", "REGION": "WW", "THIS_DAY": 5}
    with feed.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), row | {"DATE": date(2026, 11, 13), "UPDATED_ON": datetime(2026, 11, 15, 4)})  # noqa: DTZ001
    url = f"sqlite:///{tmp_path / 'feed.db'}"
    ingest(warehouse, url=url)
    assert values(warehouse) == {("900", "", "2026-11-13"): 5}
    ((until,),) = run_sql(warehouse, "select modified_until from ops.load")
    assert until == datetime(2026, 11, 15, 4, tzinfo=UTC)
    with feed.begin() as connection:
        connection.execute(table.insert(), row | {"DATE": date(2026, 11, 14), "UPDATED_ON": datetime(2026, 11, 14, 3)})  # noqa: DTZ001
        connection.execute(table.insert(), row | {"DATE": date(2026, 11, 15), "UPDATED_ON": datetime(2026, 11, 16, 4)})  # noqa: DTZ001
    ingest(warehouse, url=url)
    assert loads(warehouse)[-1] == (SONGS, "loaded", 2, 1, 0, 1, 0, 0)
    feed.dispose()
